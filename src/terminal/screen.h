/*
 * The screen: what is shown on standard error, and, where standard output is a
 * terminal, the peer's text among it. Nothing but this folder writes there.
 */
#ifndef SCREEN_H
#define SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

#include "terminal/terminal.h"
#include "text/out.h"

struct screen {
	struct out out;
	FILE *file;       /* where its lines go */
	int column;       /* where a line of the peer's stands; 0: at none */
	bool ended_early; /* the row ended, and the line did not */
	int text_width;   /* of the terminal that its text is on */
	enum reads text_reads; /* whoever it is shown to */
	char mark[64];         /* that stands before each row of it */
	bool clock;            /* with the time of day when it came */
	bool echoed;           /* see screen_interrupted() */
	char cut[4]; /* a character of it that is not there whole yet */
	size_t cut_len;
	/*
	 * A prompt that makes room before anything is shown, or NULL. With one,
	 * the peer's text is shown by whole lines only, unless the rest of a
	 * line does not come for a moment.
	 */
	void (*hide)(struct screen *);
	void *owner; /* for hide() */
	char held[4096];
	size_t held_len;
	struct timespec held_since;
};

/* Lines go to file, stderr or stdout; width and colour as it has them now. */
void screen_init(struct screen *, FILE *file, enum color);

/*
 * Shows text of the peer's on standard output: made safe, each line behind
 * "| ". A line may come in pieces, and so may a character. It is folded here:
 * if the terminal did it, what was folded off would stand there like ours.
 * Returns 0, or -1 with errno where it could not be written.
 */
int screen_received(struct screen *, const char *, size_t);

/* The same of one line of a peer's text among those of others: "3| text". It is
   whole, and has no newline. */
int screen_line(struct screen *, const char *name, const char *, size_t);

/* Ctrl-C was typed where no prompt is: the terminal has echoed it, and what is
   told next, if anything is, does not stand behind it. */
void screen_interrupted(struct screen *);

/* There will be no more of it. Returns as screen_received() does. */
int screen_received_all(struct screen *);

/*
 * Shows what is due. Returns in how many milliseconds more will be, or -1.
 */
int screen_settle(struct screen *);

#endif
