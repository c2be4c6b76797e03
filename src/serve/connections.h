/*
 * A server of connections: each client has a socket of its own.
 */
#ifndef CONNECTIONS_H
#define CONNECTIONS_H

#include "serve/server.h"

extern const struct server_kind connections;

#endif
