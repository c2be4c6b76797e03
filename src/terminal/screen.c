/*
 * Showing lines: ours with their marks, and the peer's text behind its own,
 * folded so that none of it can look like ours.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "call/clock.h"
#include "terminal/colors.h"
#include "terminal/screen.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/wrap.h"

enum { PATIENCE = 100 }; /* milliseconds, for the end of a line */

static const struct {
	const char *text;
	const char *theirs; /* before a row that begins with what is theirs */
} marks[] = { [MARK_STEP] = { "* ", "  * " },
	[MARK_SENT] = { "> ", "  > " },
	[MARK_RECEIVED] = { "< ", "  < " },
	[MARK_TEXT] = { "| ", "| " },
	[MARK_ERROR] = { "! ", "  ! " },
	[MARK_KERNEL] = { "= ", "  = " },
	[MARK_EXPLAIN] = { "    ", "  | " },
	[MARK_ADDRESS] = { "    ", "  | " },
	[MARK_PLAIN] = { "", "| " },
	[MARK_WHOLE] = { "", "| " } };

/* Ends the row in which text of the peer's stands. */
static void
end_row(struct screen *screen)
{
	if (screen->hide != NULL) {
		screen->hide(screen);
		printf("%s%.*s", screen->mark, (int)screen->held_len,
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
	screen->echoed = screen->out.terminal;
}

static void
put_piece(const struct screen *screen, enum mark mark, const char *prefix,
    const char *text, size_t n)
{
	const char *sgr = screen->out.color ? screen->out.sgr[mark] : "";

	fputs(sgr, screen->file);
	fputs(prefix, screen->file);
	for (size_t i = 0; i < n; i++)
		if (text[i] != WRAP_THEIRS)
			putc(
			    text[i] == WRAP_KEPT ? ' ' : text[i], screen->file);
	fputs(*sgr != '\0' ? "\033[m\n" : "\n", screen->file);
}

/*
 * What stands before a row: a line's mark, and before what is folded off, which
 * stands under what it belongs to, spaces. If it begins with what the other end
 * has chosen, there is a mark in any case.
 */
static const char *
prefix_of(enum mark mark, bool first, bool theirs, int width)
{
	enum { NARROW = 12 };
	bool shows = *marks[mark].text > ' '; /* "* " and the like do */
	const char *prefix = marks[mark].text;

	if (!first && mark != MARK_PLAIN)
		prefix = marks[MARK_EXPLAIN].text;
	if (theirs && !(first && shows))
		prefix = marks[mark].theirs;
	return width < NARROW ? prefix + strspn(prefix, " ") : prefix;
}

/* Whether a line is left as it is: but no name may fold where a terminal does. */
static bool
is_whole(const struct screen *screen, enum mark mark, const char *text)
{
	struct wrapping wrapping = { screen->out.reads, false };
	int room = screen->out.width - (int)strlen(marks[mark].text);

	if (mark == MARK_WHOLE)
		return true;
	return mark == MARK_ADDRESS &&
	    (!screen->out.terminal || strchr(text, WRAP_THEIRS) == NULL ||
		(room > 0 &&
		    wrap_row(&wrapping, text, (size_t)room) == strlen(text)));
}

static void
put_rows(struct screen *screen, enum mark mark, const char *text)
{
	struct wrapping wrapping = { screen->out.reads, false };
	bool whole = is_whole(screen, mark, text);
	bool theirs = *text == WRAP_THEIRS;
	int width = screen->out.width;
	const char *first = text;

	do {
		const char *prefix =
		    prefix_of(mark, text == first, theirs, width);
		int room = width - (int)strlen(prefix);
		size_t n = whole
		    ? strlen(text)
		    : wrap_row(&wrapping, text, room > 0 ? (size_t)room : 1);

		put_piece(screen, mark, prefix, text, n);
		text += n;
		if (!wrapping.theirs)
			text += strspn(text, " ");
		theirs = wrapping.theirs || *text == WRAP_THEIRS;
	} while (*text != '\0');
}

static void
line(struct out *out, enum mark mark, const char *text)
{
	struct screen *screen = (struct screen *)out;
	char safe[3 * sizeof(((struct buf *)NULL)->s)];

	make_room(screen);
	if (screen->out.terminal)
		out->width = terminal_width(fileno(screen->file), out->width);
	if (out->reads == READS_BYTES) {
		safe_text(READS_BYTES, text, safe, sizeof(safe));
		text = safe;
	}
	put_rows(screen, mark, text);
	fflush(screen->file);
}

void
screen_init(struct screen *screen, FILE *file, enum color color)
{
	int fd = fileno(file);

	*screen = (struct screen){ .out = { .line = line,
				       .width = 80,
				       .color = terminal_color(fd, color),
				       .reads = terminal_reads(fd),
				       .terminal = isatty(fd) },
		.file = file,
		.mark = "| ",
		.text_reads = terminal_reads(STDOUT_FILENO) };
	colors_init(screen->out.sgr);
	if (screen->out.terminal)
		screen->out.width = terminal_width(fd, 80);
	/* A line goes out whole, so that no other program's comes between. */
	setvbuf(file, NULL, _IOFBF, BUFSIZ);
}

/* Text goes to the screen at once; with a prompt, by whole rows. */
static void
put_text(struct screen *screen, const char *s, size_t n)
{
	if (screen->hide == NULL) {
		if (screen->column == 0)
			fputs(screen->mark, stdout);
		fwrite(s, 1, n, stdout);
		return;
	}
	if (screen->held_len + n > sizeof(screen->held))
		end_row(screen);
	if (screen->held_len == 0)
		clock_gettime(CLOCK_MONOTONIC, &screen->held_since);
	memcpy(screen->held + screen->held_len, s, n);
	screen->held_len += n;
}

/*
 * The next character as it is shown, in that column. A tab is harmless, and
 * columns are wanted, but where its next stop is only the terminal knows: it
 * is shown as the spaces that it stands for, up to a multiple of 8.
 */
static struct shown
shown_at(enum reads reads, const char *s, size_t n, int column)
{
	struct shown shown = safe_next(reads, s, n);

	if (*s == '\t') {
		shown.cp = ' ';
		shown.len =
		    (size_t)sprintf(shown.text, "%*s", 8 - column % 8, "");
	}
	return shown;
}

/* Whether it has no place any more in a row that has text already. A character
   that widens the one before it stays with that. */
static bool
is_beyond(enum reads reads, const struct shown *shown, int column, int width)
{
	bool widens = shown->cp == UTF8_WIDENS && shown->len == shown->used;

	return !widens && column + safe_columns(reads, shown) > width;
}

/* An escape that is longer than any row. */
static void
put_in_parts(struct screen *screen, const struct shown *shown, int indent)
{
	for (size_t i = 0; i < shown->len; i++) {
		if (screen->column > indent &&
		    screen->column >= screen->text_width)
			end_row(screen);
		put_text(screen, shown->text + i, 1);
		screen->column =
		    (screen->column > 0 ? screen->column : indent) + 1;
	}
}

static void
end_line(struct screen *screen)
{
	if (screen->column == 0 && !screen->ended_early)
		put_text(screen, "", 0);
	if (screen->column > 0 || !screen->ended_early)
		end_row(screen);
	screen->ended_early = false;
}

static void
put_character(struct screen *screen, const char *s, size_t n)
{
	int indent = (int)strlen(screen->mark);
	int column = screen->column > 0 ? screen->column : indent;
	enum reads reads = screen->text_reads;
	int width = screen->text_width;
	struct shown shown;

	if (*s == '\n') {
		end_line(screen);
		return;
	}
	screen->ended_early = false;
	shown = shown_at(reads, s, n, column);
	if (column > indent && is_beyond(reads, &shown, column, width)) {
		end_row(screen);
		column = indent;
		shown = shown_at(reads, s, n, column);
	}
	if (shown.len != shown.used &&
	    is_beyond(reads, &shown, indent, width)) {
		put_in_parts(screen, &shown, indent);
		return;
	}
	put_text(screen, shown.text, shown.len);
	screen->column = column + safe_columns(reads, &shown);
}

/* As many as are whole; returns how many bytes they are. */
static size_t
put_characters(struct screen *screen, const char *s, size_t n)
{
	size_t used = 0;

	while (used < n) {
		uint32_t cp;
		int len = utf8_decode(s + used, n - used, &cp);

		if (len == 0)
			break;
		put_character(screen, s + used, len > 0 ? (size_t)len : 1);
		used += len > 0 ? (size_t)len : 1;
	}
	return used;
}

/* What was held for a character that never came whole. */
static void
put_bytes(struct screen *screen)
{
	for (size_t i = 0; i < screen->cut_len; i++)
		put_character(screen, screen->cut + i, 1);
	screen->cut_len = 0;
}

/* 0, or -1 with errno: the terminal may have gone away. */
static int
show(void)
{
	errno = EIO;
	return fflush(stdout) == EOF || ferror(stdout) ? -1 : 0;
}

/* The rest of a character that was cut between two reads. Returns how many
   bytes of it were there. */
static size_t
put_rest(struct screen *screen, const char *s, size_t n)
{
	size_t used = 0;
	uint32_t cp;
	int len = 0;

	while (screen->cut_len > 0 && used < n && len == 0) {
		screen->cut[screen->cut_len++] = s[used++];
		len = utf8_decode(screen->cut, screen->cut_len, &cp);
	}
	if (len < 0) { /* the last byte belongs to what follows */
		used--;
		screen->cut_len--;
		put_bytes(screen);
	} else if (len > 0) {
		put_character(screen, screen->cut, screen->cut_len);
		screen->cut_len = 0;
	}
	return used;
}

/* "3| ", or "09:30:05.000321 3| ". */
static void
set_mark(struct screen *screen, const char *name)
{
	char day[CLOCK_TEXT] = "";
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	snprintf(screen->mark, sizeof(screen->mark), "%s%s%s%s",
	    screen->clock ? clock_text(&now, day) : "",
	    screen->clock ? " " : "", name, marks[MARK_TEXT].text);
}

int
screen_received(struct screen *screen, const char *s, size_t n)
{
	size_t used;

	if (screen->clock && screen->column == 0)
		set_mark(screen, "");

	screen->text_width = terminal_width(STDOUT_FILENO, 80);
	used = put_rest(screen, s, n);
	used += put_characters(screen, s + used, n - used);
	memcpy(screen->cut + screen->cut_len, s + used, n - used);
	screen->cut_len += n - used;
	return show();
}

int
screen_received_all(struct screen *screen)
{
	put_bytes(screen);
	if (screen->column > 0)
		end_row(screen);
	return show();
}

int
screen_line(struct screen *screen, const char *name, const char *s, size_t n)
{
	size_t used;

	make_room(screen);
	set_mark(screen, name);
	screen->text_width = terminal_width(STDOUT_FILENO, 80);
	used = put_characters(screen, s, n);
	for (; used < n; used++)
		put_character(screen, s + used, 1);
	end_line(screen);
	set_mark(screen, "");
	return show();
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
