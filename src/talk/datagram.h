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

/*
 * A datagram_send() failed, errno: whether for what a sender wrote into its
 * datagram as its address. Then that is told, and whoever was sent to before, or
 * nobody, is answered instead; with what stands in .out, unless it was typed.
 */
bool datagram_turn_away(struct conversation *);

#endif
