#include <errno.h>

#include "net/datagram.h"
#include "net/outgoing.h"

enum { INPUT_SIZE = 256 * 1024 };

/* Also after its end, by who may look on, send again, and end it for good. */
bool
outgoing_wants_input(const struct conversation *c)
{
	if (c->answers && c->peer_len == 0 && !c->local->stays)
		return false; /* there is nobody to answer */
	return flow_is_empty(&c->out) &&
	    (c->local->stays || c->out.state == FLOW_OPEN);
}

bool
outgoing_waits(const struct conversation *c)
{
	return !flow_is_empty(&c->out) || c->send_empty;
}

void
outgoing_take(struct conversation *c)
{
	struct local *local = c->local;
	struct flow *out = &c->out;
	ssize_t n;

	/* One read is one datagram, and line ends may double it. */
	if (!flow_make_room(
		out, c->datagram ? 2 * DATAGRAM_SIZE : INPUT_SIZE)) {
		conversation_stop(c, OVER_MEMORY);
		return;
	}
	n = local->ops->read(local, out->data, out->size);
	if (n > 0)
		out->len = (size_t)n;
	else if (n == 0 && out->state != FLOW_OPEN)
		conversation_quit(c);
	else if (n == 0)
		flow_end(out);
	else if (errno != EAGAIN && errno != EINTR)
		conversation_stop(c, OVER_LOCAL);
}

void
outgoing_send(struct conversation *c)
{
	struct flow *out = &c->out;
	ssize_t n;

	c->retry = false;
	while (outgoing_waits(c)) {
		if (c->datagram)
			n = datagram_send(c);
		else
			n = sys_send(c->sys, c->fd, out->data + out->passed,
			    out->len - out->passed, 0);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && would_wait(errno)) {
			c->retry = c->peer.ss_family == AF_UNIX;
			return;
		}
		if (n == -1) {
			conversation_call_failed(c, out);
			return;
		}
		out->passed += (size_t)n;
		c->sent += (unsigned long long)n;
	}
}

/* TCP's word for the end is FIN (RFC 9293). */
void
outgoing_finish(struct conversation *c)
{
	if (c->out.state != FLOW_ENDED || !flow_is_empty(&c->out))
		return;
	c->out.state = FLOW_OVER;
	if (c->closed || c->reset || c->stopped)
		return;
	if (c->no_shutdown || c->datagram) {
		struct note note = { .kind = NOTE_INPUT_ENDED, .fd = c->fd };

		sys_note(c->sys, &note);
	} else if (sys_shutdown(c->sys, c->fd, SHUT_WR) == -1) {
		conversation_call_failed(c, &c->out);
	}
}
