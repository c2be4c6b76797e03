/*
 * Lanes, drawn row by row as steps come: two of them side by side. Each keeps
 * its own order; a receive never stands above its send; otherwise the clock
 * decides. On a narrow screen, where there are more, and where out says so, there
 * is one column, with names.
 *
 * What was seen is drawn in solid lines; what only follows from the calls
 * (that connect() and accept() met) in dashed ones.
 */
#ifndef LANES_H
#define LANES_H

#include <stdbool.h>

#include "call/call.h"
#include "tell/ends.h"
#include "text/lang.h"
#include "text/out.h"

/* Whose a lane is: of two, the server's is on the left. */
struct side {
	const char *name; /* N_("server") */
	const char *head; /* N_("SERVER"), over its lane */
	bool client;      /* it connects; else it waits for others */
};

enum { SIDES_MAX = 8, LEFT = 0, RIGHT = 1 };

enum { BLOCK_LINES = 24 };

/* A step as lines of a lane: the call, and what is told of it. */
struct block {
	bool used;
	bool drawn; /* already; what joins it comes in rows of its own */
	int side;
	enum call_id call;
	bool is_call; /* not a note's */
	long ret;
	bool met;         /* connect() returned: the ends have met */
	struct ends ends; /* of its socket */
	bool follows;     /* it received what a step above sent, or its end */
	bool waits;       /* the call goes on after this */
	bool waits_no_more;
	enum mark mark; /* of the call, which is in its colour */
	int marked;     /* so many lines of these */
	int lines;
	char line[BLOCK_LINES][200];
};

struct lanes {
	struct out *out;
	struct langs langs;
	const struct side *sides; /* borrowed */
	bool narrow;              /* one column, with names */
	bool unicode;
	int width;
	int right;                /* the column of the lane on the right */
	bool waiting[SIDES_MAX];  /* a call of that side's blocks... */
	struct ends waits_for[2]; /* ...on this socket, of what is watched */
	struct block held; /* may be joined by the other lane's next step */
};

/* Draws the head; out and sides are borrowed. */
void lanes_init(
    struct lanes *, struct out *, struct langs, const struct side *, int n);

/* How many columns a lane has. */
int lane_width(const struct lanes *, int side);

/* Adds a text, folded and indented, to a block. */
void
lanes_add(const struct lanes *, struct block *, int indent, const char *text);

/* A step that ends. It is held, in case the other lane's next one joins it. */
void lanes_put(struct lanes *, const struct block *);

/* Draws what is still held. */
void lanes_finish(struct lanes *);

/* Draws it as well, and an arrow may yet begin or end there. */
void lanes_pause(struct lanes *);

#endif
