/*
 * The order in which the steps of two programs are drawn. They run at the same
 * time, and what is seen first need not have been first; but what is received
 * was sent before, and who is accepted has connected. So a step waits for a
 * moment for the other program's call that it follows from, and the next step
 * after a send for the receive that follows from that.
 */
#ifndef ORDER_H
#define ORDER_H

#include "tell/given.h"

struct going;
struct queued;

struct order {
	struct lanes *lanes;
	struct going *going[2];      /* calls of each side that have begun */
	struct queued *queue[2];     /* blocks of each side that wait */
	struct timespec since[2];    /* when the first of them began to */
	struct timespec drawn;       /* when a block was */
	const struct going *next[2]; /* what a side's next block waits for */
	struct given *given[2];      /* of each side, to the other */
};

/* lanes is borrowed. */
void order_init(struct order *, struct lanes *);

/* A call of a side begins; it goes on, and has been drawn so; it has ended, or
   with its process (call: NULL) all of them. */
void order_begins(
    struct order *, int side, const struct call *, const struct ends *);
void order_draws(struct order *, int side, const struct call *);
void order_ends(struct order *, int side, const struct call *);
void order_gone(struct order *, int side, long process);

/* A step of a side, to be drawn in its turn. */
void order_put(struct order *, const struct block *);

/* Draws what has waited long enough. Returns in how many milliseconds there
   will be more of that, or -1. */
int order_settle(struct order *);

/* Draws all that is left. */
void order_finish(struct order *);

#endif
