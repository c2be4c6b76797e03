/*
 * Two flows through one loop. Each has a buffer that is filled only when it is
 * empty: what the receiving side does not take is not read from the sending
 * side, so that TCP slows the sender down instead of us storing its data.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "net/close.h"
#include "net/converse.h"
#include "net/datagram.h"

enum { FLOW_SIZE = 256 * 1024, RETRY = 20 /* milliseconds */ };

/* The first reason to stop is the one to tell. */
static void
stop(struct conversation *c, enum outcome outcome)
{
	if (c->stopped)
		return;
	c->stopped = true;
	c->outcome = outcome;
	c->err = errno;
}

/* A call on the socket failed: it is of no more use in that direction. */
static void
fail(struct conversation *c, struct flow *flow)
{
	/* EPIPE after an end of our own says nothing of the peer. */
	if (errno == ECONNRESET || (errno == EPIPE && !c->out.over))
		c->reset = true;
	if (c->read_errors != NULL)
		c->read_errors(c);
	if (!c->local->stays) {
		flow->over = true;
		stop(c, OVER_FAILED);
		return;
	}
	/* Who looks on may send again, and see what that gives. */
	flow->len = flow->done = 0;
	c->send_empty = false;
	c->failed(c);
}

static bool
flow_empty(const struct flow *flow)
{
	return flow->done == flow->len;
}

static bool
flow_room(struct conversation *c, struct flow *flow, size_t size)
{
	if (flow->data == NULL) {
		flow->data = malloc(size);
		flow->size = size;
	}
	if (flow->data == NULL)
		stop(c, OVER_MEMORY);
	flow->len = flow->done = 0;
	return flow->data != NULL;
}

/* Our user -> buffer. */
static void
take_input(struct conversation *c)
{
	struct local *local = c->local;
	ssize_t n;

	/* One read is one datagram, and line ends may double it. */
	if (!flow_room(c, &c->out, c->datagram ? 2 * DATAGRAM_SIZE : FLOW_SIZE))
		return;
	n = local->ops->read(local, c->out.data, c->out.size);
	if (n > 0)
		c->out.len = (size_t)n;
	else if (n == 0 && c->out.ended)
		conversation_quit(c);
	else if (n == 0)
		c->out.ended = true;
	else if (errno != EAGAIN && errno != EINTR)
		stop(c, OVER_LOCAL);
}

/* Buffer -> peer. What the kernel cannot take yet, it takes later. */
static void
send_output(struct conversation *c)
{
	struct flow *out = &c->out;
	ssize_t n;

	c->retry = false;
	while (!flow_empty(out) || c->send_empty) {
		if (c->datagram)
			n = datagram_send(c);
		else
			n = sys_send(c->sys, c->fd, out->data + out->done,
			    out->len - out->done, 0);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && would_wait(errno)) {
			c->retry = c->peer.ss_family == AF_UNIX;
			return;
		}
		if (n == -1) {
			fail(c, out);
			return;
		}
		out->done += (size_t)n;
		c->sent += (unsigned long long)n;
	}
}

/* Peer -> buffer, or where it need not be read: peer -> pipe. */
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

static void
receive(struct conversation *c)
{
	struct flow *in = &c->in;
	ssize_t n;

	if (!flow_room(c, in, c->read_size))
		return;
	n = c->datagram ? datagram_receive(c) : receive_some(c);
	if (n > 0) {
		in->len = (size_t)n;
		c->received += (unsigned long long)n;
	} else if (n == 0) {
		in->ended = !c->datagram;
	} else if (would_wait(errno)) {
		if (c->read_errors != NULL && c->socket.ready & EPOLLERR)
			c->read_errors(c);
		in->ended = c->stopped; /* the last of it was read */
	} else if (errno != EINTR) {
		in->ended = !c->datagram || !c->local->stays;
		fail(c, in);
	}
}

static ssize_t
give_some(struct conversation *c)
{
	struct local *local = c->local;
	struct flow *in = &c->in;
	size_t left = in->len - in->done;

	return in->bypassed
	    ? bypass_give(&c->bypass, left)
	    : local->ops->write(local, in->data + in->done, left);
}

