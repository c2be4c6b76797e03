/*
 * A datagram of a conversation: each recvfrom() says who sent what it received,
 * and each sendto() whom it is for. Whether it arrives, nobody says.
 */
#include <errno.h>
#include <string.h>

#include "talk/datagram.h"

ssize_t
datagram_send(struct conversation *c)
{
	const struct flow *out = &c->out;
	size_t size = out->len - out->passed;
	const char *data = size > 0 ? out->data + out->passed : "";
	ssize_t n;

	if (c->peer.len == 0)
		n = sys_send(c->sys, c->fd, data, size, 0);
	else
		n = sys_sendto(c->sys, c->fd, data, size, 0,
		    (const struct sockaddr *)&c->peer.addr, c->peer.len);
	if (n != -1) {
		c->passed.datagrams++;
		if (c->answers)
			c->proven = c->peer;
		if (size == 0)
			c->send_empty = false;
	}
	return n;
}

static bool
same_sender(const struct sender *a, const struct sender *b)
{
	return a->len == b->len && memcmp(&a->addr, &b->addr, a->len) == 0;
}

/*
 * Anybody can write any address into a datagram: that of another port, another
 * machine, or of nobody, such as port 0. So an error is the sender's until it
 * was sent something; unless it is about what was to be sent, or our memory.
 */
static bool
is_senders(const struct conversation *c, int err)
{
	return c->answers && c->peer.len > 0 &&
	    !same_sender(&c->peer, &c->proven) && err != EMSGSIZE &&
	    err != ENOBUFS && err != ENOMEM;
}

bool
datagram_turn_away(struct conversation *c)
{
	if (!is_senders(c, errno))
		return false;
	c->ops.unanswerable(c);
	c->peer = c->proven;
	if (c->local->stays) { /* it was for that one */
		flow_drop(&c->out);
		c->send_empty = false;
	}
	if (c->ops.new_sender != NULL)
		c->ops.new_sender(c);
	return true;
}

/* Whoever sent last is whom we answer; told only when it is somebody else. */
static void
look_at_sender(
    struct conversation *c, const struct sockaddr_storage *from, socklen_t len)
{
	struct note note = { .kind = NOTE_SENDER,
		.fd = c->fd,
		.source = "recvfrom",
		.raddr = *from,
		.first = c->passed.datagrams == 1 };

	if (c->passed.datagrams > 1 && len == c->peer.len &&
	    memcmp(from, &c->peer.addr, len) == 0)
		return;
	c->peer.addr = *from;
	c->peer.len = len;
	sys_note(c->sys, &note);
	if (c->ops.new_sender != NULL)
		c->ops.new_sender(c);
}

/* MSG_TRUNC: the result is the datagram's size, also where it did not fit. */
ssize_t
datagram_receive(struct conversation *c)
{
	struct sockaddr_storage from = { 0 };
	socklen_t len = sizeof(from);
	struct flow *in = &c->in;
	ssize_t n;

	if (c->answers)
		n = sys_recvfrom(c->sys, c->fd, in->data, in->size, MSG_TRUNC,
		    (struct sockaddr *)&from, &len);
	else
		n = sys_recv(c->sys, c->fd, in->data, in->size, MSG_TRUNC);
	if (n == -1)
		return -1;
	c->passed.datagrams++;
	if (c->answers)
		look_at_sender(c, &from, len);
	return n < (ssize_t)in->size ? n : (ssize_t)in->size;
}
