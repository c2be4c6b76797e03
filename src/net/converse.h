/*
 * A conversation: bytes both ways between this end's user and a connected
 * socket, until both directions have ended.
 */
#ifndef CONVERSE_H
#define CONVERSE_H

#include "net/conversation.h"

/*
 * Holds it, once the caller has set what is the caller's; closes the socket.
 * Returns how it ended, with errno in .err where a call or a file failed.
 */
enum outcome converse(struct conversation *);

/* What our user may do, from within local->ops->read(). */

/* Sends no more, and says so to the peer: shutdown(). */
void conversation_halfclose(struct conversation *);

/* datagram: sends an empty one. */
void conversation_send_empty(struct conversation *);

/* Lets go of the socket, and goes on without one. */
void conversation_close(struct conversation *);

/* The same, by an RST (socket(7), SO_LINGER of 0 seconds). */
void conversation_reset(struct conversation *);

/* Ends it, both directions, whatever has not passed yet. */
void conversation_quit(struct conversation *);

#endif
