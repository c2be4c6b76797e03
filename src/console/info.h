/*
 * /info: what there is to know of a connected socket.
 */
#ifndef INFO_H
#define INFO_H

#include "session/session.h"

/* Shows both addresses, the kind of socket, the bytes that have passed, and the
   socket as Python would print it. */
void info_show(struct session *, int fd, unsigned long long sent,
    unsigned long long received);

#endif
