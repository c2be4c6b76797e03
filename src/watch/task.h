/*
 * Who is followed: tasks, which are the threads of processes, which belong to a
 * program that was started here.
 */
#ifndef TASK_H
#define TASK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "call/call.h"
#include "watch/calls.h"
#include "watch/descriptors.h"

struct program;

struct process {
	pid_t pid;
	struct program *program;
	unsigned tasks;
	unsigned seq; /* of its last call that was told */
	bool began;   /* it runs the program, and no longer us */
	bool exiting; /* all its tasks end */
	bool rings;   /* it uses io_uring, and that was told */
};

/* A call that a task is in. */
struct pending {
	const struct watched_call *row; /* NULL: none */
	struct call call;
	uint64_t args[6], stack;
	unsigned socket; /* its socket's identity, where it began; 0: none */
	bool told;       /* its end was told already */
	bool announced;
};

struct task {
	struct task *next; /* of the same place in the table */
	pid_t tid;
	struct process *process;
	struct descriptors *descriptors;
	unsigned long long cloning; /* the flags of the clone() that it is in */
	struct pending now;
	struct pending below; /* interrupted by a signal: it may go on */
	unsigned handlers;    /* of signals, that it is in since then */
	/* Those in a call that was not announced yet, the oldest first. */
	struct task *older, *newer;
};

enum { TASK_PLACES = 256 };

struct tasks {
	struct task *place[TASK_PLACES];
	unsigned n;
	struct task *oldest, *newest; /* in a call that was not announced */
};

struct task *tasks_find(const struct tasks *, pid_t tid);

/* A task of a process, which is a new one where NULL is given. descriptors is
   its own share of a table. NULL: no memory. */
struct task *tasks_add(struct tasks *, pid_t tid, struct process *,
    struct program *, struct descriptors *);

/* It is gone, and its process with its last one; not its descriptors. */
void tasks_remove(struct tasks *, struct task *);

/* The next one after a task, in no order; NULL: the first, and the end. */
struct task *tasks_next(const struct tasks *, const struct task *);

/* It enters a call, and may wait; it is out of it, or was announced. */
void tasks_wait(struct tasks *, struct task *);
void tasks_wait_no_more(struct tasks *, struct task *);

#endif
