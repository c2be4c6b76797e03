/*
 * What one program and two that are watched have around them: where it is
 * told, what is known of this machine, and whose signals are whose.
 */
#ifndef WATCHING_H
#define WATCHING_H

#include "command/follow.h"
#include "know/step.h"
#include "observe/observer.h"
#include "option/options.h"

struct watching {
	const struct options *options;
	struct sys quiet; /* for probes */
	struct screen screen;
	struct interfaces *interfaces; /* this machine's, or NULL */
	struct follow follow;
};

/* Whether a program has several processes: a sink, which its scene says so to. */
struct crowd {
	struct sink sink;
	struct scene *scene; /* borrowed */
	long first;          /* whose step came first */
};

void crowd_init(struct crowd *, struct scene *);

/* From here on signals wait. Returns 0, or 1 after it was told what is wrong.
   options and carrier are borrowed. */
int watching_begin(struct watching *, const struct options *, struct carrier *);

/* What is known around their steps. */
struct scene watching_scene(const struct watching *);

/* At -vvv the kernel's side is told after each of a program's steps as well. The
   observer is to be freed in any case. */
void watching_observe(struct watching *, struct observer *, struct program *);

/* What it shows later. Returns in how many milliseconds there is more of that,
   or -1. */
int watching_settle(struct observer *, const struct program *);

/* Ends as the program did. Returns the status to exit with. */
int watching_end(struct watching *, const struct program *);

/* sockdemo watch --two: whether there are two programs, 0, or 2 after it was told
   what is wrong. */
int watch_two_check(const struct options *);

/* Both of them. Returns the status to exit with. */
int watch_two(struct watching *);

#endif
