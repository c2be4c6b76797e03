/*
 * The datagrams of a conversation, sent and received.
 */
#ifndef DATAGRAM_H
#define DATAGRAM_H

#include "talk/conversation.h"

/*
 * One datagram of a conversation's: what stands in .out, to the other end; and
 * one into .in, as much as it has room for. As send() and recv(), but that 0
 * is an empty datagram, and no more than fits is counted.
 */
ssize_t datagram_send(struct conversation *);
ssize_t datagram_receive(struct conversation *);

#endif
