/*
 * The steps of what is received: into the buffer, out of it to our user, and
 * then the end. converse.c says when.
 */
#include <errno.h>

#include "talk/datagram.h"
#include "talk/incoming.h"

enum { BATCH = 64 }; /* datagrams; then our user has a turn */

bool
incoming_wants_more(const struct conversation *c)
{
	bool asked = !c->no_read || c->asked > 0 || c->stopped;

	return asked && c->in.state == FLOW_OPEN && flow_is_empty(&c->in);
}

bool
incoming_waits(const struct conversation *c)
{
	return c->in.state != FLOW_OVER && !flow_is_empty(&c->in);
}

/* Into the buffer, or where it need not be read: into the bypass's pipe. */
static ssize_t
receive_some(struct conversation *c)
{
	struct flow *in = &c->in;
	ssize_t n = bypass_take(&c->bypass, c->fd);

	in->bypassed = n > 0;
	if (n > 0 || errno != EAGAIN)
		return n;
	n = sys_recv(c->sys, c->fd, in->data, in->size, 0);
	if (n > 0)
		bypass_weigh(&c->bypass, (size_t)n, in->size);
	return n;
}

/* There is no more to receive for now; once stopped, there never will be. */
static void
nothing_came(struct conversation *c)
{
	if (c->ops.read_errors != NULL && c->socket.ready & EPOLLERR)
		c->ops.read_errors(c);
	if (c->stopped)
		flow_end(&c->in);
}

/* Returns whether anything came. */
static bool
receive(struct conversation *c)
{
	struct flow *in = &c->in;
	ssize_t n;

	if (!flow_make_room(in, c->asked > 0 ? c->asked : c->read_size)) {
		conversation_stop(c, OVER_MEMORY);
		return false;
	}
	n = c->datagram ? datagram_receive(c) : receive_some(c);
	if (n != -1 || (!would_wait(errno) && errno != EINTR))
		c->asked = 0;
	if (n > 0) {
		in->len = (size_t)n;
		c->passed.received += (unsigned long long)n;
	} else if (n == 0 && !c->datagram) {
		flow_end(in);
	} else if (n == -1 && would_wait(errno)) {
		nothing_came(c);
	} else if (n == -1 && errno != EINTR) {
		/* Whoever looks on may be sent another datagram. */
		if (!c->datagram || !c->local->stays)
			flow_end(in);
		conversation_call_failed(c, in);
	}
	return n > 0 || (n == 0 && c->datagram);
}

static ssize_t
give_some(struct conversation *c)
{
	struct local *local = c->local;
	struct flow *in = &c->in;
	size_t left = in->len - in->passed;

	return in->bypassed
	    ? bypass_give(&c->bypass, left)
	    : local->ops->write(local, in->data + in->passed, left);
}

void
incoming_give(struct conversation *c)
{
	struct local *local = c->local;
	struct flow *in = &c->in;
	ssize_t n;

	while (!flow_is_empty(in)) {
		n = give_some(c);
		if (n == -1 && (errno == EAGAIN || errno == EINTR))
			return;
		if (n == -1) {
			c->local_write_failed = true;
			conversation_stop(c, OVER_LOCAL);
			in->state = FLOW_OVER;
			return;
		}
		in->passed += (size_t)n;
		c->passed.given += (unsigned long long)n;
	}
	if (c->datagram && local->ops->boundary != NULL)
		local->ops->boundary(local);
}

void
incoming_pass(struct conversation *c)
{
	int most = c->datagram ? BATCH : 1;

	while (most-- > 0 && incoming_wants_more(c) && receive(c))
		incoming_give(c);
}

void
incoming_finish(struct conversation *c)
{
	struct local *local = c->local;

	if (c->in.state != FLOW_ENDED || !flow_is_empty(&c->in))
		return;
	c->in.state = FLOW_OVER;
	if (local->leaves_with_peer)
		flow_end(&c->out);
	watch_set(c->wait, &c->local_out, 0); /* it may be closed */
	if (local->ops->finish(local) == -1) {
		c->local_write_failed = true;
		conversation_stop(c, OVER_LOCAL);
	}
}
