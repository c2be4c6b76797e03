/*
 * What our user does to a conversation to see what follows: receives only when
 * it is asked for, and fills the socket. From within local->ops->read().
 */
#ifndef PROVOKE_H
#define PROVOKE_H

#include "net/fill.h"
#include "talk/conversation.h"

/* .no_read: receives at most n bytes, by one recv(), as soon as there are any.
   Returns false where nothing more will come. */
bool conversation_read(struct conversation *, size_t n);

/*
 * Sends .asked bytes until no more are taken (net/fill.h). Returns false, and
 * has sent nothing, where something waits to be sent already, or the socket is
 * closed, or there is nobody to send to.
 */
bool conversation_fill(struct conversation *, struct filled *);

#endif
