/*
 * Connecting, again and again (--retry).
 */
#ifndef RETRY_H
#define RETRY_H

#include "session/session.h"

struct addrinfo;

/*
 * net_connect(), with what the options say of how long. With --retry it is
 * tried again, once a second, while it may be that the server is not there yet;
 * each time that is told.
 */
int retry_connect(
    struct session *, const struct addrinfo *, const struct addrinfo *from);

#endif
