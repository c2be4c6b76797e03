/*
 * The loop of a server: one process, one thread, one wait around epoll(7), in
 * which no client ever waits for another.
 */
#ifndef SERVE_H
#define SERVE_H

#include "serve/server.h"

/*
 * Serves until our user, a signal or a failure ends it; lets all clients go,
 * and leaves the listener, or the one socket, open. OVER_IDLE: nobody came
 * before the deadline.
 */
enum outcome serve(struct server *);

#endif
