/*
 * A conversation with one other end, as its user sees it.
 */
#ifndef TALK_H
#define TALK_H

#include "session/session.h"

/*
 * The conversation on fd, from "connected" to the totals; closes fd. listener
 * is where it was accepted, or -1. Returns the exit status.
 */
int talk(struct session *, int fd, int listener);

#endif
