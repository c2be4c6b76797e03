/*
 * Starting a program so that it can be watched from its first call on.
 */
#ifndef START_H
#define START_H

#include "watch/tracing.h"

/*
 * Starts it: a process of its own, traced and filtered, which runs the program
 * as soon as it is let go. Returns its pid, or -1, and .failure is set.
 */
pid_t start_program(struct tracer *, struct program *);

/* It has become the program, or died: what it had to complain about, if
   anything. */
void start_hear(struct tracer *, struct program *);

#endif
