/*
 * A server of many senders: datagrams, all through one socket. Nobody connects
 * and nobody leaves; an address that a datagram came from for the first time is
 * a new client (NOTE_SENDER), and stays one until it is forgotten:
 * - because our user asks for it (LEFT_CLOSED); it is sent nothing;
 * - because nothing came from it for .idle seconds (LEFT_IDLE);
 * - because a new one came, and there are .max: who has been quiet for the
 *   longest goes (LEFT_REPLACED). There always is such a bound, for anybody can
 *   write any address into a datagram as its sender's;
 * - because no program has its address any more, which only the kernel of the
 *   same machine knows, of Unix-domain sockets (LEFT_FAILED).
 *
 * What cannot be sent to one of them is lost, told of (server_ops.lost) and
 * counted; nothing is kept for later, and nobody waits for anybody. A refusal
 * by UDP (ICMP) is not heard of: the socket is not connected, and does not know
 * whose datagram it was.
 *
 * Who has no address (a Unix-domain socket without bind()) cannot be told from
 * others who have none. They are one client together, .ending from the start.
 */
#ifndef DATAGRAMS_H
#define DATAGRAMS_H

#include "serve/server.h"

/* The bound, where .max does not say. */
enum { SENDERS = 1000 };

/*
 * A client's .fd is the server's one socket. server_ops.heard is called for
 * each datagram with what came, unless it is empty, and once more with 0
 * bytes: it ends there.
 */
extern const struct server_kind datagrams;

#endif
