/*
 * Waiting for a key: the terminal is changed for as long as that takes, and not
 * a moment longer. Who waits: teach/stage.c.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "terminal/key.h"

enum { INTERRUPTED = -2 };

static void
put_those_that_interrupt(sigset_t *set)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT,
		SIGTSTP };

	sigemptyset(set);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaddset(set, signals[i]);
}

/* A key, KEY_ENDED, or INTERRUPTED where a signal came first. */
static int
take_key(int signals)
{
	enum { INPUT, SIGNAL, FDS };
	struct pollfd fds[FDS] = { [INPUT] = { STDIN_FILENO, POLLIN, 0 },
		[SIGNAL] = { signals, POLLIN, 0 } };
	unsigned char key;

	while (poll(fds, FDS, -1) == -1)
		if (errno != EINTR)
			return KEY_ENDED;
	if (fds[SIGNAL].revents != 0)
		return INTERRUPTED;
	return read(STDIN_FILENO, &key, 1) == 1 ? key : KEY_ENDED;
}

/* Without echo, and without waiting for the end of a line. */
static int
take_key_at_once(int signals)
{
	struct termios before, now;
	int key;

	if (tcgetattr(STDIN_FILENO, &before) == -1)
		return KEY_ENDED;
	now = before;
	now.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	now.c_cc[VMIN] = 1;
	now.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &now);
	key = take_key(signals);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
	return key;
}

int
key_wait(void)
{
	sigset_t set, before;
	int key, signals;

	put_those_that_interrupt(&set);
	sigprocmask(SIG_BLOCK, &set, &before);
	signals = signalfd(-1, &set, SFD_CLOEXEC);
	while ((key = take_key_at_once(signals)) == INTERRUPTED) {
		sigprocmask(SIG_SETMASK, &before, NULL); /* it comes here */
		sigprocmask(SIG_BLOCK, &set, NULL);
	}
	if (signals != -1)
		close(signals);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return key;
}
