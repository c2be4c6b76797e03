/*
 * Reading keys for readline, a whole character at a time. editor.c asks
 * whether one is there.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <readline/readline.h>

#include "prompt/keys.h"
#include "text/utf8.h"

static char key[4]; /* a character, or what has come of it */
static size_t len, given;
static bool bytes; /* each is a character */

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

	return !bytes && utf8_decode(key, len, &cp) == 0;
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
keys_take_stray(char *byte)
{
	uint32_t cp;

	if (bytes || given > 0 || len == 0 || utf8_decode(key, len, &cp) != -1)
		return false;
	*byte = key[0];
	memmove(key, key + 1, --len);
	return true;
}

bool
keys_are_left(void)
{
	return given < len && (given > 0 || !is_cut());
}

/*
 * For rl_input_available_hook, in place of a look at the terminal: since its
 * patch 8.2-013, readline takes the bytes of a character that it sees no rest
 * of for a character each; and of keys that follow one another it would read on
 * by itself, and take a stray byte for the beginning of what comes next.
 */
static int
is_rest_there(void)
{
	return given < len;
}

/* As rl_getc(), but never waits. */
static int
next_byte(FILE *stream)
{
	char c;

	(void)stream;
	if (given < len) {
		c = key[given++];
		/* An Escape may be a key, or the beginning of one. */
		rl_input_available_hook = c == ESC ? NULL : is_rest_there;
		return (unsigned char)c;
	}
	if (read_byte(&c) == 1)
		return (unsigned char)c;
	return RL_ISSTATE(RL_STATE_READCMD) ? READERR : EOF;
}

void
keys_init(enum reads reads)
{
	bytes = reads == READS_BYTES;
	rl_getc_function = next_byte;
}
