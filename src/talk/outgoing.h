/*
 * From our user to the peer: input is taken, sent, and its end passed on. A
 * file or a pipe waits until what was read of it is sent. A person is not made
 * to: commands are obeyed at once, and what is to be sent waits in .entered.
 */
#ifndef OUTGOING_H
#define OUTGOING_H

#include "talk/conversation.h"

/* Whether our user's input is to be read now. */
bool outgoing_wants_input(const struct conversation *);

/* Whether something waits for the peer to take it. */
bool outgoing_waits(const struct conversation *);

/* The same, and it may be tried: there is somebody to send it to, now. */
bool outgoing_can_go(const struct conversation *);

/* Our user -> buffer, or a person's queue. */
void outgoing_take(struct conversation *);

/* Queue -> buffer -> peer. What the kernel cannot take yet, it takes later. */
void outgoing_send(struct conversation *);

/* Tells a person, once, that the peer has taken nothing for a second. Returns
   after how many milliseconds to be called again at the latest, or -1. */
int outgoing_speak_up(struct conversation *);

/* When our user has ended, and all of it was sent: tells the peer. */
void outgoing_finish(struct conversation *);

#endif
