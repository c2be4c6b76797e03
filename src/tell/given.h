/*
 * What a program gave to the other one's sockets, and that one has not been
 * seen to receive: a receive that follows from it is joined to it by an arrow.
 */
#ifndef GIVEN_H
#define GIVEN_H

#include "tell/lanes.h"

struct given; /* a list; NULL: nothing */

/* A step gave something: bytes, or the end. */
void given_add(struct given **, const struct block *);

/* A step of the other program received some of it. Returns whether it did. */
bool given_take(struct given **, const struct block *);

void given_free(struct given **);

#endif
