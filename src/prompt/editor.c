/*
 * Working with readline: drawing its line, taking it away, and bringing it
 * back. Keys come from keys.c, pastes from paste.c; prompt.c is who uses it.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/readline.h>

#include "prompt/editor.h"
#include "prompt/keys.h"
#include "prompt/line.h"
#include "prompt/paste.h"
#include "terminal/foreground.h"
#include "terminal/screen.h"
#include "terminal/signals.h"
#include "terminal/terminal.h"
#include "text/utf8.h"
#include "text/wrap.h"

static struct editor *current; /* for readline's callbacks */

/*
 * The width has changed since the line was drawn. Many terminals have folded it
 * anew, and nobody tells which, so that only those rows are surely the line's
 * that it takes either way: at the larger width. Another may stay, and be seen
 * twice; one too many would be the peer's text.
 */
static void
erase_resized(int width)
{
	int rows = line_rows_above_cursor(width);

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
static void
set_size(const struct editor *editor)
{
	enum { ENOUGH = 4 };

	rl_set_screen_size(terminal_height(STDOUT_FILENO),
	    editor->width < ENOUGH ? ENOUGH : editor->width);
}

/* How much of a text that is safe stands in so many columns; "..." needs 3. */
static size_t
fitting(enum reads reads, const char *text, size_t n, int columns)
{
	size_t used = 0, cut = 0;
	int column = 0;

	while (used < n) {
		struct shown next = safe_next(reads, text + used, n - used);

		column += safe_columns(reads, &next);
		if (column > columns)
			return cut;
		used += next.used;
		if (column + 3 <= columns)
			cut = used;
	}
	return n;
}

/*
 * The prompt, in which a name that the other end has chosen is cut: what the
 * terminal folded off would begin a row.
 */
static void
put_prompt(const struct editor *editor, struct buf *buf)
{
	enum { MOST = 50, BESIDES = 4 }; /* columns; "./", "> " */
	int half = editor->width / 2 > MOST ? editor->width / 2 : MOST;
	int room = (half < editor->width ? half : editor->width - 1) - BESIDES;
	char text[3 * sizeof(buf->s)], *name, *end;
	size_t n;

	safe_text(editor->reads, editor->prompt, text, sizeof(text));
	name = strchr(text, WRAP_THEIRS);
	end = name != NULL ? strchr(name + 1, WRAP_THEIRS) : NULL;
	if (end != NULL) {
		n = (size_t)(end - name) - 1;
		*name++ = '\0';
		*end++ = '\0';
		buf_put(buf, text);
		room = (int)fitting(editor->reads, name, n, room);
		buf_printf(buf, "%.*s%s%s", room, name,
		    (size_t)room < n ? "..." : "", end);
	} else {
		buf_put(buf, text);
	}
}

static bool
is_searching(void)
{
	return RL_ISSTATE(
	    RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG);
}

void
editor_show(struct editor *editor)
{
	int width = terminal_width(STDOUT_FILENO, editor->width);
	struct buf prompt = { 0 };

	if (!editor->active || !editor->hidden || editor_is_away(editor))
		return;
	if (width != editor->width) {
		editor->width = width;
		set_size(editor);
		put_prompt(editor, &prompt);
		if (!is_searching())
			rl_set_prompt(prompt.s);
	}
	rl_on_new_line();
	(*rl_redisplay_function)();
	editor->hidden = false;
}

static void
give_terminal(void)
{
	rl_deprep_terminal();
	signals_give_terminal();
}

/*
 * readline (8.2) takes bytes for columns where it shows another prompt before a
 * line with accents: while it searches or reads a number, and until the line
 * is entered. So it is drawn anew.
 */
static void
redraw(struct editor *editor)
{
	if (is_searching())
		editor->counts_bytes = true;
	if (editor->counts_bytes) {
		editor_hide(editor);
		editor_show(editor);
	}
}

/* readline takes it for the beginning of a character, which it would wait for;
   no text that is searched for has it. */
static void
insert_byte(char byte)
{
	char text[] = { byte, '\0' };

	if (is_searching()) {
		rl_ding();
		return;
	}
	rl_insert_text(text);
	(*rl_redisplay_function)();
}

void
editor_read(struct editor *editor)
{
	char stray;

	editor_show(editor); /* a key belongs to the line as it is shown */
	editor->entered = false;
	do {
		if (paste_has_begun())
			paste_read();
		else if (!RL_ISSTATE(RL_STATE_INPUTPENDING) && !keys_read())
			return;
		else if (keys_take_stray(&stray))
			insert_byte(stray);
		else
			rl_callback_read_char();
		redraw(editor);
	} while (editor->active && !editor->entered &&
	    (RL_ISSTATE(RL_STATE_INPUTPENDING) || keys_are_left()));
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

/* Tab completes what begins a command; in a text it is one. */
static int
complete_or_insert(int count, int key)
{
	bool command = rl_line_buffer[0] == '/' && rl_line_buffer[1] != '/';

	if (!command)
		return rl_insert(count, key);
	if (rl_last_func == complete_or_insert)
		rl_last_func = rl_complete; /* twice: it shows what there is */
	return rl_complete(count, key);
}

static void
bind_tab(Keymap map)
{
	if (map[TAB].type == ISFUNC && map[TAB].function == rl_complete)
		rl_bind_key_in_map(TAB, complete_or_insert, map);
}

static void
set_up_readline(enum reads reads)
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
	if (reads == READS_BYTES)
		rl_variable_bind("byte-oriented", "on");
	bind_tab(emacs_standard_keymap);
	bind_tab(vi_insertion_keymap);
	line_init(reads);
	keys_init(reads);
	paste_init();
}

/* The first time that the terminal is ours. */
static void
begin(struct editor *editor)
{
	struct buf fitted = { 0 };

	editor->begun = true;
	editor->hidden = false;
	editor->width = terminal_width(STDOUT_FILENO, 80);
	set_up_readline(editor->reads);
	set_size(editor);
	put_prompt(editor, &fitted);
	rl_callback_handler_install(fitted.s, line_entered);
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
		.reads = terminal_reads(STDOUT_FILENO),
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
	struct buf fitted = { 0 };

	editor->prompt = prompt;
	if (!editor->active || !editor->begun)
		return;
	editor_hide(editor);
	put_prompt(editor, &fitted);
	rl_set_prompt(fitted.s);
}
