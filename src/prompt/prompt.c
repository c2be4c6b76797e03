/*
 * The prompt as the user of a conversation (net/local.h): lines go out, what
 * comes is shown above the line being typed. editor.c draws that line.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "prompt/history.h"
#include "prompt/prompt.h"
#include "terminal/foreground.h"
#include "terminal/signals.h"

enum { CTRL_D = 'D' & 037 };

static void
update_pending(struct prompt *prompt)
{
	prompt->local.pending = !entered_is_empty(&prompt->entered);
}

/* Each line of what was entered at once, now: before readline begins the next
   line, which would be the history's last. */
static void
enter(struct editor *editor, const char *text, bool pasted)
{
	struct prompt *prompt = editor->owner;
	char *one;
	size_t n;

	if (text == NULL)
		entered_add(&prompt->entered, NULL, false);
	for (; text != NULL; text = text[n] == '\n' ? text + n + 1 : NULL) {
		n = strcspn(text, "\n");
		one = strndup(text, n);
		if (one == NULL)
			continue;
		prompt->new_history += history_add(one, pasted);
		entered_add(&prompt->entered, one, pasted);
		free(one);
	}
	update_pending(prompt);
}

static const char *const *
words(struct editor *editor, const char *line, int word)
{
	struct prompt *prompt = editor->owner;

	return prompt->ops->words(prompt, line, word);
}

static void
hide(struct screen *screen)
{
	editor_hide(screen->owner);
}

/* Once readline has left, the terminal's lines are of no use, but its end is:
   a second Ctrl-D. */
static ssize_t
read_plainly(void)
{
	char discarded[256];
	ssize_t n = read(STDIN_FILENO, discarded, sizeof(discarded));

	if (n <= 0)
		return n;
	/* It came before the terminal took Ctrl-D for an end again. */
	if (memchr(discarded, CTRL_D, (size_t)n) != NULL)
		return 0;
	errno = EAGAIN;
	return -1;
}

/* Has one line looked at. Returns false when it is the end. */
static bool
look_at_line(struct prompt *prompt)
{
	struct line *line = entered_take(&prompt->entered);
	bool goes_on = line == NULL || line->text != NULL;

	if (line == NULL)
		return true;
	if (goes_on)
		prompt->ops->line(prompt, line->text, line->pasted);
	entered_free(line);
	return goes_on;
}

static ssize_t
read_input(struct local *local, char *buf, size_t n)
{
	struct prompt *prompt = (struct prompt *)local;
	bool goes_on = true;

	local->away = editor_is_away(&prompt->editor);
	if (local->away) {
		errno = EAGAIN;
		return -1;
	}
	if (!local->pending) {
		if (!prompt->editor.active)
			return read_plainly();
		editor_read(&prompt->editor);
	}
	if (!entered_is_sending(&prompt->entered))
		goes_on = look_at_line(prompt);
	n = entered_take_bytes(&prompt->entered, buf, n);
	update_pending(prompt);
	if (n > 0 || !goes_on)
		return (ssize_t)n;
	errno = EAGAIN;
	return -1;
}

static ssize_t
write_output(struct local *local, const char *buf, size_t n)
{
	screen_received(((struct prompt *)local)->screen, buf, n);
	return (ssize_t)n;
}

static void
end_datagram(struct local *local)
{
	screen_received_all(((struct prompt *)local)->screen);
}

static int
finish(struct local *local)
{
	screen_received_all(((struct prompt *)local)->screen);
	return 0;
}

static int
settle(struct local *local)
{
	struct prompt *prompt = (struct prompt *)local;
	int msec = screen_settle(prompt->screen);
	bool was_away = local->away;

	local->away =
	    editor_is_away(&prompt->editor) && !editor_return(&prompt->editor);
	editor_show(&prompt->editor);
	if (local->away && msec == -1)
		return FOREGROUND_PATIENCE;
	return was_away && !local->away ? 0
					: msec; /* what is watched changes */
}

static bool
take_signal(struct local *local)
{
	struct prompt *prompt = (struct prompt *)local;

	switch (signals_take()) {
	case SIGWINCH:
		editor_hide(&prompt->editor);
		return true;
	case SIGTSTP:
		editor_suspend(&prompt->editor);
		return true;
	case SIGCONT: /* settle() has a look */
	case 0:
		return true;
	default:
		return false;
	}
}

bool
prompt_is_possible(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

void
prompt_open(struct prompt *prompt, const struct prompt_ops *ops,
    struct screen *screen, const char *text, const char *history, int signals)
{
	static const struct local_ops local_ops = { .read = read_input,
		.write = write_output,
		.boundary = end_datagram,
		.finish = finish,
		.settle = settle,
		.signal = take_signal };
	static const struct editor_ops editor_ops = { .entered = enter,
		.words = words };

	*prompt = (struct prompt){ .local = { .ops = &local_ops,
				       .in = STDIN_FILENO,
				       .out = STDOUT_FILENO,
				       .stays = true },
		.ops = ops,
		.screen = screen,
		.history = history };
	signals_hold(signals);
	history_load(history);
	screen->hide = hide;
	screen->owner = &prompt->editor;
	editor_open(&prompt->editor, &editor_ops, prompt, text);
	prompt->local.away = editor_is_away(&prompt->editor);
}

void
prompt_set_text(struct prompt *prompt, const char *text)
{
	editor_set_prompt(&prompt->editor, text);
}

void
prompt_close(struct prompt *prompt)
{
	editor_close(&prompt->editor);
	prompt->screen->hide = NULL;
	history_save(prompt->history, prompt->new_history);
	entered_clear(&prompt->entered);
}

void
prompt_send(struct prompt *prompt, const char *data, size_t n)
{
	entered_send(&prompt->entered, data, n);
	update_pending(prompt);
}
