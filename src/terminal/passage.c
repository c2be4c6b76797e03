/*
 * Passing standard input on. For who reads it, see command/explain.c.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "terminal/passage.h"

/* Writes all of it, or returns -1. */
static int
write_all(const char *s, size_t n)
{
	while (n > 0) {
		ssize_t written = write(STDOUT_FILENO, s, n);

		if (written == -1 && errno != EINTR)
			return -1;
		if (written > 0) {
			s += written;
			n -= (size_t)written;
		}
	}
	return 0;
}

static int
pass_on(struct screen *screen, const char *s, size_t n)
{
	if (isatty(STDIN_FILENO))
		return 0;
	if (!screen->out.terminal)
		return write_all(s, n);
	screen_received(screen, s, n);
	fflush(stdout);
	return ferror(stdout) ? -1 : 0;
}

/* The next line begins a row of its own. */
static int
end_line(struct screen *screen, char last)
{
	if (isatty(STDIN_FILENO))
		return 0;
	if (screen->out.terminal) {
		screen_received_all(screen);
		return 0;
	}
	return last == '\n' ? 0 : write_all("\n", 1);
}

int
passage(struct screen *screen, passage_reader *reader, void *owner,
    const char **file)
{
	char data[64 * 1024], last = '\n';
	ssize_t n;

	for (;;) {
		*file = "stdin";
		n = read(STDIN_FILENO, data, sizeof(data));
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		*file = "stdout";
		if (pass_on(screen, data, (size_t)n) == -1)
			return -1;
		last = data[n - 1];
		reader(owner, data, (size_t)n);
	}
	if (n == -1)
		return -1;
	*file = "stdout";
	return end_line(screen, last);
}
