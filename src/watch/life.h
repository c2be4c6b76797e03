/*
 * How tasks come and go: fork and clone, exec, exit.
 */
#ifndef LIFE_H
#define LIFE_H

#include "watch/tracing.h"

/* A task that is stopped for the first time, and of which nobody has told yet;
   it waits until its maker's stop is seen. */
struct held {
	struct held *next;
	pid_t tid;
	struct timespec since;
};

/* How long it waits: a maker that is killed never tells. In milliseconds. */
enum { HELD_MOST = 1000 };

/* A task that nobody knows is stopped. */
void life_hold(struct tracer *, pid_t tid);

/* It has died. Returns whether it was one of them. */
bool life_let_go(struct tracer *, pid_t tid);

/* A task has made another one. */
void life_clones(struct tracer *, struct task *, pid_t made);

/* Those that have waited for too long are taken for whose they seem. */
void life_adopt(struct tracer *);

/*
 * A process runs another program from now on. arch: of that one. Returns its
 * one task: the others are gone, and this one has the number of the first.
 */
struct task *
life_execs(struct tracer *, struct task *, pid_t former, uint32_t arch);

/* A task is about to end: its sockets are still there. status: wait(2). */
void life_ends(struct tracer *, struct task *, int status);

/* It is gone. */
void life_gone(struct tracer *, struct task *, int status);

#endif
