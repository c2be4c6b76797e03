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

#include "text/out.h"

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct screen {
	struct out out;
	FILE *file;       /* where its lines go */
	bool terminal;    /* which is one, and may change its width */
	int column;       /* where a line of the peer's stands; 0: at none */
	bool ended_early; /* the row ended, and the line did not */
	int text_width;   /* of the terminal that its text is on */
	bool echoed;      /* see screen_interrupted() */
	char cut[4];      /* a character of it that is not there whole yet */
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
 */
void screen_received(struct screen *, const char *, size_t);

/*
 * Shows one line of a peer's text among those of others, on standard output:
 * "3| text". It has been made safe, and is whole.
 */
void screen_text(struct screen *, const char *name, const char *text);

/* Ctrl-C was typed where no prompt is: the terminal has echoed it, and what is
   told next, if anything is, does not stand behind it. */
void screen_interrupted(struct screen *);

/* There will be no more of it. */
void screen_received_all(struct screen *);

/*
 * Shows what is due. Returns in how many milliseconds more will be, or -1.
 */
int screen_settle(struct screen *);

/* The width of the terminal that a descriptor is; if it is none, otherwise. */
int terminal_width(int fd, int otherwise);

/* Whether to use colour on it: NO_COLOR and TERM=dumb say no. */
bool terminal_color(int fd, enum color);

#endif
