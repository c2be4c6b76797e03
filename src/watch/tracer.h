/*
 * Programs that are run and watched: whatever they do with sockets comes to
 * sinks, as complete calls and notes. ptrace(2) stops them at those calls, and
 * they go on once they were heard of; they, and all that they start, die with
 * this process.
 *
 * The caller waits for SIGCHLD and lets the tracer take what there is:
 *
 *	while (tracer_step(&tracer))
 *		(SIGCHLD, or tracer_due(&tracer) milliseconds)
 */
#ifndef TRACER_H
#define TRACER_H

#include "watch/tracing.h"

/* Signals are blocked, and those of .signal_mask saved, by the caller. */
void tracer_init(struct tracer *, struct sys *quiet);

/* Starts a program. Returns false, and .failure is set. It may be set later,
   too: a program that cannot be run ends. */
bool tracer_start(struct tracer *, struct program *);

/* Takes what has happened. Returns whether anybody is left. */
bool tracer_step(struct tracer *);

/* In how many milliseconds to take a step, also if nothing happens; -1: never. */
int tracer_due(const struct tracer *);

/* Gives back what is left. */
void tracer_free(struct tracer *);

#endif
