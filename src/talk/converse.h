/*
 * A conversation: bytes both ways between this end's user and a connected
 * socket, until both directions have ended.
 */
#ifndef CONVERSE_H
#define CONVERSE_H

#include "talk/conversation.h"

/*
 * Holds it, once the caller has set what is the caller's; closes the socket.
 * Returns how it ended, with errno in .err where a call or a file failed.
 */
enum outcome converse(struct conversation *);

#endif
