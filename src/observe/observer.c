/*
 * When the observer looks, and what it has told then. What is known of each
 * socket is in subject.c; what is asked for, in asked.c.
 */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>

#include "call/clock.h"
#include "observe/observer.h"
#include "probe/probe.h"

/* What a kernel, or a container, may not show. */
enum hidden { HIDDEN_TCP_INFO = 1, HIDDEN_DIAG = 2, HIDDEN_COPY = 4 };

/* Once, and briefly. */
static void
tell_hidden(
    struct observer *o, struct sys *sys, enum hidden what, const char *source)
{
	struct note note = { .kind = NOTE_HIDDEN, .fd = -1, .source = source };

	if (o->hidden & what)
		return;
	o->hidden |= what;
	sys_note(sys, &note);
}

static void
tell_state(struct observer *o, struct sys *sys, struct subject *s,
    const struct seen *seen)
{
	struct note note = { .kind = NOTE_STATE,
		.owner = s->owner,
		.fd = s->fd,
		.laddr = s->laddr,
		.raddr = s->raddr,
		.source = seen->source,
		.seen = seen };

	if (seen->state == TCP_SYN_SENT)
		s->syns = seen->field[SEEN_SEGS_OUT];
	sys_note(sys, &note);
	subject_expect(&o->all, s, seen);
}

/* Nothing shows the state: who is to blame depends on what was asked. */
static void
tell_nothing(struct observer *o, struct sys *sys, const struct subject *s)
{
	if (s->at != -1)
		tell_hidden(o, sys, HIDDEN_TCP_INFO, "TCP_INFO");
	else if (o->all.diag.refused)
		tell_hidden(o, sys, HIDDEN_DIAG, "sock_diag");
}

/* The socket that a call is about; the same, if it is known; the one that it
   made. */
static struct subject *
about(struct observer *o, const struct call *call)
{
	return subject_of(&o->all, &call->owner, call_fd(call));
}

static struct subject *
known(struct observer *o, const struct call *call)
{
	return subject_known(&o->all, &call->owner, call_fd(call));
}

static struct subject *
made(struct observer *o, const struct call *call)
{
	return subject_of(&o->all, &call->owner, call_made(call));
}

/* Another program goes on. */
static void
let_go(struct observer *o, const struct call *call)
{
	subject_let_go(&o->all, known(o, call));
	subject_let_go(
	    &o->all, subject_known(&o->all, &call->owner, call_made(call)));
}

static void
look_at(struct observer *o, struct sys *sys, struct subject *s)
{
	struct seen seen;

	if (s == NULL || !subject_is_tcp(s))
		return;
	subject_forget(&o->all, s);
	if (subject_see(&o->all, s, &seen))
		tell_state(o, sys, s, &seen);
	else
		tell_nothing(o, sys, s);
}

/* What there is to tell of each send(): at once, and when it is acknowledged. */
static void
tell_deliveries(struct sys *sys, struct subject *s)
{
	for (int i = 0; i < s->sends->n; i++) {
		struct seen_delivery *d = &s->sends->list[i];
		struct note note = { .kind = NOTE_DELIVERY,
			.fd = s->fd,
			.source = "SO_TIMESTAMPING",
			.delivery = d };

		if (sys != NULL && (!d->told || d->acknowledged != SEEN_NOT))
			sys_note(sys, &note);
		d->told = true;
	}
	sends_forget(s->sends);
}

static void
take_stamps(struct observer *o, struct sys *sys, struct subject *s)
{
	sends_stamp(s->sends, o->all.quiet, s->at);
	tell_deliveries(sys, s);
}

void
observer_take_stamps(struct observer *o, struct sys *sys)
{
	for (size_t fd = 0; fd < o->all.by_fd.size; fd++) {
		struct subject *s = o->all.by_fd.list[fd];

		if (s != NULL && s->sends != NULL)
			take_stamps(o, sys, s);
	}
}

/* An error of the connection's own ends it, both ways: EPOLLHUP. */
unsigned
observer_events_left(struct observer *o, int fd, unsigned events)
{
	const struct subject *s = by_fd_get(&o->all.by_fd, fd);

	if (s == NULL || s->sends == NULL || events & EPOLLHUP)
		return events;
	return events & ~(unsigned)EPOLLERR;
}