/* Buffer or pipe -> our user. */
static void
give_input(struct conversation *c)
{
	struct local *local = c->local;
	struct flow *in = &c->in;
	ssize_t n;

	while (!flow_empty(in)) {
		n = give_some(c);
		if (n == -1 && (errno == EAGAIN || errno == EINTR))
			return;
		if (n == -1) {
			c->local_write_failed = true;
			stop(c, OVER_LOCAL);
			in->over = true;
			return;
		}
		in->done += (size_t)n;
		c->given += (unsigned long long)n;
	}
	if (c->datagram && local->ops->boundary != NULL)
		local->ops->boundary(local);
}

/* Our user has ended and all of it was sent: tell the peer (RFC 9293: FIN). */
static void
finish_output(struct conversation *c)
{
	if (c->out.over || !c->out.ended || !flow_empty(&c->out))
		return;
	c->out.over = true;
	if (c->closed || c->reset || c->stopped)
		return;
	if (c->no_shutdown || c->datagram) {
		struct note note = { .kind = NOTE_INPUT_ENDED, .fd = c->fd };

		sys_note(c->sys, &note);
	} else if (sys_shutdown(c->sys, c->fd, SHUT_WR) == -1) {
		fail(c, &c->out);
	}
}

/* The peer has ended and our user has all of it. */
static void
finish_input(struct conversation *c)
{
	struct local *local = c->local;

	if (c->in.over || !c->in.ended || !flow_empty(&c->in))
		return;
	c->in.over = true;
	if (local->leaves_with_peer)
		c->out.ended = true;
	watch_set(c->wait, &c->local_out, 0); /* it may be closed */
	if (local->ops->finish(local) == -1) {
		c->local_write_failed = true;
		stop(c, OVER_LOCAL);
	}
}

/* Whether our user's input is read: also after its end, by who may look on,
   send again, and end it for good. */
static bool
wants_input(const struct conversation *c)
{
	if (c->answers && c->peer_len == 0 && !c->local->stays)
		return false; /* there is nobody to answer */
	return flow_empty(&c->out) &&
	    (c->local->stays || (!c->out.ended && !c->out.over));
}

static bool
is_over(const struct conversation *c)
{
	if (c->in.over && c->out.over)
		return true;
	if (c->stopped) /* to the end with what was received, no further */
		return c->outcome != OVER_FAILED || c->in.over;
	return c->exit_on_eof && (c->in.over || c->out.over);
}

/* What to wait for follows from the two flows' states alone. */
static int
watch(struct conversation *c)
{
	bool more_in = !c->in.ended && flow_empty(&c->in);
	bool pending_in = !c->in.over && !flow_empty(&c->in);
	bool pending_out =
	    (!flow_empty(&c->out) || c->send_empty) && !c->stopped && !c->retry;
	uint32_t socket =
	    (more_in ? EPOLLIN : 0u) | (pending_out ? EPOLLOUT : 0u);

	if (watch_set(c->wait, &c->socket, c->closed ? 0 : socket) == -1 ||
	    watch_set(c->wait, &c->local_in, wants_input(c) ? EPOLLIN : 0) ==
		-1 ||
	    watch_set(c->wait, &c->local_out, pending_in ? EPOLLOUT : 0) == -1)
		return -1;
	return 0;
}

/* Another client that waits is told of once, and not watched any more. */
static void
look_at_others(struct conversation *c)
{
	struct note note = { .kind = NOTE_QUEUED, .fd = c->others.fd };

	if (c->others.ready == 0)
		return;
	sys_note(c->sys, &note);
	watch_set(c->wait, &c->others, 0);
}

