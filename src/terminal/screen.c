/*
 * Showing lines: ours with their marks, and the peer's text behind its own,
 * folded so that none of it can look like ours.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "call/clock.h"
#include "terminal/screen.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/wrap.h"

enum { PATIENCE = 100 }; /* milliseconds, for the end of a line */

static const struct {
	const char *text;
	const char *color; /* an SGR parameter; "" for the terminal's own */
} marks[] = { [MARK_STEP] = { "* ", "36" },
	[MARK_SENT] = { "> ", "32" },
	[MARK_RECEIVED] = { "< ", "33" },
	[MARK_TEXT] = { "| ", "1" },
	[MARK_ERROR] = { "! ", "31" },
	[MARK_KERNEL] = { "= ", "35" },
	[MARK_EXPLAIN] = { "    ", "" },
	[MARK_ADDRESS] = { "    ", "1" },
	[MARK_PLAIN] = { "", "" },
	[MARK_WHOLE] = { "", "" } };

/* Ends the row in which text of the peer's stands. */
static void
end_row(struct screen *screen)
{
	if (screen->hide != NULL) {
		screen->hide(screen);
		printf("%s%.*s", marks[MARK_TEXT].text, (int)screen->held_len,
		    screen->held);
		screen->held_len = 0;
	}
	putchar('\n');
	screen->column = 0;
}

/* Other lines do not begin where text of the peer's lacks its end. */
static void
make_room(struct screen *screen)
{
	if (screen->column > 0) {
		end_row(screen);
		screen->ended_early = true;
		fflush(stdout);
	}
	if (screen->hide != NULL)
		screen->hide(screen);
	if (screen->echoed)
		fputc('\n', screen->file);
	screen->echoed = false;
}

void
screen_interrupted(struct screen *screen)
{
	screen->echoed = screen->terminal;
}

static void
put_piece(const struct screen *screen, enum mark mark, const char *prefix,
    const char *text, size_t n)
{
	bool color = screen->out.color && *marks[mark].color != '\0';

	if (color)
		fprintf(screen->file, "\033[%sm", marks[mark].color);
	fputs(prefix, screen->file);
	for (size_t i = 0; i < n; i++)
		putc(text[i] == WRAP_KEPT ? ' ' : text[i], screen->file);
	fputs(color ? "\033[m\n" : "\n", screen->file);
}

static void
line(struct out *out, enum mark mark, const char *text)
{
	struct screen *screen = (struct screen *)out;
	const char *prefix = marks[mark].text;
	size_t n, room;

	make_room(screen);
	if (screen->terminal)
		out->width = terminal_width(fileno(screen->file), out->width);
	do {
		room = strlen(prefix) + 8 < (size_t)out->width
		    ? (size_t)out->width - strlen(prefix)
		    : 8;
		n = mark == MARK_ADDRESS || mark == MARK_WHOLE
		    ? strlen(text)
		    : wrap(text, room);
		put_piece(screen, mark, prefix, text, n);
		text += n;
		text += strspn(text, " ");
		/* What is folded off stands under what it belongs to. */
		if (mark != MARK_PLAIN)
			prefix = "    ";
	} while (*text != '\0');
	fflush(screen->file);
}

