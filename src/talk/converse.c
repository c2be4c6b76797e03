/*
 * The loop of a conversation: two flows (flow.h), each with its steps
 * (outgoing.h, incoming.h). A round of it: what to wait for follows from the
 * flows' states; then whoever is ready makes a step.
 */
#include <stdlib.h>

#include "call/clock.h"
#include "talk/converse.h"
#include "talk/incoming.h"
#include "talk/outgoing.h"

enum { RETRY = 20 /* milliseconds */ };

static bool
is_over(const struct conversation *c)
{
	bool in_over = c->in.state == FLOW_OVER;
	bool out_over = c->out.state == FLOW_OVER;

	if (in_over && out_over)
		return true;
	if (c->stopped) /* to the end with what was received, no further */
		return c->outcome != OVER_FAILED || in_over;
	return c->exit_on_eof && (in_over || out_over);
}

/* What to wait for follows from the two flows' states alone. */
static int
watch(struct conversation *c)
{
	bool sending = outgoing_can_go(c) && !c->stopped;
	uint32_t socket =
	    (incoming_wants_more(c) ? EPOLLIN : 0u) | (sending ? EPOLLOUT : 0u);
	uint32_t local_in = outgoing_wants_input(c) ? EPOLLIN : 0;
	uint32_t local_out = incoming_waits(c) ? EPOLLOUT : 0;

	if (watch_set(c->wait, &c->socket, c->closed ? 0 : socket) == -1 ||
	    watch_set(c->wait, &c->local_in, local_in) == -1 ||
	    watch_set(c->wait, &c->local_out, local_out) == -1)
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
	c->others.ready = 0; /* the next round may be without a wait */
}

/*
 * One round. A buffer is emptied before it is filled, so that what became
 * possible is done in this round already.
 */
static void
pass(struct conversation *c)
{
	const uint32_t gone = EPOLLERR | EPOLLHUP;
	uint32_t socket = c->socket.ready;

	/* What our user or the peer would not take before, now is taken, and
	   makes room. An error makes a socket ready too: send() has it. */
	if (c->local_out.ready != 0)
		incoming_give(c);
	if (socket & (EPOLLOUT | gone) || c->retry)
		outgoing_send(c);
	/* The peer goes before our user, who may close the socket with what it
	   sent still in it. After a failure nobody says that it is ready: it
	   is read until there is nothing more. */
	if (c->stopped || socket & (EPOLLIN | gone))
		incoming_pass(c);
	if ((c->local_in.ready != 0 || c->local->pending) &&
	    outgoing_wants_input(c)) {
		bool waits = outgoing_waits(c);
		size_t asked = c->asked;

		outgoing_take(c);
		if (!waits)
			outgoing_send(c);
		if (c->asked != asked)
			incoming_pass(c);
	}
	look_at_others(c);
	/* Ends are passed on behind the bytes, and the peer's first: it may be
	   our user's too (local->leaves_with_peer). */
	incoming_finish(c);
	outgoing_finish(c);
}

/* A conversation is idle from the last byte on, either way. */
static void
restart_idle_clock(struct conversation *c)
{
	/* Datagrams may be empty; and our user may be slow to take things. */
	unsigned long long passed = c->passed.sent + c->passed.received +
	    c->passed.datagrams + c->passed.given;

	if (c->idle < 0 || passed == c->when_idle_began)
		return;
	c->when_idle_began = passed;
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
	if (c->wait->end == WAIT_EXPIRED && c->datagram &&
	    c->out.state == FLOW_OVER)
		conversation_stop(c, OVER);
	conversation_stop(c, outcomes[c->wait->end]);
	return false;
}

static int
wait_for_any(struct conversation *c)
{
	struct watch *watches[] = { &c->socket, &c->local_in, &c->local_out,
		&c->others };
	struct local *local = c->local;
	int msec = outgoing_speak_up(c);

	if (local->ops->settle != NULL)
		msec = msec_sooner(msec, local->ops->settle(local));
	if (c->retry)
		msec = msec_sooner(msec, RETRY);
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
		bool reading = c->stopped && flow_is_empty(&c->in);

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
	free(c->typed.data);
	queue_forget(&c->typed.entered);
	return c->outcome;
}
