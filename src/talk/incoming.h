/*
 * From the peer to our user: received, given, and its end passed on.
 */
#ifndef INCOMING_H
#define INCOMING_H

#include "talk/conversation.h"

/* Whether the socket is to be read now. */
bool incoming_wants_more(const struct conversation *);

/* Whether something waits for our user to take it. */
bool incoming_waits(const struct conversation *);

/* Peer -> buffer -> our user: once; of datagrams several, as long as there are
   more and our user takes them, so that not each of them costs a wait. */
void incoming_pass(struct conversation *);

/* Buffer -> our user. What cannot be taken yet, is given later. */
void incoming_give(struct conversation *);

/* When the peer has ended, and our user has all of it: tells our user. */
void incoming_finish(struct conversation *);

#endif
