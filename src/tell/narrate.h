/*
 * The narrator: a sink that tells each step in words, as it happens.
 */
#ifndef NARRATE_H
#define NARRATE_H

#include <stdbool.h>

#include "call/sockets.h"
#include "know/steps.h"
#include "text/lang.h"
#include "text/out.h"

/* What passed on one socket, in one direction, since it was last told. */
struct bulk {
	unsigned socket; /* its identity; 0: none yet */
	enum call_id call;
	int fd;
	unsigned long calls;
	unsigned long long bytes;
	struct timespec told;
};

enum { BULKS = 16 };

struct narrator {
	struct sink sink; /* sys_attach(sys, &narrator.sink) */
	struct out *out;
	const struct sockets *sockets;
	const struct interfaces *interfaces; /* once NOTE_INTERFACES came */
	struct langs langs;
	const char *program; /* how sockdemo was called: argv[0] */
	int level;           /* 0 to 3: how many -v */
	bool status;         /* tell what a person waits for */
	bool times;
	bool client;         /* of connect, not of listen */
	bool many;           /* of a server of many clients */
	bool prompt;         /* a person is there, and may go on */
	bool exit_on_eof;    /* the end of one direction ends it all */
	bool own_denied;     /* this machine's programs are not served */
	bool waited;         /* a client was: how one comes has been told */
	bool announced;      /* a blocking call is being tried... */
	enum call_id trying; /* ...this one */
	bool told_why[WHY_COUNT];
	/* Of many sockets at once: one's place is by its descriptor, and who
	   had it before is told first. */
	struct bulk sent[BULKS], received[BULKS], spliced[BULKS];
	struct timespec start, last;
};

/*
 * Everything is borrowed; attach it after *sockets*. The caller sets .program,
 * .level, .status, .times, .client, .prompt, .exit_on_eof and .own_denied.
 */
void narrator_init(
    struct narrator *, struct out *, struct langs, const struct sockets *);

#endif
