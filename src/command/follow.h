/*
 * Following programs that are watched: their stops, and our signals, until the
 * last of them has ended. On a terminal what is typed (Ctrl-C, Ctrl-Z) reaches
 * them as it reaches us, and they decide what becomes of it.
 */
#ifndef FOLLOW_H
#define FOLLOW_H

#include <signal.h>

#include "terminal/screen.h"
#include "watch/tracer.h"

struct follow {
	struct tracer tracer;
	struct screen *screen; /* where lines are told; borrowed */
	sigset_t signals;      /* that wait for us */
	struct program *first; /* whose signals and stops are ours, too */
	int forward;           /* a signal that somebody sent us alone, or 0 */
	struct timespec forward_since;
	bool asked_to_stop; /* as by Ctrl-Z */
	/* Waits for a signal, and for other things beside, for at most so many
	   milliseconds; NULL: signals are all that there is. */
	void (*wait)(struct follow *, int msec);
	void *owner; /* for wait() */
};

/* quiet and screen are borrowed. From now on signals wait. */
void follow_begin(struct follow *, struct sys *quiet, struct screen *);

/* Starts a program; the first one is *first*. Returns whether it has begun. */
bool follow_start(struct follow *, struct program *);

/* Takes what has happened, after at most so many milliseconds (-1: for ever).
   Returns whether anybody is left. */
bool follow_step(struct follow *, int msec);

/*
 * Gives back what is left; and where a program ended by a signal, so do we.
 * Returns the status to exit with otherwise: the program's.
 */
int follow_end(struct follow *, const struct program *);

#endif
