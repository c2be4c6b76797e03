/*
 * Two lanes side by side, one for each end of a conversation, drawn as it
 * happens. Each lane keeps its own order; a receive never stands above its
 * send; otherwise the clock decides.
 *
 * What was seen is drawn in solid lines; what only follows from the calls (that
 * connect() and accept() met) in dashed ones.
 */
#ifndef DIAGRAM_H
#define DIAGRAM_H

#include <stdbool.h>

#include "call/sockets.h"
#include "know/steps.h"
#include "text/lang.h"
#include "text/out.h"

enum side { SERVER, CLIENT, SIDES };

struct diagram;

/* One end: a sink of its own, attached after its fold. */
struct lane {
	struct sink sink; /* sys_attach(sys, &diagram.lane[n].sink) */
	struct diagram *diagram;
	enum side side;
	const struct sockets *sockets;
	bool waiting;        /* a call of its blocks */
	enum call_id trying; /* waiting: this one */
	bool told_why[WHY_COUNT];
};

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

struct diagram {
	struct lane lane[SIDES];
	struct out *out;
	struct langs langs;
	int level;   /* 0: calls; 1: and sentences; 2: and why */
	bool narrow; /* one column, with names */
	bool unicode;
	int right;         /* the column of the client's lane */
	struct block held; /* may be joined by the other lane's next step */
};

/* Everything is borrowed. Draws the head. */
void diagram_open(struct diagram *, struct out *, struct langs, int level,
    const struct sockets *server, const struct sockets *client);

/* Draws what is still held. */
void diagram_close(struct diagram *);

#endif