int
terminal_width(int fd, int otherwise)
{
	struct winsize size;

	if (ioctl(fd, TIOCGWINSZ, &size) == -1 || size.ws_col == 0)
		return otherwise;
	return size.ws_col;
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

void
screen_init(struct screen *screen, FILE *file, enum color color)
{
	int fd = fileno(file);

	*screen = (struct screen){ .out = { .line = line,
				       .width = 80,
				       .color = terminal_color(fd, color) },
		.file = file,
		.terminal = isatty(fd) };
	if (screen->terminal)
		screen->out.width = terminal_width(fd, 80);
	/* A line goes out whole, so that no other program's comes between. */
	setvbuf(file, NULL, _IOFBF, BUFSIZ);
}

/* Text goes to the screen at once; with a prompt, by whole rows. */
static void
put_text(struct screen *screen, const char *s)
{
	size_t n = strlen(s);

	if (screen->hide == NULL) {
		if (screen->column == 0)
			fputs(marks[MARK_TEXT].text, stdout);
		fputs(s, stdout);
		return;
	}
	if (screen->held_len + n > sizeof(screen->held))
		end_row(screen);
	if (screen->held_len == 0)
		clock_gettime(CLOCK_MONOTONIC, &screen->held_since);
	memcpy(screen->held + screen->held_len, s, n);
	screen->held_len += n;
}

/* The column after a text that stands at one; a tab goes to a multiple of 8. */
static int
column_after(int column, const char *s)
{
	return *s == '\t' ? (column / 8 + 1) * 8 : column + utf8_columns(s);
}

/* A tab is harmless, and columns are wanted; all else that is not printable
   is escaped. */
static void
put_character(struct screen *screen, const char *s, size_t n)
{
	int indent = (int)strlen(marks[MARK_TEXT].text);
	char safe[SAFE_MAX + 1] = "\t";
	uint32_t cp = 0;

	if (*s == '\n') {
		if (screen->column == 0 && !screen->ended_early)
			put_text(screen, "");
		if (screen->column > 0 || !screen->ended_early)
			end_row(screen);
		screen->ended_early = false;
		return;
	}
	screen->ended_early = false;
	if (*s != '\t')
		safe_escape(s, n, safe);
	utf8_decode(s, n, &cp);
	if (screen->column > indent && cp != UTF8_WIDENS &&
	    column_after(screen->column, safe) > screen->text_width)
		end_row(screen);
	put_text(screen, safe);
	screen->column =
	    column_after(screen->column > 0 ? screen->column : indent, safe);
}

void
screen_received(struct screen *screen, const char *s, size_t n)
{
	uint32_t cp;

	screen->text_width = terminal_width(STDOUT_FILENO, 80);
	/* First, the rest of a character that was cut between two reads. */
	while (screen->cut_len > 0 && n > 0) {
		int len;

		screen->cut[screen->cut_len++] = *s++;
		n--;
		len = utf8_decode(screen->cut, screen->cut_len, &cp);
		if (len == 0)
			continue;
		if (len > 0) {
			put_character(screen, screen->cut, screen->cut_len);
		} else {
			s--; /* it belongs to what follows */
			n++;
			screen->cut_len--;
			for (size_t i = 0; i < screen->cut_len; i++)
				put_character(screen, screen->cut + i, 1);
		}
		screen->cut_len = 0;
	}
	while (n > 0) {
		int len = utf8_decode(s, n, &cp);
		size_t used = len > 0 ? (size_t)len : 1;

		if (len == 0) {
			memcpy(screen->cut, s, n);
			screen->cut_len = n;
			break;
		}
		put_character(screen, s, used);
		s += used;
		n -= used;
	}
	fflush(stdout);
}

void
screen_received_all(struct screen *screen)
{
	for (size_t i = 0; i < screen->cut_len; i++)
		put_character(screen, screen->cut + i, 1);
	screen->cut_len = 0;
	if (screen->column > 0) {
		end_row(screen);
		fflush(stdout);
	}
}

/* How many bytes of a text fit into the columns from one on to the last. */
static size_t
fitting(const char *text, int column, int last)
{
	size_t used = 0;

	while (text[used] != '\0') {
		uint32_t cp = 0;
		int len =
		    utf8_decode(text + used, strnlen(text + used, 4), &cp);
		int wide = text[used] == '\t' ? 8 - column % 8
		    : len > 0                 ? utf8_width(cp)
					      : 1;

		column += wide < 0 ? 1 : wide;
		if (column > last && used > 0 && cp != UTF8_WIDENS)
			break;
		used += len > 0 ? (size_t)len : 1;
	}
	return used;
}

void
screen_text(struct screen *screen, const char *name, const char *text)
{
	const char *mark = marks[MARK_TEXT].text;
	int from = (int)(strlen(name) + strlen(mark));
	int width = terminal_width(STDOUT_FILENO, 80);

	make_room(screen);
	/* What the terminal folded by itself would begin a line, as ours do. */
	do {
		size_t n = fitting(text, from, width);

		printf("%s%s%.*s\n", name, mark, (int)n, text);
		text += n;
	} while (*text != '\0');
	fflush(stdout);
}

int
screen_settle(struct screen *screen)
{
	int msec;

	if (screen->held_len == 0)
		return -1;
	msec = msec_since(&screen->held_since);
	if (msec < PATIENCE)
		return PATIENCE - msec;
	make_room(screen);
	return -1;
}
