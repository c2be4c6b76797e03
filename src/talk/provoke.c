/*
 * The knobs that provoke: bytes left unread on purpose, and a full socket.
 */
#include <errno.h>

#include "talk/outgoing.h"
#include "talk/provoke.h"

bool
conversation_read(struct conversation *c, size_t n)
{
	if (c->closed || c->in.state != FLOW_OPEN)
		return false;
	c->asked = n;
	return true;
}

bool
conversation_fill(struct conversation *c, struct filled *filled)
{
	const struct sockaddr *to = (const struct sockaddr *)&c->peer.addr;
	size_t piece = c->datagram ? FILL_DATAGRAM : filled->asked;

	if (c->closed || outgoing_waits(c) || (c->answers && c->peer.len == 0))
		return false;
	if (net_fill(c->sys, c->fd, to, c->peer.len, piece, filled) == -1) {
		conversation_stop(c, OVER_MEMORY);
		return false;
	}
	c->passed.sent += filled->taken;
	c->passed.datagrams += c->datagram ? filled->sends : 0;
	errno = filled->err;
	if (errno != 0 && !would_wait(errno))
		conversation_call_failed(c, &c->out);
	return true;
}