static void
look_at_sent(struct observer *o, struct sys *sys, struct subject *s,
    const struct call *call)
{
	if (s == NULL || s->sends == NULL || !call_sends(call->id) ||
	    call->ret <= 0)
		return;
	sends_add(s->sends, (size_t)call->ret, &o->began);
	take_stamps(o, sys, s);
}

/* What waits in it, after bytes passed, or would not; and where the other end
   has no room, when it is asked again. */
static void
look_at_queues(struct observer *o, struct sys *sys, struct subject *s)
{
	struct note note = { .kind = NOTE_QUEUES };
	struct seen seen;

	if (s == NULL || !subject_see_queues(&o->all, s, &seen))
		return;
	note.owner = s->owner;
	note.fd = s->fd;
	note.source = seen.source;
	note.seen = &seen;
	sys_note(sys, &note);
	note.kind = NOTE_WINDOWS;
	if (seen.field[SEEN_SND_WND] == 0 && subject_is_open(s))
		sys_note(sys, &note);
}

/* Who said no: an ICMP message, where one is kept; or nobody who is seen. */
static void
tell_attempt(struct observer *o, struct sys *sys, const struct subject *s,
    const struct call *call)
{
	struct note note = { .kind = NOTE_ATTEMPT,
		.fd = s->fd,
		.err = call->err,
		.seconds = seconds_between(&s->since, &call->ended) };
	struct seen seen;

	if (!s->keeps_errors)
		return;
	seen_clear(&seen);
	seen.field[SEEN_SEGS_OUT] = s->syns;
	probe_error_queue(o->all.quiet, s->at, &note);
	note.seen = &seen;
	sys_note(sys, &note);
}

/* Who connects has the other end's address before getpeername() has. */
static void
look_at_connecting(struct observer *o, struct sys *sys, const struct call *call)
{
	struct subject *s = about(o, call);

	if (s != NULL && s->raddr.ss_family == 0 && call_waits(call)) {
		probe_addresses(o->all.quiet, s->at, &s->laddr, &s->raddr);
		call_address(call, &s->raddr);
	}
	look_at(o, sys, s);
	if (s != NULL && call_failed(call) && !call_waits(call))
		tell_attempt(o, sys, s, call);
}

static void
tell_syn(struct sys *sys, int fd, const struct seen_syn *syn)
{
	struct note note = { .kind = NOTE_SYN,
		.fd = fd,
		.source = "TCP_SAVED_SYN",
		.syn = syn };

	if (syn != NULL)
		sys_note(sys, &note);
}

static void
look_at_accepted(struct observer *o, struct sys *sys, const struct call *call)
{
	const struct subject *listener = known(o, call);
	struct subject *s = made(o, call);

	if (s == NULL)
		return;
	s->accepted = true;
	if (listener != NULL) /* where its way began */
		s->states |= listener->states & 1u << TCP_LISTEN;
	look_at(o, sys, s);
	if (listener != NULL && subject_is_tcp(s))
		tell_syn(sys, s->fd, subject_read_syn(&o->all, s));
}

static void
look_at_arrived(struct observer *o, struct sys *sys, const struct call *call)
{
	struct subject *s = known(o, call);
	struct note note = { .kind = NOTE_DATAGRAM, .datagram = &o->arrival };

	if (s == NULL || !s->keeps_arrivals || !call_receives(call->id) ||
	    call_failed(call))
		return;
	note.fd = s->fd;
	o->arrival.dropped = o->arrival.drops > s->drops;
	if (o->arrival.dropped)
		s->drops = o->arrival.drops;
	sys_note(sys, &note);
}

static void
look_at_closed(struct observer *o, struct sys *sys, const struct call *call)
{
	struct subject *s = known(o, call);

	if (s != NULL)
		look_at(o, sys, subject_closed(&o->all, s));
}

/* A call that only tried leaves all as it was, but for connect()'s; and that
   nothing more can be sent is worth a look. */
static bool
has_happened(const struct call *call)
{
	return !call_failed(call) || !call_waits(call) ||
	    call->id == CALL_CONNECT || call_sends(call->id);
}

/* Bytes passed: of a connection, and not its end. */
static bool
is_about_data(const struct call *call)
{
	if (call_sends(call->id))
		return !call_failed(call) || call_waits(call);
	return call_receives(call->id) && call->ret > 0;
}

