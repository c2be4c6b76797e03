/*
 * Taking a paste between its two marks. editor.c comes here once one has begun.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <readline/readline.h>

#include "prompt/paste.h"
#include "terminal/signals.h"

static const char begin_mark[] = "\033[200~", end_mark[] = "\033[201~";

static bool marked; /* the terminal was asked to */
static bool begun;
static char *text; /* what came since the first mark */
static size_t text_len, text_size;
static char *first; /* what a paste began the line with, or NULL */

static int
begin(int count, int key)
{
	(void)count;
	(void)key;
	begun = true;
	text_len = 0;
	return 0;
}

static bool
has_room(void)
{
	size_t size = text_size > 0 ? 2 * text_size : 256;
	char *more;

	if (text_len + 1 < text_size)
		return true;
	more = realloc(text, size);
	if (more == NULL)
		return false;
	text = more;
	text_size = size;
	return true;
}

/* A line cannot hold a NUL; and terminals paste a line's end as Enter. */
static void
put(char c)
{
	if (c == '\0' || !has_room())
		return;
	text[text_len++] = c == '\r' ? '\n' : c;
	text[text_len] = '\0';
}

static bool
is_whole(void)
{
	size_t n = strlen(end_mark);

	return text_len >= n && strcmp(text + text_len - n, end_mark) == 0;
}

/* Where a line ends with it, Enter would send an empty one more. */
static void
insert(void)
{
	bool at_begin = rl_point == 0, at_end = rl_point == rl_end;

	begun = false;
	text_len -= strlen(end_mark);
	if (at_end && text_len > 0 && text[text_len - 1] == '\n') {
		text_len--;
		rl_execute_next('\r');
	}
	text[text_len] = '\0';
	rl_insert_text(text);
	(*rl_redisplay_function)();
	if (at_begin && text_len > 0) {
		free(first);
		first = strdup(text);
	}
}

static bool
is_on(const char *variable)
{
	const char *value = rl_variable_value(variable);

	return value != NULL && strcmp(value, "on") == 0;
}

/*
 * readline asks the terminal for the marks, and is not to know that it did: in
 * a search it would read a paste by itself, to its end. What it highlights
 * hangs on the same variable, and stays as it was.
 */
static void
prepare_terminal(int meta)
{
	bool highlights = is_on("enable-active-region");

	if (!RL_ISSTATE(RL_STATE_TERMPREPPED))
		signals_take_terminal();
	rl_variable_bind("enable-bracketed-paste", marked ? "on" : "off");
	rl_prep_terminal(meta);
	rl_variable_bind("enable-bracketed-paste", "off");
	rl_variable_bind("enable-active-region", highlights ? "on" : "off");
}

void
paste_init(void)
{
	marked = is_on("enable-bracketed-paste");
	rl_prep_term_function = prepare_terminal;
	rl_bind_keyseq_in_map(begin_mark, begin, emacs_standard_keymap);
	rl_bind_keyseq_in_map(begin_mark, begin, vi_insertion_keymap);
	rl_bind_keyseq_in_map(begin_mark, begin, vi_movement_keymap);
}

bool
paste_is_marked(void)
{
	return marked;
}

bool
paste_has_begun(void)
{
	return begun;
}

/* One byte at a time: what stands behind the mark is readline's. */
void
paste_read(void)
{
	int left = 0;
	char c;

	ioctl(STDIN_FILENO, FIONREAD, &left);
	do {
		if (read(STDIN_FILENO, &c, 1) != 1) {
			begun = false; /* readline will see why */
			return;
		}
		put(c);
		if (is_whole())
			insert();
	} while (begun && --left > 0);
}

bool
paste_made(const char *line)
{
	bool made = strchr(line, '\n') != NULL ||
	    (first != NULL && strncmp(line, first, strlen(first)) == 0);

	free(first);
	first = NULL;
	return made;
}
