#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "terminal/history.h"
#include "terminal/paste.h"
#include "terminal/prompt.h"

enum { CTRL_D = 'D' & 037 };

/* Signals that end us; the loop's signalfd knows of them from the start. */
static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
enum { ENDING = sizeof(ending) / sizeof(ending[0]) };

/* What waits to be sent. */
struct chunk {
	struct chunk *next;
	size_t len, done;
	char data[];
};

/* What was entered and is to be looked at: a key that was bound to a macro may
   enter many lines, and so does a paste. */
struct entered {
	struct entered *next;
	char *line; /* NULL: the end */
	bool text;  /* never a command */
};

/* readline's callbacks are given no context. */
static struct prompt *current;
static struct termios saved; /* as it was before readline took it */
static bool counts_bytes;    /* readline does: see redraw() */

/* A line of a paste that begins with a slash is text, also when it is recalled
   by another run: a second slash says so. */
static void
remember(const char *line, bool text)
{
	char *copy;

	if (*line == '\0')
		return;
	current->new_history++;
	copy = text && *line == '/' ? malloc(strlen(line) + 2) : NULL;
	if (copy == NULL) {
		add_history(line);
		return;
	}
	sprintf(copy, "/%s", line);
	add_history(copy);
	free(copy);
}

static void
update_pending(struct prompt *prompt)
{
	prompt->local.pending =
	    prompt->first != NULL || prompt->entered != NULL;
}

/* line: free()d when it has been looked at. */
static void
enter(struct prompt *prompt, char *line, bool text)
{
	struct entered *entered = malloc(sizeof(*entered));

	if (entered == NULL) {
		free(line);
		return;
	}
	*entered = (struct entered){ .line = line, .text = text };
	if (prompt->entered == NULL)
		prompt->entered = entered;
	else
		prompt->last_entered->next = entered;
	prompt->last_entered = entered;
	update_pending(prompt);
}

/* Each line of what was entered at once, now: before readline begins the next
   line, which would be the history's last. */
static void
enter_lines(struct prompt *prompt, const char *lines, bool text)
{
	char *one;
	size_t n;

	for (;; lines += n + 1) {
		n = strcspn(lines, "\n");
		one = strndup(lines, n);
		if (one != NULL) {
			remember(one, text);
			enter(prompt, one, text);
		}
		if (lines[n] == '\0')
			return;
	}
}

/* Others want to show something: the line being typed makes room. */
static void
hide(struct screen *screen)
{
	struct prompt *prompt = current;

	(void)screen;
	if (!prompt->active || prompt->hidden)
		return;
	rl_clear_visible_line();
	fflush(rl_outstream);
	prompt->hidden = true;
}

