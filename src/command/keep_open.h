/*
 * A server of many clients (listen -k): what its user sees and types; the lines
 * that clients relay to each other (--console).
 */
#ifndef KEEP_OPEN_H
#define KEEP_OPEN_H

#include "session/session.h"

/*
 * Serves who comes, until our user or a signal ends it. Returns the exit
 * status.
 */
int keep_open(struct session *, int listener);

#endif
