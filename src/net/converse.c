/*
 * Two flows through one loop. Each has a buffer that is filled only when it is
 * empty: what the receiving side does not take is not read from the sending
 * side, so that TCP slows the sender down instead of us storing its data.
 */
#include <errno.h>
#include <stdlib.h>

#include "net/converse.h"

enum { FLOW_SIZE = 256 * 1024 };

struct flow {
	char *data; /* allocated at first use */
	size_t size;
	size_t len;  /* filled */
	size_t done; /* of it, passed on */
	bool ended;  /* its source has no more */
	bool over;   /* and everything was passed on, or nothing can be */
};

/* The state of one conversation while it runs. */
struct talk {
	struct conversation *c;
	struct flow out; /* from our user to the peer */
	struct flow in;  /* from the peer to our user */
	struct watch socket, local_in, local_out, listener;
	enum outcome outcome;
	bool failed;
	unsigned long long passed; /* both ways, when last looked at */
};

static void
fail(struct talk *talk, enum outcome outcome)
{
	if (talk->failed)
		return; /* the first reason is the one to tell */
	talk->failed = true;
	talk->outcome = outcome;
	talk->c->err = errno;
}

static bool
flow_empty(const struct flow *flow)
{
	return flow->done == flow->len;
}

static bool
flow_room(struct talk *talk, struct flow *flow, size_t size)
{
	if (flow->data == NULL) {
		flow->data = malloc(size);
		flow->size = size;
	}
	if (flow->data == NULL)
		fail(talk, OVER_FAILED);
	flow->len = flow->done = 0;
	return flow->data != NULL;
}

/* Our user -> buffer. */
static void
take_input(struct talk *talk)
{
	struct local *local = talk->c->local;
	ssize_t n;

	if (!flow_room(talk, &talk->out, FLOW_SIZE))
		return;
	n = local->ops->read(local, talk->out.data, talk->out.size);
	if (n > 0)
		talk->out.len = (size_t)n;
	else if (n == 0)
		talk->out.ended = true;
	else if (errno != EAGAIN && errno != EINTR)
		fail(talk, OVER_LOCAL);
}

/* Buffer -> peer. What the kernel cannot take yet, it takes later. */
static void
send_output(struct talk *talk)
{
	struct flow *out = &talk->out;
	ssize_t n;

	while (!flow_empty(out)) {
		n = sys_send(talk->c->sys, talk->c->fd, out->data + out->done,
		    out->len - out->done, 0);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && would_wait(errno))
			return;
		if (n == -1) {
			/* What the peer sent before can still be read. */
			fail(talk, OVER_RESET);
			out->over = true;
			return;
		}
		out->done += (size_t)n;
		talk->c->sent += (unsigned long long)n;
	}
}

/* Peer -> buffer. */
static void
receive(struct talk *talk)
{
	struct flow *in = &talk->in;
	ssize_t n;

	if (!flow_room(talk, in, talk->c->read_size))
		return;
	n = sys_recv(talk->c->sys, talk->c->fd, in->data, in->size, 0);
	if (n > 0) {
		in->len = (size_t)n;
		talk->c->received += (unsigned long long)n;
	} else if (n == 0) {
		in->ended = true;
	} else if (would_wait(errno)) {
		in->ended = talk->failed; /* the last of it was read */
	} else if (errno != EINTR) {
		fail(talk, OVER_RESET);
		in->ended = true;
	}
}

/* Buffer -> our user. */
static void
give_input(struct talk *talk)
{
	struct local *local = talk->c->local;
	struct flow *in = &talk->in;
	ssize_t n;

	while (!flow_empty(in)) {
		n = local->ops->write(
		    local, in->data + in->done, in->len - in->done);
		if (n == -1 && (errno == EAGAIN || errno == EINTR))
			return;
		if (n == -1) {
			talk->c->local_write_failed = true;
			fail(talk, OVER_LOCAL);
			in->over = true;
			return;
		}
		in->done += (size_t)n;
	}
}

/* Our user has ended and all of it was sent: tell the peer (RFC 9293: FIN). */
static void
finish_output(struct talk *talk)
{
	struct conversation *c = talk->c;

	if (talk->out.over || !talk->out.ended || !flow_empty(&talk->out))
		return;
	talk->out.over = true;
	if (c->no_shutdown) {
		struct note note = { .kind = NOTE_INPUT_ENDED, .fd = c->fd };

		sys_note(c->sys, &note);
	} else if (sys_shutdown(c->sys, c->fd, SHUT_WR) == -1) {
		fail(talk, OVER_RESET);
	}
}

