/*
 * The narrator: a sink that tells each step in words, as it happens.
 */
#ifndef NARRATE_H
#define NARRATE_H

#include <stdbool.h>

#include "call/sockets.h"
#include "show/show.h"
#include "tell/sentences.h"
#include "text/lang.h"
#include "text/out.h"

/* What passed on one socket, in one direction, since it was last told. */
struct bulk {
	unsigned socket; /* its identity; 0: none yet */
	enum call_id call;
	enum mark mark;
	struct owner owner;
	int fd;
	unsigned long calls;
	unsigned long long bytes;
	struct timespec passed; /* the last of them, or one told alone */
	struct timespec told;
};

enum { BULKS = 16 };

/* What stands before each step: nothing, the time since the start and since the
   last step, or the time of day. */
enum times { TIMES_NONE, TIMES_SINCE, TIMES_CLOCK };

struct narrator {
	struct sink sink; /* sys_attach(sys, &narrator.sink) */
	struct out *out;
	const struct scene *scene;
	const struct sockets *sockets;
	struct langs langs;
	int level;   /* 0 to 3: how many -v */
	bool status; /* tell what a person waits for */
	enum times times;
	bool waited;         /* accept() was explained once */
	bool announced;      /* a blocking call is being tried... */
	enum call_id trying; /* ...this one */
	bool marked[MARKS];  /* what the mark means was told */
	struct told told;
	struct explained explained;
	/* Has more to say of a call that was told; or NULL. */
	void (*more)(struct narrator *, const struct call *);
	void *owner; /* for more() */
	/* Of many sockets at once: one's place is by its descriptor, and who
	   had it before is told first. */
	struct bulk sent[BULKS], received[BULKS], spliced[BULKS];
	struct timespec start, last;
};

/* Everything is borrowed; attach it after *sockets*. The caller sets .level,
   .status and .times. */
void narrator_init(struct narrator *, struct out *, struct langs,
    const struct scene *, const struct sockets *);

#endif