/* It comes back below what was shown. */
static void
show(struct prompt *prompt)
{
	if (!prompt->active || !prompt->hidden)
		return;
	rl_on_new_line();
	rl_redisplay();
	prompt->hidden = false;
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
leave_terminal(struct prompt *prompt)
{
	if (!prompt->active)
		return;
	prompt->active = false;
	rl_callback_handler_remove();
	rl_deprep_terminal();
	fflush(rl_outstream);
}

/* After Ctrl-D the prompt stands there without a newline, unless readline, as
   it switched bracketed paste off, wrote one. */
static void
end_line(void)
{
	const char *bracketed = rl_variable_value("enable-bracketed-paste");

	if (bracketed == NULL || strcmp(bracketed, "on") != 0)
		putchar('\n');
	fflush(stdout);
}

static void
line_entered(char *line)
{
	struct prompt *prompt = current;

	counts_bytes = false;
	if (line == NULL) { /* or the prompt would be shown once more */
		leave_terminal(prompt);
		end_line();
		enter(prompt, NULL, false);
		return;
	}
	enter_lines(prompt, line, paste_made(line));
	free(line);
}

/* Returns false when it is the end. */
static bool
take_entered(struct prompt *prompt)
{
	struct entered *entered = prompt->entered;
	bool goes_on = entered->line != NULL;

	prompt->entered = entered->next;
	update_pending(prompt);
	if (goes_on)
		prompt->ops->line(prompt, entered->line, entered->text);
	free(entered->line);
	free(entered);
	return goes_on;
}

/* The first chunk, or as much of it as fits. */
static ssize_t
take_chunk(struct prompt *prompt, char *buf, size_t n)
{
	struct chunk *chunk = prompt->first;

	if (n > chunk->len - chunk->done)
		n = chunk->len - chunk->done;
	memcpy(buf, chunk->data + chunk->done, n);
	chunk->done += n;
	if (chunk->done == chunk->len) {
		prompt->first = chunk->next;
		free(chunk);
	}
	update_pending(prompt);
	return (ssize_t)n;
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

/*
 * readline (8.2) takes bytes for columns where it shows another prompt before a
 * line with accents: while it searches or reads a number, and until the line
 * is entered. So it is drawn anew.
 */
static void
redraw(void)
{
	if (RL_ISSTATE(
		RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG))
		counts_bytes = true;
	if (counts_bytes) {
		rl_clear_visible_line();
		rl_on_new_line();
		rl_redisplay();
	}
}

static void
read_keys(struct prompt *prompt)
{
	show(prompt); /* a key belongs to the line as it is shown */
	do {
		if (paste_has_begun())
			paste_read();
		else
			rl_callback_read_char();
		redraw();
	} while (prompt->entered == NULL && RL_ISSTATE(RL_STATE_INPUTPENDING));
}

static ssize_t
read_input(struct local *local, char *buf, size_t n)
{
	struct prompt *prompt = (struct prompt *)local;

	if (!local->pending) {
		if (!prompt->active)
			return read_plainly();
		read_keys(prompt);
	}
	if (prompt->first == NULL && prompt->entered != NULL &&
	    !take_entered(prompt))
		return 0;
	if (prompt->first != NULL)
		return take_chunk(prompt, buf, n);
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

	show(prompt);
	return msec;
}

/* Stops here, and goes on when the shell says so. */
static void
stop(void)
{
	struct sigaction stop = { .sa_handler = SIG_DFL }, old;
	sigset_t set;

	sigaction(SIGTSTP, &stop, &old);
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	sigprocmask(SIG_BLOCK, &set, NULL);
	sigaction(SIGTSTP, &old, NULL);
}

/* Ctrl-Z: the terminal is the shell's until we are continued. */
static void
suspend(struct prompt *prompt)
{
	if (!prompt->active) {
		stop();
		return;
	}
	rl_cleanup_after_signal();
	rl_deprep_terminal();
	putchar('\n'); /* the shell's lines do not begin on ours */
	fflush(stdout);
	stop();
	rl_reset_after_signal();
	rl_resize_terminal();
	rl_forced_update_display();
}

static bool
is_to_end(void)
{
	sigset_t set;

	sigpending(&set);
	for (size_t i = 0; i < ENDING; i++)
		if (sigismember(&set, ending[i]))
			return true;
	return false;
}

/* A SIGTSTP that was announced may be gone by now: SIGCONT takes it back. */
static bool
take_signal(struct local *local)
{
	struct prompt *prompt = (struct prompt *)local;
	struct timespec now = { 0 };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	sigaddset(&set, SIGTSTP);
	switch (sigtimedwait(&set, NULL, &now)) {
	case SIGWINCH:
		if (prompt->active && prompt->hidden)
			rl_reset_screen_size();
		else if (prompt->active)
			rl_resize_terminal();
		return true;
	case SIGTSTP:
		show(prompt);
		suspend(prompt);
		return true;
	default:
		return !is_to_end();
	}
}

/* No handler may run readline's code: this puts back what it changed. */
static void
crash(int signal_number)
{
	static const char end[] = "\033[?2004l\r";
	ssize_t n;

	tcsetattr(STDIN_FILENO, TCSANOW, &saved);
	n = write(STDOUT_FILENO, end, sizeof(end) - 1);
	(void)n;
	raise(signal_number);
}

static void
catch_crashes(void)
{
	static const int signals[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE,
		SIGILL };
	struct sigaction action = { .sa_handler = crash,
		.sa_flags = (int)SA_RESETHAND };

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaction(signals[i], &action, NULL);
}

/* From now on these come through the loop, as the ending ones do already. */
static void
hold_signals(int signals)
{
	sigset_t set, blocked;

	if (signals == -1)
		return;
	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	sigaddset(&set, SIGTSTP);
	sigprocmask(SIG_BLOCK, &set, &blocked);
	for (size_t i = 0; i < ENDING; i++)
		if (sigismember(&blocked, ending[i]))
			sigaddset(&set, ending[i]);
	signalfd(signals, &set, SFD_CLOEXEC);
}

/* One after another, the words that begin as the one to be completed does. */
static char *
next_word(const char *begin, int state)
{
	static const char *const *words;
	size_t len = strlen(begin);
	int word = 0;

	if (state == 0) {
		for (int i = 0; i < rl_point && rl_line_buffer[i]; i++)
			word += rl_line_buffer[i] == ' ' &&
			    (i == 0 || rl_line_buffer[i - 1] != ' ');
		words = current->ops->words(current, rl_line_buffer, word);
	}
	while (words != NULL && *words != NULL) {
		const char *one = *words++;

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

static void
set_up_readline(void)
{
	/* readline looks there for the characters' encoding, and would take
	   that of C, which is ours no more: see lang_init(). */
	setenv("LC_ALL", setlocale(LC_CTYPE, NULL), 1);
	rl_readline_name = "sockdemo";
	rl_catch_signals = 0;
	rl_catch_sigwinch = 0;
	rl_attempted_completion_function = complete;
	rl_completer_word_break_characters = " ";
	rl_change_environment = 0;
	rl_deprep_term_function = keep_terminal;
	rl_initialize();
	paste_init();
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

	*prompt = (struct prompt){ .local = { .ops = &local_ops,
				       .in = STDIN_FILENO,
				       .out = STDOUT_FILENO,
				       .stays = true },
		.ops = ops,
		.screen = screen,
		.text = text,
		.history = history,
		.active = true };
	current = prompt;
	tcgetattr(STDIN_FILENO, &saved);
	catch_crashes();
	hold_signals(signals);
	history_load(history);
	set_up_readline();
	screen->hide = hide;
	rl_callback_handler_install(text, line_entered);
}

void
prompt_set_text(struct prompt *prompt, const char *text)
{
	prompt->text = text;
	if (!prompt->active)
		return;
	hide(prompt->screen);
	rl_set_prompt(text);
}

void
prompt_close(struct prompt *prompt)
{
	hide(prompt->screen);
	leave_terminal(prompt);
	prompt->screen->hide = NULL;
	history_save(prompt->history, prompt->new_history);
	while (prompt->first != NULL) {
		struct chunk *chunk = prompt->first;

		prompt->first = chunk->next;
		free(chunk);
	}
	while (prompt->entered != NULL) {
		struct entered *entered = prompt->entered;

		prompt->entered = entered->next;
		free(entered->line);
		free(entered);
	}
}

void
prompt_send(struct prompt *prompt, const char *data, size_t n)
{
	struct chunk *chunk = malloc(sizeof(*chunk) + n);

	if (chunk == NULL || n == 0) {
		free(chunk);
		return;
	}
	*chunk = (struct chunk){ .len = n };
	memcpy(chunk->data, data, n);
	if (prompt->first == NULL)
		prompt->first = chunk;
	else
		prompt->last->next = chunk;
	prompt->last = chunk;
	update_pending(prompt);
}
