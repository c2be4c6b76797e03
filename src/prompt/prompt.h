/*
 * This end's user as a person at a prompt: GNU readline, in the loop of the
 * conversation. Whatever is shown while a line is being typed appears above
 * it, and the line stays whole.
 *
 * readline has one state for the whole process, so there is one prompt at a
 * time.
 */
#ifndef PROMPT_H
#define PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "net/local.h"
#include "prompt/editor.h"
#include "prompt/entered.h"
#include "terminal/screen.h"

struct prompt;

struct prompt_ops {
	/*
	 * A line was entered: its text without the newline; pasted: it came
	 * from a paste, not from the keyboard. Calls prompt_send() or whatever
	 * the line asks for.
	 */
	void (*line)(struct prompt *, const char *text, bool pasted);
	/*
	 * The words that may stand where a word is being completed, the one of
	 * that number in the line: 0 begins it. NULL after the last.
	 */
	const char *const *(*words)(
	    struct prompt *, const char *line, int word);
};

struct prompt {
	struct local local; /* give &prompt.local to a conversation */
	const struct prompt_ops *ops;
	void *owner; /* for *ops* */
	struct screen *screen;
	struct editor editor;   /* of the line being typed */
	struct entered entered; /* lines that were */
	const char *history;    /* a file, or NULL */
	int new_history;        /* lines that are not in it yet */
};

/* Whether this end's user is a person at a terminal. */
bool prompt_is_possible(void);

/*
 * Takes the terminal; from the background, once it is ours. text is borrowed
 * until there is another. signals: the signalfd that the loop waits for, which
 * learns of SIGWINCH, SIGTSTP and SIGCONT, or -1. history is borrowed: where lines are
 * kept across runs, or NULL.
 */
void prompt_open(struct prompt *, const struct prompt_ops *, struct screen *,
    const char *text, const char *history, int signals);

/* Another text from now on. */
void prompt_set_text(struct prompt *, const char *text);

/* Gives the terminal back as it was. */
void prompt_close(struct prompt *);

/* Sends bytes, as one send() where the kernel takes them whole. */
void prompt_send(struct prompt *, const char *, size_t);

#endif
