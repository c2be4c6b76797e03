/*
 * Reading keys for readline, a whole character at a time. editor.c asks
 * whether one is there.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <readline/readline.h>

#include "terminal/keys.h"
#include "text/utf8.h"

static char key[4]; /* a character, or what has come of it */
static size_t len, given;

/* As read(2), of one byte, but never waits. */
static ssize_t
read_byte(char *c)
{
	int left = 0;

	/* Of a terminal that has gone away it fails, and read() says so. */
	if (ioctl(STDIN_FILENO, FIONREAD, &left) == 0 && left == 0) {
		errno = EAGAIN;
		return -1;
	}
	return read(STDIN_FILENO, c, 1);
}

/* Whether it is a character, less its end. */
static bool
is_cut(void)
{
	uint32_t cp;

	return utf8_decode(key, len, &cp) == 0;
}

bool
keys_read(void)
{
	if (given == len)
		given = len = 0;
	while (given == 0 && (len == 0 || is_cut())) {
		ssize_t n = read_byte(key + len);

		if (n != 1)
			return n == 0 || (errno != EAGAIN && errno != EINTR);
		len++;
	}
	return true;
}

bool
keys_are_left(void)
{
	return given > 0 && given < len;
}

/*
 * For rl_input_available_hook, in place of a look at the terminal, while bytes
 * of a character are left: since its patch 8.2-013, readline takes those that
 * it sees no rest of for a character each.
 */
static int
rest_is_there(void)
{
	return 1;
}

/* As rl_getc(), but never waits. */
static int
next_byte(FILE *stream)
{
	char c;

	(void)stream;
	if (given < len) {
		c = key[given++];
		rl_input_available_hook = given < len ? rest_is_there : NULL;
		return (unsigned char)c;
	}
	if (read_byte(&c) == 1)
		return (unsigned char)c;
	return RL_ISSTATE(RL_STATE_READCMD) ? READERR : EOF;
}

void
keys_init(void)
{
	rl_getc_function = next_byte;
}
