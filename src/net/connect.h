/*
 * How a client is made: socket(), connect().
 */
#ifndef CONNECT_H
#define CONNECT_H

#include "call/sys.h"
#include "net/settings.h"
#include "net/wait.h"

struct addrinfo;

/*
 * Connects to the first address of a list (getaddrinfo(3)) that answers. from
 * lists what to connect from, one address of each family at most, or is NULL to
 * let the kernel choose; the options of a list (or NULL) are set before.
 * Returns a connected socket, or -1 with nothing open: wait->end tells whether
 * a call failed (errno of the last one), the deadline passed or a signal came.
 * *peer is the address that answered, or that did not before the deadline.
 */
int
net_connect(struct sys *, const struct addrinfo *, const struct addrinfo *from,
    const struct settings *, struct wait *, struct sockaddr_storage *peer);

#endif
