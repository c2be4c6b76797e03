/*
 * A server of many clients: one process, one thread, one loop around epoll(7),
 * in which no client ever waits for another.
 */
#ifndef SERVE_H
#define SERVE_H

#include "serve/server.h"

/*
 * Serves until our user, a signal or a failure ends it; closes all clients,
 * not the listener. OVER_IDLE: nobody came before the deadline.
 */
enum outcome serve(struct server *);

#endif
