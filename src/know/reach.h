/*
 * How others reach a socket that waits for them.
 */
#ifndef REACH_H
#define REACH_H

#include "know/step.h"
#include "text/buf.h"

/* The host by which another machine reaches it; returns false, and writes
   nothing, where none can. */
bool put_outer_host(
    const struct step *, const struct sockaddr_storage *laddr, struct buf *);

/* The command to type on this machine: "sockdemo connect 127.0.0.1 1234". */
void put_connect_here(
    const struct step *, const struct sockaddr_storage *laddr, struct buf *);

/* The one for another machine; false, and nothing, where none can come. */
bool put_connect_outside(
    const struct step *, const struct sockaddr_storage *laddr, struct buf *);

#endif
