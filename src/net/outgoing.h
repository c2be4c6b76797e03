/*
 * From our user to the peer: input is taken, sent, and its end passed on.
 */
#ifndef OUTGOING_H
#define OUTGOING_H

#include "net/conversation.h"

/* Whether our user's input is to be read now. */
bool outgoing_wants_input(const struct conversation *);

/* Whether something waits for the socket to take it. */
bool outgoing_waits(const struct conversation *);

/* Our user -> buffer, which is empty. */
void outgoing_take(struct conversation *);

/* Buffer -> peer. What the kernel cannot take yet, it takes later. */
void outgoing_send(struct conversation *);

/* When our user has ended, and all of it was sent: tells the peer. */
void outgoing_finish(struct conversation *);

#endif
