/*
 * The line being typed, and GNU readline, which edits it. It makes room while
 * others are shown, and comes back whole below them.
 *
 * readline has one state for the whole process, and gives its callbacks no
 * context: there is one editor at a time.
 */
#ifndef EDITOR_H
#define EDITOR_H

#include <stdbool.h>

#include "text/safe.h"

struct editor;

struct editor_ops {
	/*
	 * A line was entered: its text without the newline. pasted: it came
	 * from a paste, which may hold newlines, not from the keyboard. text
	 * is NULL after Ctrl-D on an empty line, which has closed the editor.
	 */
	void (*entered)(struct editor *, const char *text, bool pasted);
	/*
	 * The words that may stand where a word is being completed, the one of
	 * that number in the line: 0 begins it. NULL after the last.
	 */
	const char *const *(*words)(
	    struct editor *, const char *line, int word);
};

struct editor {
	const struct editor_ops *ops;
	void *owner; /* for *ops* */
	const char *prompt;
	bool active;       /* readline has the terminal, or will */
	bool begun;        /* it had it once */
	bool away;         /* not now: it is another's, see foreground.h */
	bool hidden;       /* its line is cleared, for others to be shown */
	enum reads reads;  /* what the terminal does */
	int width;         /* of the terminal, when it was drawn */
	bool entered;      /* a line was, since editor_read() began */
	bool counts_bytes; /* readline does: see redraw() */
	const char *const *words; /* that are still to be offered */
};

/* Takes the terminal and shows the prompt, or is away until it can. ops and
   owner are borrowed, and until there is another prompt, which may have the
   marks of wrap.h. */
void editor_open(struct editor *, const struct editor_ops *, void *owner,
    const char *prompt);

/* Gives the terminal back as it was. Once it is closed, nothing of the rest
   does anything. */
void editor_close(struct editor *);

/* Another prompt from now on. */
void editor_set_prompt(struct editor *, const char *prompt);

/* Reads the keys that there are, until a line is entered. */
void editor_read(struct editor *);

/* Before others show something, or as the terminal gets another size; and
   after, in any case before the next wait. */
void editor_hide(struct editor *);
void editor_show(struct editor *);

/* Ctrl-Z: the terminal is the shell's until we are continued in the
   foreground. */
void editor_suspend(struct editor *);

/* Whether the terminal is another's. Then nothing is shown, and nothing is to
   be read, until editor_return() finds that it is ours, and takes it. */
bool editor_is_away(struct editor *);
bool editor_return(struct editor *);

#endif
