/*
 * The time stamps that a TCP socket keeps of what was sent (SO_TIMESTAMPING, of
 * the kernel's networking/timestamping), and which send() each of them is about.
 */
#ifndef STAMPS_H
#define STAMPS_H

#include "call/seen.h"
#include "call/sys.h"

/* What to set SO_TIMESTAMPING to; on a connection through which nothing was
   sent. */
int stamps_wanted(void);

enum { SENDS_MAX = 16 };

/* The send()s of a socket that are not acknowledged, and no more than the last
   few; all 0: none. */
struct sends {
	unsigned count; /* of all there were */
	uint32_t bytes;
	int n;
	struct seen_delivery list[SENDS_MAX];
};

/* One that began then, and of which the kernel took so many bytes. */
void sends_add(struct sends *, size_t bytes, const struct timespec *began);

/*
 * Takes what the socket's error queue has, until it is empty: it counts against
 * the receive buffer, and has the socket be ready. quiet is a sys without sinks.
 */
void sends_stamp(struct sends *, struct sys *quiet, int fd);

/* Forgets those that are acknowledged. */
void sends_forget(struct sends *);

#endif
