/*
 * Letting go of a socket in other ways than by close() alone.
 */
#ifndef CLOSE_H
#define CLOSE_H

#include <sys/socket.h>

#include "call/sys.h"

/* Closes fd after a failure, whose errno it keeps. Returns -1. */
int net_give_up(struct sys *, int fd);

/*
 * Has the close() that comes next cut the connection: what was not sent yet is
 * dropped, and the other end gets an RST (socket(7), SO_LINGER of 0 seconds).
 */
void net_reset_on_close(struct sys *, int fd);

/* Closes fd, a client's that may not come in, and has that told. */
void net_turn_away(struct sys *, int fd, const struct sockaddr_storage *);

#endif
