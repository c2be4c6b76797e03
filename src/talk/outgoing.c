/*
 * The steps of what is sent: from our user, into the kernel, and then the end
 * by shutdown(). converse.c says when.
 */
#include <errno.h>
#include <stdlib.h>

#include "net/bind.h"
#include "talk/datagram.h"
#include "talk/outgoing.h"

enum { INPUT_SIZE = 1024 * 1024, STALL = 1000 /* milliseconds */ };

/* One read is one datagram, and line ends may double it. */
static size_t
input_size(const struct conversation *c)
{
	return c->datagram ? 2 * DATAGRAM_SIZE : INPUT_SIZE;
}

/* Whoever types sees what a send without a receiver gives. */
static bool
has_receiver(const struct conversation *c)
{
	return !c->answers || c->peer.len > 0 || c->local->stays;
}

/* Also after its end, by who may look on, send again, and end it for good. */
bool
outgoing_wants_input(const struct conversation *c)
{
	if (c->local->away)
		return false;
	if (c->local->stays)
		return true;
	return c->out.state == FLOW_OPEN && flow_is_empty(&c->out) &&
	    has_receiver(c);
}

bool
outgoing_waits(const struct conversation *c)
{
	return !flow_is_empty(&c->out) || c->send_empty ||
	    !queue_is_empty(&c->typed.entered);
}

bool
outgoing_can_go(const struct conversation *c)
{
	return outgoing_waits(c) && has_receiver(c) && !c->retry;
}

/* Where the next input goes to; NULL where there is no memory. */
static char *
room(struct conversation *c)
{
	if (c->local->stays) {
		if (c->typed.data == NULL)
			c->typed.data = malloc(input_size(c));
		return c->typed.data;
	}
	return flow_make_room(&c->out, input_size(c)) ? c->out.data : NULL;
}

/* A paste that is too much is told of once, not for each of its lines. */
static void
refuse(struct conversation *c)
{
	struct note note = { .kind = NOTE_UNSENT, .fd = c->fd };

	if (!c->typed.refusing)
		sys_note(c->sys, &note);
	c->typed.refusing = c->local->pending;
}

static void
keep(struct conversation *c, const char *data, size_t n)
{
	if (!c->local->stays) {
		c->out.len = n;
	} else if (queue_is_full_for(&c->typed.entered, n)) {
		refuse(c);
	} else {
		c->typed.refusing = false;
		if (!queue_add(&c->typed.entered, data, n))
			conversation_stop(c, OVER_MEMORY);
	}
}

/* Nothing to send is no reason to stop receiving; but who types has no other
   end than this terminal. */
static void
input_failed(struct conversation *c)
{
	if (c->local->stays) {
		conversation_stop(c, OVER_LOCAL);
		return;
	}
	c->ops.input_failed(c);
	flow_end(&c->out);
}

void
outgoing_take(struct conversation *c)
{
	struct local *local = c->local;
	char *data = room(c);
	ssize_t n;

	if (data == NULL) {
		conversation_stop(c, OVER_MEMORY);
		return;
	}
	n = local->ops->read(local, data, input_size(c));
	if (n > 0)
		keep(c, data, (size_t)n);
	else if (n == 0 && c->out.state != FLOW_OPEN)
		conversation_quit(c);
	else if (n == 0)
		flow_end(&c->out);
	else if (errno != EAGAIN && errno != EINTR)
		input_failed(c);
}

/* Has what is to be sent next stand in the buffer. Returns false when there is
   nothing. */
static bool
next(struct conversation *c)
{
	struct flow *out = &c->out;

	if (!flow_is_empty(out) || c->send_empty)
		return true;
	if (queue_is_empty(&c->typed.entered))
		return false;
	if (!flow_make_room(out, input_size(c))) {
		conversation_stop(c, OVER_MEMORY);
		return false;
	}
	out->len = queue_take(&c->typed.entered, out->data);
	c->send_empty = out->len == 0;
	return true;
}

/* It was not taken now; from the first time on, it waits. */
static void
wait_to_send(struct conversation *c)
{
	c->retry = c->peer.addr.ss_family == AF_UNIX;
	if (!c->stall.now)
		clock_gettime(CLOCK_MONOTONIC, &c->stall.since);
	c->stall.now = true;
}

/*
 * There was no room for it, mostly in the queue of the network interface. The
 * kernel says so only of a socket that keeps errors, and just drops those of
 * others (send(2)). No event tells when there is room again, and a datagram may
 * be lost further on anyway.
 */
static void
lose(struct conversation *c)
{
	flow_drop(&c->out);
	c->send_empty = c->stall.now = false;
	if (!c->lost_told)
		c->ops.lost(c);
	c->lost_told = true;
}

void
outgoing_send(struct conversation *c)
{
	struct flow *out = &c->out;
	ssize_t n;

	c->retry = false;
	while (has_receiver(c) && next(c)) {
		if (c->datagram)
			n = datagram_send(c);
		else
			n = sys_send(c->sys, c->fd, out->data + out->passed,
			    out->len - out->passed, 0);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && would_wait(errno)) {
			wait_to_send(c);
			return;
		}
		if (n == -1 && c->ops.read_errors != NULL && errno == ENOBUFS) {
			lose(c);
			continue;
		}
		if (n == -1 && datagram_turn_away(c))
			continue;
		if (n == -1) {
			conversation_call_failed(c, out);
			return;
		}
		out->passed += (size_t)n;
		c->passed.sent += (unsigned long long)n;
		c->stall.now = false;
	}
	c->stall.told = false;
}

int
outgoing_speak_up(struct conversation *c)
{
	struct note note = { .kind = NOTE_STALLED, .fd = c->fd };
	int msec;

	if (!c->local->stays || !c->stall.now || c->stall.told)
		return -1;
	msec = STALL - msec_since(&c->stall.since);
	if (msec > 0)
		return msec;
	c->stall.told = true;
	sys_note(c->sys, &note);
	return -1;
}

/* TCP's word for the end is FIN (RFC 9293). */
void
outgoing_finish(struct conversation *c)
{
	if (c->out.state != FLOW_ENDED || outgoing_waits(c))
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
