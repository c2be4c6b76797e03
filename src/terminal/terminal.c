/*
 * Asking the kernel, the environment and the locale about a terminal. Who shows
 * something there: screen.c, and editor.c the line being typed.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "terminal/terminal.h"
#include "text/utf8.h"

/* Of a terminal that does not know: on a serial line, somebody has to say. */
static int
columns_said(int otherwise)
{
	const char *columns = getenv("COLUMNS");
	int n = columns != NULL ? atoi(columns) : 0;

	return n > 0 ? n : otherwise;
}

int
terminal_width(int fd, int otherwise)
{
	struct winsize size;

	if (ioctl(fd, TIOCGWINSZ, &size) == -1)
		return otherwise;
	return size.ws_col > 0 ? size.ws_col : columns_said(otherwise);
}

int
terminal_height(int fd)
{
	struct winsize size;

	return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0
	    ? size.ws_row
	    : 24;
}

bool
terminal_color(int fd, enum color color)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (color != COLOR_AUTO)
		return color == COLOR_ALWAYS;
	return isatty(fd) && (no == NULL || *no == '\0') && term != NULL &&
	    strcmp(term, "dumb") != 0;
}

enum reads
terminal_reads(int fd)
{
	struct termios modes;

	if (!isatty(fd))
		return READS_UTF8;
	switch (utf8_locale()) {
	case CODESET_UTF8:
		return READS_UTF8;
	case CODESET_NONE:
		return tcgetattr(fd, &modes) == 0 && (modes.c_iflag & IUTF8)
		    ? READS_UTF8
		    : READS_BYTES;
	case CODESET_OTHER:
	default:
		return READS_BYTES;
	}
}
