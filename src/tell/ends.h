/*
 * Both addresses of a socket, and whether two sockets are the two ends of one
 * connection.
 */
#ifndef ENDS_H
#define ENDS_H

#include <stdbool.h>

#include "call/sockets.h"

struct ends {
	struct sockaddr_storage laddr, raddr; /* family 0: not known */
};

/* Those of a call: of its socket or, where the call says so, of the datagram
   that it carried. All 0 where the socket is not known. */
struct ends ends_of(const struct call *, const struct socket_info *);

/* Whether what the one sends the other receives. */
bool ends_meet(const struct ends *, const struct ends *);

/* Whether a connection to this address comes to a socket that listens there. */
bool ends_reach(
    const struct sockaddr_storage *, const struct sockaddr_storage *listener);

#endif
