/*
 * Descriptors: their numbers, and whether calls on them wait.
 */
#ifndef DESCRIPTOR_H
#define DESCRIPTOR_H

#include "call/sys.h"

/*
 * Gives a descriptor of our own a number of 100 or above, out of the way of the
 * sockets', and lets go of its old one. Returns the new number, or the old one
 * where there is no other.
 */
int descriptor_move_up(struct sys *, int fd);

/*
 * Makes a new socket's calls return at once where they would wait, with EAGAIN
 * or EINPROGRESS: O_NONBLOCK. Never for a descriptor that we were started with,
 * which is the shell's, too. Returns 0, or -1 with errno.
 */
int descriptor_set_nonblocking(struct sys *, int fd);

#endif
