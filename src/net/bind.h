/*
 * How datagrams are received: socket(), bind(); no listen(), no accept(), since
 * there are no connections. A client's connect() sends nothing either: it is
 * net_connect()'s, as any other.
 */
#ifndef BIND_H
#define BIND_H

#include "call/sys.h"
#include "net/settings.h"
#include "net/wait.h"

struct addrinfo;

/* The biggest that UDP knows: 16 bits for the length, with both headers. */
enum { DATAGRAM_SIZE = 65536 };

/*
 * Receives at the first address of a list (getaddrinfo(3)) that can be had.
 * Returns a socket, or -1 with errno of the last failure and nothing open.
 */
int net_bind(struct sys *, const struct addrinfo *, const struct settings *);

/*
 * Waits until there is something to receive, and leaves it there. Returns 0,
 * or -1 with wait->end as wait_for() has it.
 */
int net_wait_datagram(int fd, struct wait *);

/*
 * Has a connected UDP socket keep each refusal, and who sent it (ip(7),
 * IP_RECVERR). Returns 0, or -1 with errno.
 */
int net_keep_errors(struct sys *, int fd, int family);

#endif
