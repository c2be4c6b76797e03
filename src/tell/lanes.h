/*
 * Two lanes side by side, drawn row by row as steps come. Each lane keeps its
 * own order; a receive never stands above its send; otherwise the clock
 * decides. On a narrow screen there is one column, with names.
 *
 * What was seen is drawn in solid lines; what only follows from the calls (that
 * connect() and accept() met) in dashed ones.
 */
#ifndef LANES_H
#define LANES_H

#include <stdbool.h>

#include "call/call.h"
#include "text/lang.h"
#include "text/out.h"

enum side { SERVER, CLIENT, SIDES };

enum { BLOCK_LINES = 24 };

/* A step as lines of a lane: the call, and what is told of it. */
struct block {
	bool used;
	enum side side;
	enum call_id call;
	bool is_call; /* not a note's */
	long ret;
	bool met; /* connect() returned: the ends have met */
	int lines;
	char line[BLOCK_LINES][200];
};

struct lanes {
	struct out *out;
	struct langs langs;
	bool narrow; /* one column, with names */
	bool unicode;
	int right;           /* the column of the client's lane */
	bool waiting[SIDES]; /* a call of that end's blocks */
	struct block held;   /* may be joined by the other lane's next step */
};

/* Draws the head; out is borrowed. */
void lanes_init(struct lanes *, struct out *, struct langs);

/* How many columns a lane has. */
int lane_width(const struct lanes *, enum side);

/* Adds a text, folded and indented, to a block. */
void
lanes_add(const struct lanes *, struct block *, int indent, const char *text);

/* A step that ends. It is held, in case the other lane's next one joins it. */
void lanes_put(struct lanes *, const struct block *);

/* Draws what is still held. */
void lanes_finish(struct lanes *);

#endif
