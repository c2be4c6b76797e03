/*
 * For how long who is waited for: a client that says nothing, one that does
 * not read, one that has finished; and descriptors that are all in use.
 */
#ifndef PATIENCE_H
#define PATIENCE_H

#include "serve/server.h"

/* Each of them makes those leave whose time is up. Once a turn. */
void patience_end_idle(struct server *);
void patience_end_slow(struct server *);
void patience_end_done(struct server *);

/* After a while without descriptors, it is tried again to accept. */
void patience_end_shortage(struct server *);

/* In how many milliseconds the loop has something to do, whatever comes; -1:
   never. Has our user's side settle first (server_ops.settle). */
int patience_left(struct server *);

#endif
