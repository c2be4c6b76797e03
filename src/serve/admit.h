/*
 * Who comes in: accept(), again and again. Who is refused is let go of at
 * once; who finds no place goes on waiting in the kernel's queue.
 */
#ifndef ADMIT_H
#define ADMIT_H

#include "serve/server.h"

/*
 * Accepts who waits, TURN_MOST at once. Shuts the door where no more can come
 * in for now, and stops the server where accept() cannot go on.
 */
void admit_clients(struct server *);

/* Whether there are .max clients. */
bool admit_is_full(const struct server *);

/* Accepts one of them. Returns whether another one may be tried: false, with
   accept()'s errno, where that failed; EAGAIN: nobody waits. */
bool admit_one(struct server *);

#endif
