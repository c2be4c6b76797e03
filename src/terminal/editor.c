/*
 * Working with readline: drawing its line, taking it away, and bringing it
 * back. Keys come from keys.c, pastes from paste.c; prompt.c is who uses it.
 */
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include <readline/readline.h>

#include "terminal/editor.h"
#include "terminal/foreground.h"
#include "terminal/keys.h"
#include "terminal/paste.h"
#include "terminal/screen.h"
#include "terminal/signals.h"
#include "text/utf8.h"

static struct editor *current; /* for readline's callbacks */

/* The fewest columns that a terminal may give it. */
static int
fewest_columns(const char *text, size_t n)
{
	int columns = 0;

	while (n > 0) {
		uint32_t cp = 0;
		int len = utf8_decode(text, n, &cp);
		size_t used = len > 0 ? (size_t)len : 1;
		int wide = wcwidth((wchar_t)cp);

		columns += wide > 0 ? wide : 0;
		text += used;
		n -= used;
	}
	return columns;
}

/* The fewest rows that the line may have above the one with the cursor, on a
   terminal so wide. A row that is just full may not have begun the next. */
static int
rows_above_cursor(int width)
{
	const char *line = rl_line_buffer, *cursor = line + rl_point;
	const char *newline, *prompt = rl_display_prompt;
	int columns = fewest_columns(prompt, strlen(prompt)), rows = 0;

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

/*
 * The width has changed since the line was drawn. Many terminals have folded it
 * anew, and nobody tells which, so that only those rows are surely the line's
 * that it takes either way: at the larger width. Another may stay, and be seen
 * twice; one too many would be the peer's text.
 */
static void
erase_resized(int width)
{
	int rows = rows_above_cursor(width);

	putc('\r', rl_outstream);
	if (rows > 0)
		fprintf(rl_outstream, "\033[%dA", rows);
	fputs("\033[J", rl_outstream);
}

/* From now on until editor_return() the terminal is not touched: what stands
   there is the shell's. */
bool
editor_is_away(struct editor *editor)
{
	if (!editor->away && !is_in_foreground())
		editor->away = editor->hidden = true;
	return editor->away;
}

void
editor_hide(struct editor *editor)
{
	int width = terminal_width(STDOUT_FILENO, editor->width);

	if (!editor->active || editor->hidden || editor_is_away(editor))
		return;
	/* A terminal without this does not fold, either. */
	if (width == editor->width || rl_get_termcap("up") == NULL)
		rl_clear_visible_line();
	else
		erase_resized(width > editor->width ? width : editor->width);
	fflush(rl_outstream);
	editor->hidden = true;
}

/*
 * On a terminal whose cursor cannot move up, readline (8.2) moves a long line
 * sideways, by a third of the width, and while it searches divides by that: in
 * 3 columns, of which it leaves the last free, SIGFPE would end us.
 */
static bool
is_too_narrow(const struct editor *editor)
{
	enum { ENOUGH = 4 };

	if (editor->width >= ENOUGH)
		return false;
	rl_set_screen_size(24, ENOUGH);
	return true;
}

void
editor_show(struct editor *editor)
{
	if (!editor->active || !editor->hidden || editor_is_away(editor))
		return;
	editor->width = terminal_width(STDOUT_FILENO, editor->width);
	rl_on_new_line();
	if (!is_too_narrow(editor))
		rl_resize_terminal(); /* draws only what is wider or narrower */
	rl_redisplay();
	editor->hidden = false;
}

/*
 * readline (8.2) takes bytes for columns where it shows another prompt before a
 * line with accents: while it searches or reads a number, and until the line
 * is entered. So it is drawn anew.
 */
static void
redraw(struct editor *editor)
{
	if (RL_ISSTATE(
		RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG))
		editor->counts_bytes = true;
	if (editor->counts_bytes) {
		editor_hide(editor);
		editor_show(editor);
	}
}

void
editor_read(struct editor *editor)
{
	editor_show(editor); /* a key belongs to the line as it is shown */
	editor->entered = false;
	do {
		if (paste_has_begun())
			paste_read();
		else if (RL_ISSTATE(RL_STATE_INPUTPENDING) || keys_read())
			rl_callback_read_char();
		else
			return;
		redraw(editor);
	} while (editor->active && !editor->entered &&
	    (RL_ISSTATE(RL_STATE_INPUTPENDING) || keys_are_left()));
}

static void
give_terminal(void)
{
	rl_deprep_terminal();
	signals_give_terminal();
}

static void
leave_terminal(struct editor *editor)
{
	editor->active = false;
	if (editor_is_away(editor)) { /* it is left already, and another's */
		signals_give_terminal();
		return;
	}
	rl_callback_handler_remove();
	give_terminal();
	fflush(rl_outstream);
}

/* After Ctrl-D the prompt stands there without a newline, unless readline, as
   it switched bracketed paste off, wrote one. */
static void
end_line(void)
{
	if (!paste_is_marked())
		putchar('\n');
	fflush(stdout);
}

static void
line_entered(char *line)
{
	struct editor *editor = current;

	editor->entered = true;
	editor->counts_bytes = false;
	if (line == NULL) { /* or the prompt would be shown once more */
		leave_terminal(editor);
		end_line();
		editor->ops->entered(editor, NULL, false);
		return;
	}
	editor->ops->entered(editor, line, paste_made(line));
	free(line);
}

/* One after another, the words that begin as the one to be completed does. */
static char *
next_word(const char *begin, int state)
{
	struct editor *editor = current;
	size_t len = strlen(begin);
	int word = 0;

	if (state == 0) {
		for (int i = 0; i < rl_point && rl_line_buffer[i]; i++)
			word += rl_line_buffer[i] == ' ' &&
			    (i == 0 || rl_line_buffer[i - 1] != ' ');
		editor->words =
		    editor->ops->words(editor, rl_line_buffer, word);
	}
	while (editor->words != NULL && *editor->words != NULL) {
		const char *one = *editor->words++;

		if (strncmp(one, begin, len) == 0)
			return strdup(one);
	}
	return NULL;
}

static char **
complete(const char *text, int start, int end)
{
	(void)start;
	(void)end;
	rl_attempted_completion_over = 1; /* no names of files */
	return rl_completion_matches(text, next_word);
}

/*
 * Between two lines readline would give the terminal back for a moment, in
 * which it would echo what is typed. It is given back when we leave it.
 */
static void
keep_terminal(void)
{
}

static void
set_up_readline(void)
{
	/* readline looks there for the characters' encoding, and would take
	   that of C, which is ours no more. */
	utf8_locale();
	setenv("LC_ALL", setlocale(LC_CTYPE, NULL), 1);
	rl_readline_name = "sockdemo";
	rl_catch_signals = 0;
	rl_catch_sigwinch = 0;
	rl_attempted_completion_function = complete;
	rl_completer_word_break_characters = " ";
	rl_change_environment = 0;
	rl_deprep_term_function = keep_terminal;
	rl_initialize();
	keys_init();
	paste_init();
}

/* The first time that the terminal is ours. */
static void
begin(struct editor *editor)
{
	editor->begun = true;
	editor->hidden = false;
	editor->width = terminal_width(STDOUT_FILENO, 80);
	set_up_readline();
	is_too_narrow(editor);
	rl_callback_handler_install(editor->prompt, line_entered);
}

static void
leave_for_a_while(struct editor *editor)
{
	editor_show(editor);
	rl_cleanup_after_signal();
	give_terminal();
	putchar('\n'); /* the shell's lines do not begin on ours */
	fflush(stdout);
}

void
editor_suspend(struct editor *editor)
{
	if (editor->active && !editor_is_away(editor))
		leave_for_a_while(editor);
	signals_stop();
	editor->away = true;
	editor_return(editor);
}

/* It may have been stopped without having left: SIGSTOP. */
static void
come_back(struct editor *editor)
{
	give_terminal();
	rl_reset_after_signal();
	editor->hidden = true; /* what stands there now is the shell's */
}

bool
editor_return(struct editor *editor)
{
	if (!is_in_foreground())
		return false;
	editor->away = false;
	if (editor->active && editor->begun)
		come_back(editor);
	else if (editor->active)
		begin(editor);
	return true;
}

void
editor_open(struct editor *editor, const struct editor_ops *ops, void *owner,
    const char *prompt)
{
	*editor = (struct editor){ .ops = ops,
		.owner = owner,
		.prompt = prompt,
		.active = true,
		.hidden = true,
		.away = true,
		.width = 80 };
	current = editor;
	editor_return(editor);
}

void
editor_close(struct editor *editor)
{
	if (!editor->active)
		return;
	editor_hide(editor);
	leave_terminal(editor);
}

void
editor_set_prompt(struct editor *editor, const char *prompt)
{
	editor->prompt = prompt;
	if (!editor->active || !editor->begun)
		return;
	editor_hide(editor);
	rl_set_prompt(prompt);
}
