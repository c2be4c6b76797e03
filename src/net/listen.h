/*
 * How a server is made, in the order of every textbook: socket(), bind(),
 * listen(), and accept() for each client.
 */
#ifndef LISTEN_H
#define LISTEN_H

#include "call/sys.h"
#include "net/access.h"
#include "net/settings.h"
#include "net/wait.h"

struct addrinfo;

/*
 * Listens on the first address of a list (getaddrinfo(3)) that can be had.
 * The options of a list (or NULL) are set on it before it gets its address, and
 * the sockets of its clients have them from it. Returns a listening socket, or
 * -1 with errno of the last failure and nothing open.
 */
int net_listen(struct sys *, const struct addrinfo *, int backlog,
    const struct settings *);

/*
 * Waits for a client that may come in; others are turned away. Returns a new
 * socket that is connected to it, with the options that only a connection has,
 * and its address in *peer, or -1: wait->end tells whether a call failed
 * (errno), the deadline passed or a signal came.
 */
int net_accept(struct sys *, int listener, struct wait *, const struct access *,
    const struct settings *, struct sockaddr_storage *peer);

/* Has bind() take the port also while old connections are in TIME_WAIT, unless
   our user's list has a word on that. Returns 0, or -1 with errno. */
int net_reuse_address(struct sys *, int fd, const struct settings *);

/* Has a socket for every IPv6 address serve IPv4 too; others are left as they
   are. Returns 0, or -1 with errno. */
int net_serve_both_families(
    struct sys *, int fd, const struct sockaddr *, const struct settings *);

#endif
