/*
 * Drawing the line in readline's place: readline is given what is to be seen
 * instead of the line, for as long as it draws.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <readline/readline.h>

#include "prompt/line.h"
#include "text/utf8.h"

static enum reads reads;

/* What is to be seen, and which of its bytes stand for those of the line. */
static char *seen;
static size_t size;

/* A place in the line, and where it is in what is seen. */
struct place {
	int *at;
	int in_line;
};

/* Who reads bytes types them, too, one by one. */
static struct shown
next_shown(const char *s, size_t n)
{
	struct shown shown = {
		.cp = (unsigned char)*s, .used = 1, .len = 1, .text = { *s }
	};
	bool control = ((unsigned char)*s & 0xe0) == 0x80;

	if ((unsigned char)*s < 0x80 || (reads == READS_BYTES && !control))
		return shown;
	return safe_next(reads, s, reads == READS_BYTES ? 1 : n);
}

static bool
has_room(size_t n)
{
	char *more;

	if (n <= size)
		return true;
	more = realloc(seen, n);
	if (more == NULL)
		return false;
	seen = more;
	size = n;
	return true;
}

/*
 * Makes what is seen of a text of n bytes, and moves the places. Returns how
 * long that is, or -1 where there is no memory.
 */
static int
see(const char *text, int n, struct place *places, int count)
{
	int done = 0, len = 0;

	if (!has_room((size_t)n * SAFE_MAX + 1))
		return -1;
	while (done < n) {
		struct shown next = next_shown(text + done, (size_t)(n - done));

		for (int i = 0; i < count; i++)
			if (places[i].in_line >= done)
				*places[i].at = len;
		memcpy(seen + len, next.text, next.len);
		len += (int)next.len;
		done += (int)next.used;
	}
	for (int i = 0; i < count; i++)
		if (places[i].in_line >= n)
			*places[i].at = len;
	seen[len] = '\0';
	return len;
}

/* In a search, its text stands there in place of the prompt. */
static bool
is_prompt_seen(void)
{
	static bool within;
	char *text = rl_display_prompt;

	if (within || text == rl_prompt || text == NULL ||
	    see(text, (int)strlen(text), NULL, 0) == -1 ||
	    strcmp(seen, text) == 0)
		return true;
	text = strdup(seen);
	if (text == NULL)
		return true;
	within = true;
	rl_message("%s", text); /* which draws */
	within = false;
	free(text);
	return false;
}

static void
draw(void)
{
	int point = rl_point, mark = rl_mark, end = rl_end;
	struct place places[] = { { &rl_point, point }, { &rl_mark, mark } };
	char *line = rl_line_buffer;
	int len;

	if (!is_prompt_seen())
		return;
	len = see(line, end, places, 2);
	if (len == -1)
		return;
	rl_line_buffer = seen;
	rl_end = len;
	rl_redisplay();
	rl_line_buffer = line;
	rl_point = point;
	rl_mark = mark;
	rl_end = end;
}

void
line_init(enum reads whoever)
{
	reads = whoever;
	rl_redisplay_function = draw;
}

/* The fewest columns that a terminal may give it. */
static int
fewest_columns(const char *text, size_t n)
{
	int columns = 0;

	while (n > 0) {
		uint32_t cp = 0;
		int len = utf8_decode(text, n, &cp);
		size_t used = len > 0 ? (size_t)len : 1;
		int wide =
		    reads == READS_BYTES || len <= 0 ? 0 : wcwidth((wchar_t)cp);

		columns += wide > 0 ? wide : 0;
		text += used;
		n -= used;
	}
	return columns;
}

int
line_rows_above_cursor(int width)
{
	int columns, rows = 0, point = 0;
	struct place place = { &point, rl_point };
	const char *newline, *line, *cursor;

	columns = fewest_columns(rl_display_prompt, strlen(rl_display_prompt));
	if (see(rl_line_buffer, rl_end, &place, 1) == -1)
		return 0;
	line = seen;
	cursor = seen + point;
	do {
		newline = memchr(line, '\n', (size_t)(cursor - line));
		columns += fewest_columns(
		    line, (size_t)((newline ? newline : cursor) - line));
		rows += columns > 0 ? (columns - 1) / width : 0;
		if (newline != NULL) {
			rows++;
			columns = 0;
			line = newline + 1;
		}
	} while (newline != NULL);
	return rows;
}
