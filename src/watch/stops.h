/*
 * A task at a call: before it is carried out, and after.
 */
#ifndef STOPS_H
#define STOPS_H

#include "watch/tracing.h"

/* What ptrace(2) says of a call that is about to begin. */
struct entry {
	const struct watched_call *row;
	uint64_t args[6], stack;
};

/* Returns whether its end is wanted, too. */
bool stop_enters(struct tracer *, struct task *, const struct entry *);

/* Its result, as the kernel has it: negative, an error. */
void stop_leaves(struct tracer *, struct task *, int64_t result);

/* A task is about to be given a signal. */
void stop_signals(struct task *, int signal);

/* A socket is about to end with a descriptor, if that is its last one: what the
   kernel shows of it, as long as it does. with_process: it was not closed. */
void stop_last_look(struct tracer *, struct task *, int fd, bool with_process);

#endif
