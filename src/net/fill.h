/*
 * Filling a socket on purpose, to see where its buffers end.
 */
#ifndef NET_FILL_H
#define NET_FILL_H

#include "call/sys.h"

/* One datagram of those that fill a socket; a stream is filled in large ones. */
enum { FILL_DATAGRAM = 500 };

struct filled {
	size_t asked, taken; /* bytes */
	unsigned sends;      /* that took any */
	int err;             /* of the one that took none: EAGAIN, ...; or 0 */
};

/*
 * Sends .asked bytes, letters and digits in lines of 64, through a non-blocking
 * socket, in pieces of at most *piece*, until all are taken or a send() fails:
 * it does not wait. len 0: to whom it is connected. The other members say what
 * came of it. Returns 0, or -1 where there is no memory.
 */
int net_fill(struct sys *, int fd, const struct sockaddr *, socklen_t len,
    size_t piece, struct filled *);

#endif