static void
pass(struct conversation *c)
{
	const uint32_t gone = EPOLLERR | EPOLLHUP;

	if (c->local_out.ready != 0)
		give_input(c);
	if (c->socket.ready & (EPOLLOUT | gone) || c->retry)
		send_output(c);
	if ((c->stopped || c->socket.ready & (EPOLLIN | gone)) &&
	    !c->in.ended && flow_empty(&c->in)) {
		receive(c);
		give_input(c);
	}
	if ((c->local_in.ready != 0 || c->local->pending) && wants_input(c)) {
		take_input(c);
		send_output(c);
	}
	look_at_others(c);
	finish_input(c);
	finish_output(c);
}

/* A conversation is idle from the last byte on, either way. */
static void
restart_idle_clock(struct conversation *c)
{
	/* Datagrams may be empty; and our user may be slow to take things. */
	unsigned long long passed =
	    c->sent + c->received + c->datagrams + c->given;

	if (c->idle < 0 || passed == c->passed)
		return;
	c->passed = passed;
	wait_limit(c->wait, c->idle);
}

/* Returns whether to go on all the same. */
static bool
wait_ended(struct conversation *c)
{
	static const enum outcome outcomes[] = { [WAIT_FAILED] = OVER_FAILED,
		[WAIT_EXPIRED] = OVER_IDLE,
		[WAIT_SIGNAL] = OVER_SIGNAL };
	struct local *local = c->local;

	if (c->wait->end == WAIT_SIGNAL && local->ops->signal != NULL &&
	    local->ops->signal(local))
		return true;
	/* Nothing but time ends datagrams, once our user has. */
	if (c->wait->end == WAIT_EXPIRED && c->datagram && c->out.over)
		stop(c, OVER);
	stop(c, outcomes[c->wait->end]);
	return false;
}

static int
wait_for_any(struct conversation *c)
{
	struct watch *watches[] = { &c->socket, &c->local_in, &c->local_out,
		&c->others };
	struct local *local = c->local;
	int msec = local->ops->settle != NULL ? local->ops->settle(local) : -1;

	if (c->retry && (msec == -1 || msec > RETRY))
		msec = RETRY;
	if (local->pending && c->local_in.events != 0)
		msec = 0;
	return wait_any(c->wait, watches, 4, msec);
}

static void
loop(struct conversation *c)
{
	while (!is_over(c)) {
		/* After a failure, what has come is read to its end, and
		   nothing more is waited for but our user to take it. */
		bool reading = c->stopped && flow_empty(&c->in);

		if (!reading && (watch(c) == -1 || wait_for_any(c) == -1) &&
		    !wait_ended(c))
			return;
		pass(c);
		restart_idle_clock(c);
	}
}

enum outcome
converse(struct conversation *c)
{
	c->socket.fd = c->fd;
	c->local_in.fd = c->local->in;
	c->local_out.fd = c->local->out;
	c->others.fd = c->listener;
	bypass_init(&c->bypass, c->sys,
	    c->unread && c->local->splices ? c->local->out : -1);
	c->outcome = OVER;
	wait_limit(c->wait, c->idle);
	if (c->listener == -1 || watch_set(c->wait, &c->others, EPOLLIN) == 0)
		loop(c);
	else
		wait_ended(c);
	watch_set(c->wait, &c->local_in, 0);
	watch_set(c->wait, &c->local_out, 0);
	watch_set(c->wait, &c->others, 0);
	conversation_close(c);
	bypass_close(&c->bypass);
	free(c->out.data);
	free(c->in.data);
	return c->outcome;
}

void
conversation_close(struct conversation *c)
{
	if (c->closed)
		return;
	watch_set(c->wait, &c->socket, 0);
	sys_close(c->sys, c->fd);
	c->closed = true;
	c->in.ended = true;
	c->in.len = c->in.done = 0;
	if (c->local->stays) /* until our user ends it once more */
		c->out.ended = c->out.over = false;
}

void
conversation_reset(struct conversation *c)
{
	if (c->closed)
		return;
	net_reset_on_close(c->sys, c->fd);
	conversation_close(c);
}

void
conversation_halfclose(struct conversation *c)
{
	c->out.ended = true;
}

void
conversation_send_empty(struct conversation *c)
{
	c->send_empty = true;
}

void
conversation_quit(struct conversation *c)
{
	stop(c, OVER);
}
