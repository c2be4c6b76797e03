/*
 * How a call is carried out: by the kernel, or by a wrapper of another carrier
 * that pauses before it, fails it on purpose, or shortens it. Only carriers
 * may change what happens; sinks listen.
 */
#ifndef CARRIER_H
#define CARRIER_H

#include <stdio.h>

#include "call/call.h"

struct carrier {
	/* Returns what the call returns, with errno set as it sets it. */
	long (*carry)(struct carrier *, const struct call *);
	struct carrier *inner; /* or NULL */
};

/* The one that really calls. Shared, stateless. */
struct carrier *kernel_carrier(void);

/*
 * Fails calls on purpose, to see what the program does then. A plan is a list
 * of entries parted by spaces; errors are numbers, of errno or EAI_*:
 *	"3:111"		the third call fails with ECONNREFUSED
 *	"recv/2:104"	the second recv() fails with ECONNRESET
 *	"short"		each send() and recv() carries one byte at most
 */
struct inject {
	struct carrier carrier; /* give &inject.carrier to sys_init() */
	const char *plan;
	FILE *log;      /* "NUMBER CALL ERROR..." for each, or NULL; "~CALL" is
			   one on a socket by which the kernel is asked */
	int asking[2];  /* such sockets (netlink), or -1 */
	unsigned total; /* calls so far */
	unsigned calls[CALL_COUNT]; /* so far, of each */
};

/* plan is borrowed. */
void inject_init(struct inject *, struct carrier *inner, const char *plan);

#endif
