/*
 * The system calls that a watched program is stopped at, and what they are as
 * calls of the sockets API.
 */
#ifndef WATCH_CALLS_H
#define WATCH_CALLS_H

#include <stdint.h>

#include "call/call.h"

/* When a call is told, or what else it is stopped at for. */
enum watch_kind {
	ANY_TIME,   /* it makes sockets, or only sockets can do it */
	ON_SOCKET,  /* where one of its descriptors is a socket */
	ON_SET,     /* poll(), select(): where one in its sets is */
	ON_EPOLL,   /* where the epoll waits for sockets */
	EPOLL_FILL, /* epoll_ctl(): where it is about a socket */
	OVER_FD,    /* dup2(): where it is about one, or over one */
	ON_RANGE,   /* close_range(): where one is among them */

	/* These are not told. */
	FORKS,    /* a process is made */
	CLONES,   /* a process, or a thread */
	CLONES3,  /* the same, by clone3() */
	UNSHARES, /* a thread's descriptors become its own */
	EXITS,    /* all threads of the process end */
	RESTARTS, /* a call goes on, after a signal */
	RETURNS,  /* a signal's handler returns */
	USES_RING /* io_uring */
};

struct watched_call {
	long number; /* SYS_... */
	enum watch_kind kind;
	enum call_id id; /* of those that are told */
};

extern const struct watched_call watched_calls[];
extern const unsigned watched_call_count;

/* Makes a call of what its registers hold. Its pointers lead into the memory of
   who made it. */
void call_from_registers(
    struct call *, const struct watched_call *, const uint64_t args[6]);

#endif
