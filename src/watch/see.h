/*
 * What the kernel shows of a socket that another program uses, through a
 * descriptor of our own.
 */
#ifndef SEE_H
#define SEE_H

#include <stdbool.h>

#include "call/sys.h"

/*
 * Fills in what a note of its kind says: addresses, what kind of socket it is,
 * what waits in its queues. Nothing is taken out of them, and nothing changes.
 * Returns false where there is nothing to say.
 */
bool see_socket(struct sys *, int fd, struct note *);

#endif
