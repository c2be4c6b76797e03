/*
 * Both ends of a conversation as it happens, each told in a lane of its own
 * (lanes.h).
 */
#ifndef DIAGRAM_H
#define DIAGRAM_H

#include <stdbool.h>

#include "call/sockets.h"
#include "tell/lanes.h"
#include "tell/sentences.h"
#include "text/lang.h"

struct diagram;

/* One end: a sink of its own, attached after its fold. */
struct lane {
	struct sink sink; /* sys_attach(sys, &diagram.lane[n].sink) */
	struct diagram *diagram;
	enum side side;
	const struct sockets *sockets;
	struct scene scene;
	enum call_id trying; /* while a call of its blocks: this one */
	struct told told;
};

struct diagram {
	struct lanes lanes;
	struct lane lane[SIDES];
	struct langs langs;
	int level; /* 0: calls; 1: and sentences; 2: and why */
};

/* Everything is borrowed. Draws the head. */
void diagram_open(struct diagram *, struct out *, struct langs, int level,
    const struct sockets *server, const struct sockets *client);

/* Draws what is still held. */
void diagram_close(struct diagram *);

#endif