/* The state of what it is about, or made. */
static void
look_at_state(struct observer *o, struct sys *sys, const struct call *call)
{
	if (call_row(call->id)->makes == MAKES_CONNECTION)
		look_at_accepted(o, sys, call);
	else if (call_sends(call->id) || call_receives(call->id))
		look_at(o, sys, about(o, call));
	else
		switch (call->id) {
		case CALL_SOCKET:
			look_at(o, sys, made(o, call));
			break;
		case CALL_CONNECT:
			look_at_connecting(o, sys, call);
			break;
		case CALL_CLOSE:
			look_at_closed(o, sys, call);
			break;
		case CALL_LISTEN:
		case CALL_BIND:
		case CALL_SHUTDOWN:
			look_at(o, sys, about(o, call));
			break;
		default:
			break;
		}
}

static void
look(struct looker *looker, struct sys *sys, const struct call *call)
{
	struct observer *o = (struct observer *)looker;

	if (!has_happened(call))
		return;
	look_at_arrived(o, sys, call);
	if (is_about_data(call)) {
		look_at_queues(o, sys, about(o, call));
		look_at_sent(o, sys, known(o, call), call);
	} else {
		look_at_state(o, sys, call);
	}
	let_go(o, call);
	if (o->all.refused)
		tell_hidden(o, sys, HIDDEN_COPY, "pidfd_getfd");
}

static void
closed(
    struct looker *looker, struct sys *sys, const struct owner *owner, int fd)
{
	struct observer *o = (struct observer *)looker;
	struct subject *s = subject_known(&o->all, owner, fd);

	if (s != NULL)
		look_at(o, sys, subject_closed(&o->all, s));
}

/* A connect() that fails clears what it counted. */
static void
begin_to_connect(struct observer *o, struct subject *s)
{
	struct seen seen;

	if (s == NULL || !subject_is_tcp(s))
		return;
	if (s->since.tv_sec == 0)
		clock_gettime(CLOCK_MONOTONIC, &s->since);
	seen_clear(&seen);
	if (probe_tcp_info(o->all.quiet, s->at, &seen))
		s->syns = seen.field[SEEN_SEGS_OUT];
}

/* Its addresses are soon gone. */
static void
see_before_close(struct observer *o, struct subject *s)
{
	struct seen seen;

	if (s != NULL && subject_is_tcp(s))
		subject_see(&o->all, s, &seen);
}

static void
before(struct looker *looker, struct sys *sys, const struct call *call)
{
	struct observer *o = (struct observer *)looker;
	struct subject *s;

	(void)sys;
	if (call_sends(call->id))
		clock_gettime(CLOCK_REALTIME, &o->began);
	s = known(o, call);
	if (s != NULL && s->keeps_arrivals && call_receives(call->id))
		probe_arrival(o->all.quiet, s->at, &o->arrival);
	if (call->id == CALL_CONNECT)
		begin_to_connect(o, about(o, call));
	if (call->id == CALL_CLOSE && s != NULL)
		see_before_close(o, about(o, call));
	let_go(o, call);
}

/* Tells what has changed with no call of ours. */
static void
look_again(struct observer *o, struct sys *sys, struct subject *s)
{
	int state = s->state;
	struct seen seen;

	if (!subject_see(&o->all, s, &seen)) {
		subject_forget(&o->all, s);
		return;
	}
	if (seen.state != state)
		s->looks = 0;
	if (seen.state != state ||
	    (seen.state == TCP_SYN_SENT &&
		seen.field[SEEN_SEGS_OUT] != s->syns))
		tell_state(o, sys, s, &seen);
	else
		subject_expect(&o->all, s, &seen);
}

int
observer_settle(struct observer *o, struct sys *sys)
{
	struct subject *s = o->all.expecting, *next;
	int soonest = -1;

	for (; s != NULL; s = next) {
		next = s->next;
		if (msec_until(&s->due) == 0)
			look_again(o, sys, s);
	}
	for (s = o->all.expecting; s != NULL; s = s->next) {
		int msec = msec_until(&s->due);

		if (soonest == -1 || msec < soonest)
			soonest = msec;
	}
	return soonest;
}

void
observer_init(struct observer *o, struct sys *quiet)
{
	*o = (struct observer){
		.looker = { .before = before, .look = look, .closed = closed }
	};
	subjects_init(&o->all, quiet);
}

void
observer_free(struct observer *o)
{
	subjects_free(&o->all);
}
