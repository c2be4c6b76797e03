/*
 * A conversation: bytes both ways between this end's user and a connected
 * socket, until both directions have ended.
 */
#ifndef CONVERSE_H
#define CONVERSE_H

#include "call/sys.h"
#include "net/local.h"
#include "net/wait.h"

/* How a conversation ended. */
enum outcome {
	OVER,        /* both directions, or as --exit-on-eof has it */
	OVER_RESET,  /* a call on the socket failed: errno in .err */
	OVER_LOCAL,  /* our user's files failed: errno in .err */
	OVER_IDLE,   /* nothing passed for too long */
	OVER_SIGNAL, /* a signal waits to be read */
	OVER_FAILED  /* another call failed: errno in .err */
};

struct conversation {
	struct sys *sys;
	struct wait *wait;
	struct local *local;
	int fd;           /* connected, non-blocking; stays the caller's */
	int listener;     /* others may wait there; -1: none */
	size_t read_size; /* at most that many bytes a recv() */
	double idle;      /* seconds; negative: for ever */
	bool exit_on_eof; /* the first end ends it */
	bool no_shutdown; /* our user's end is not told to the peer */
	unsigned long long sent, received; /* bytes, filled in as they pass */
	int err;
	bool local_write_failed; /* OVER_LOCAL: in write, not read */
};

enum outcome converse(struct conversation *);

#endif
