/*
 * Opening a pseudo-terminal, pty(7), and its manners.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "watch/pty.h"

static void
set_manners(int fd, int columns)
{
	struct winsize size = { .ws_row = 24,
		.ws_col = (unsigned short)columns };
	struct termios t;

	ioctl(fd, TIOCSWINSZ, &size);
	if (tcgetattr(fd, &t) == -1)
		return;
	t.c_oflag &= ~(tcflag_t)OPOST;
	t.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
	tcsetattr(fd, TCSANOW, &t);
}

int
pty_open(struct pty *pty, int columns)
{
	char name[64];

	pty->slave = -1;
	pty->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (pty->master == -1 || grantpt(pty->master) == -1 ||
	    unlockpt(pty->master) == -1 ||
	    ptsname_r(pty->master, name, sizeof(name)) != 0)
		return -1;
	pty->slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (pty->slave == -1)
		return -1;
	set_manners(pty->slave, columns);
	return 0;
}

ssize_t
pty_read(const struct pty *pty, char *data, size_t n)
{
	return read(pty->master, data, n);
}

ssize_t
pty_write(const struct pty *pty, const char *data, size_t n)
{
	return write(pty->master, data, n);
}

ssize_t
pty_take_typed(char *data, size_t n)
{
	return read(STDIN_FILENO, data, n);
}

void
pty_end_input(const struct pty *pty)
{
	/* Behind a line that lacks its end, the first hands over only that. */
	ssize_t n = write(pty->master, "\004\004", 2);

	(void)n;
}
