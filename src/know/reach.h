/*
 * How others reach a socket that waits for them: the command to type.
 */
#ifndef REACH_H
#define REACH_H

#include "know/step.h"

/* Of this machine, in another terminal: "sockdemo connect 127.0.0.1 1234". */
void put_connect(
    const struct step *, const struct sockaddr_storage *laddr, struct buf *);

/* The line that says so, of another machine where one can reach it. */
void put_try(enum lang, const struct step *,
    const struct sockaddr_storage *laddr, struct buf *);

#endif
