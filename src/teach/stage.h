/*
 * The stage: actors in this one process, each with real sockets of its own, who
 * play a table of steps. The order is the table's; the calls are real, and are
 * drawn in lanes as they happen.
 */
#ifndef STAGE_H
#define STAGE_H

#include "call/sockets.h"
#include "call/sys.h"
#include "net/wait.h"
#include "tell/diagram.h"
#include "terminal/screen.h"

struct actor {
	struct sys sys;   /* whose calls are drawn */
	struct sys quiet; /* for probes */
	struct sockets sockets;
	struct wait wait;
	int listener, fd; /* -1: not open; closed in the end */
};

struct stage {
	struct screen screen;
	struct diagram diagram;
	struct langs langs;
	bool by_hand; /* a person reads along: step by step */
	bool left;    /* and has seen enough */
	struct actor actor[SIDES_MAX];
	int n;
};

/* Who acts, and what is done: returns 0, or -1 when a call failed. */
struct stage_step {
	int actor;
	int (*act)(struct stage *, struct actor *);
	/* To who reads along: what the step is for, and before it a question
	   that this answers, or NULL. Both NULL: it goes with the one before. */
	const char *purpose;
	const char *question;
};

/* How long any step waits, in seconds. */
enum { STAGE_PATIENCE = 10 };

/*
 * Has n actors come on, at most SIDES_MAX, and draws the head on .screen, which
 * is that of standard output, ready. level is that of the diagram; sides and
 * carrier are borrowed.
 */
void stage_open(struct stage *, struct langs, int level, const struct side *,
    int n, struct carrier *);

/* Plays n steps. Returns the actor whose step failed, or NULL: its .wait.end
   and .sys.failed say why. Who reads along by hand may leave before the end. */
struct actor *stage_play(struct stage *, const struct stage_step *, size_t n);

/*
 * Waits until who reads along by hand has read: Enter or the space bar goes on,
 * c goes on to the end, q ends. Returns whether to go on.
 */
bool stage_pause(struct stage *);

/* Leaves a row empty. */
void stage_space(struct stage *);

/* Says a sentence to who reads along, over the whole width. */
void stage_say(struct stage *, const char *sentence);

/* Lets all go, and closes what is open. */
void stage_close(struct stage *);

/* Tells an actor's addresses as they are now, with a note of that kind. */
void actor_tell(struct actor *, int fd, enum note_kind);

#endif