/* The peer has ended and our user has all of it. */
static void
finish_input(struct talk *talk)
{
	struct local *local = talk->c->local;

	if (talk->in.over || !talk->in.ended || !flow_empty(&talk->in))
		return;
	talk->in.over = true;
	if (local->leaves_with_peer)
		talk->out.ended = true;
	watch_set(talk->c->wait, &talk->local_out, 0); /* it may be closed */
	if (local->ops->finish(local) == -1) {
		talk->c->local_write_failed = true;
		fail(talk, OVER_LOCAL);
	}
}

static bool
is_over(const struct talk *talk)
{
	if (talk->in.over && talk->out.over)
		return true;
	if (talk->failed) /* to the end with what was received, no further */
		return talk->outcome != OVER_RESET || talk->in.over;
	return talk->c->exit_on_eof && (talk->in.over || talk->out.over);
}

/* What to wait for follows from the two flows' states alone. */
static int
watch(struct talk *talk)
{
	struct flow *in = &talk->in, *out = &talk->out;
	struct wait *wait = talk->c->wait;
	bool more_in = !in->ended && flow_empty(in);
	bool more_out = !out->ended && !out->over && flow_empty(out);
	bool pending_out = !out->over && !flow_empty(out);
	uint32_t socket =
	    (more_in ? EPOLLIN : 0u) | (pending_out ? EPOLLOUT : 0u);

	if (watch_set(wait, &talk->socket, socket) == -1 ||
	    watch_set(wait, &talk->local_in, more_out ? EPOLLIN : 0) == -1 ||
	    watch_set(wait, &talk->local_out,
		flow_empty(in) || in->over ? 0 : EPOLLOUT) == -1)
		return -1;
	return 0;
}

/* Another client that waits is told of once, and not watched any more. */
static void
look_at_listener(struct talk *talk)
{
	struct note note = { .kind = NOTE_QUEUED, .fd = talk->listener.fd };

	if (talk->listener.ready == 0)
		return;
	sys_note(talk->c->sys, &note);
	watch_set(talk->c->wait, &talk->listener, 0);
}

static void
pass(struct talk *talk)
{
	if (talk->local_out.ready != 0)
		give_input(talk);
	if (talk->socket.ready & (EPOLLOUT | EPOLLERR | EPOLLHUP))
		send_output(talk);
	if ((talk->failed ||
		talk->socket.ready & (EPOLLIN | EPOLLERR | EPOLLHUP)) &&
	    !talk->in.ended && flow_empty(&talk->in)) {
		receive(talk);
		give_input(talk);
	}
	if (talk->local_in.ready != 0 && !talk->out.over &&
	    flow_empty(&talk->out)) {
		take_input(talk);
		send_output(talk);
	}
	look_at_listener(talk);
	finish_input(talk);
	finish_output(talk);
}

/* A conversation is idle from the last byte on, either way. */
static void
restart_idle_clock(struct talk *talk)
{
	unsigned long long passed = talk->c->sent + talk->c->received;

	if (talk->c->idle < 0 || passed == talk->passed)
		return;
	talk->passed = passed;
	wait_limit(talk->c->wait, talk->c->idle);
}

static void
stop_waiting(struct talk *talk)
{
	static const enum outcome outcomes[] = { [WAIT_FAILED] = OVER_FAILED,
		[WAIT_EXPIRED] = OVER_IDLE,
		[WAIT_SIGNAL] = OVER_SIGNAL };

	fail(talk, outcomes[talk->c->wait->end]);
}

static void
loop(struct talk *talk)
{
	struct watch *watches[] = { &talk->socket, &talk->local_in,
		&talk->local_out, &talk->listener };

	while (!is_over(talk)) {
		/* After a failure, what has come is read to its end, and
		   nothing more is waited for but our user to take it. */
		bool reading = talk->failed && flow_empty(&talk->in);

		if (!reading &&
		    (watch(talk) == -1 ||
			wait_any(talk->c->wait, watches, 4) == -1)) {
			stop_waiting(talk);
			return;
		}
		pass(talk);
		restart_idle_clock(talk);
	}
}

enum outcome
converse(struct conversation *c)
{
	struct talk talk = {
		.c = c,
		.socket.fd = c->fd,
		.local_in.fd = c->local->in,
		.local_out.fd = c->local->out,
		.listener.fd = c->listener,
		.outcome = OVER,
	};

	wait_limit(c->wait, c->idle);
	if (c->listener != -1 &&
	    watch_set(c->wait, &talk.listener, EPOLLIN) == -1)
		stop_waiting(&talk);
	else
		loop(&talk);
	watch_set(c->wait, &talk.socket, 0);
	watch_set(c->wait, &talk.local_in, 0);
	watch_set(c->wait, &talk.local_out, 0);
	watch_set(c->wait, &talk.listener, 0);
	free(talk.out.data);
	free(talk.in.data);
	return talk.outcome;
}
