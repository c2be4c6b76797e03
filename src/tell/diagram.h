/*
 * All ends of a conversation as it happens, each told in a lane of its own
 * (lanes.h).
 */
#ifndef DIAGRAM_H
#define DIAGRAM_H

#include <stdbool.h>

#include "call/sockets.h"
#include "tell/lanes.h"
#include "tell/order.h"
#include "tell/sentences.h"
#include "text/lang.h"

struct diagram;

/* One side: a sink, attached after its fold. */
struct lane {
	struct sink sink; /* sys_attach(sys, &diagram.lane[n].sink) */
	struct diagram *diagram;
	int side;
	const struct sockets *sockets;
	struct scene scene;
	enum call_id trying; /* while a call of its blocks: this one */
	struct told told;
};

struct diagram {
	struct lanes lanes;
	struct order order; /* of two programs that are watched */
	bool watched;
	struct lane lane[SIDES_MAX];
	struct langs langs;
	int level; /* 0: calls; 1: and sentences; 2: and why */
};

/* n sides, at most SIDES_MAX, each with its sockets. Everything is borrowed.
   Draws the head. */
void diagram_open(struct diagram *, struct out *, struct langs, int level,
    const struct side *, const struct sockets *const *, int n);

/*
 * The same, of two programs that are watched: what each of them does is drawn
 * in its turn. scene is copied.
 */
void
diagram_open_watched(struct diagram *, struct out *, struct langs, int level,
    const struct side *, const struct sockets *const *, const struct scene *);

/* One of them begins a call, which nobody else hears of yet. */
void diagram_begins(struct diagram *, int side, const struct call *);

/* It wrote that, made safe, a line or what there is of one. */
void diagram_writes(struct diagram *, int side, const char *text);

/* Draws what is due; returns in how many milliseconds more is, or -1. */
int diagram_settle(struct diagram *);

/* Draws what is still held. */
void diagram_close(struct diagram *);

#endif
