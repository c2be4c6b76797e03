/*
 * A server of many clients (listen -k): what its user sees and types; the lines
 * that clients relay to each other (--chat).
 */
#ifndef CLIENTS_H
#define CLIENTS_H

#include "command/session.h"

/*
 * Serves who comes, until our user or a signal ends it. Returns the exit
 * status.
 */
int clients_serve(struct session *, int listener);

#endif
