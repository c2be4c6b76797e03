/*
 * /state, /queues, /tcp, /syn, /counters: each line is read from the kernel when it is asked for.
 */
#include <netinet/tcp.h>

#include "console/kernel.h"
#include "probe/probe.h"
#include "session/machine.h"
#include "show/show.h"
#include "show/states.h"
#include "text/address.h"

bool
kernel_is_tcp(struct session *s, const char *command)
{
	if (!s->options->udp && s->endpoint->path == NULL)
		return true;
	session_say(s, N_("%s: only TCP has what it shows"), command);
	return false;
}

static void
show(struct session *s, const struct note *note)
{
	show_sight(&s->screen.out, s->narrator.langs, note, NULL);
}

static void
show_way_of(struct session *s, int fd, const struct subject *subject)
{
	const struct socket_info *known = sockets_find(&s->sockets, 0, fd);
	struct way way = { .accepted = subject->accepted || !s->scene.client,
		.connected = subject->raddr.ss_family != 0 ||
		    subject->state == TCP_SYN_SENT,
		.cut = known != NULL && (known->failed || known->resets),
		.state = subject->state,
		.seen = subject->states };

	if (way.state == TCP_LISTEN)
		way.accepted = false;
	show_way(&s->screen.out, s->narrator.langs, &way);
}

/* Where it is on this machine. That it is not shown is no evidence, but of an
   address that nobody else has. */
static void
show_other_end(struct session *s, const struct subject *subject)
{
	struct note note = {
		.kind = NOTE_OTHER_END, .fd = subject->fd, .source = "sock_diag"
	};
	struct seen seen;

	switch (observer_see_other_end(&s->observer, subject, &seen)) {
	case DIAG_FOUND:
		if (seen.field[SEEN_INODE] > 0)
			probe_process(&seen);
		break;
	case DIAG_NONE:
		if (!address_is_loopback(&subject->raddr))
			return;
		break;
	case DIAG_SILENT:
		note.kind = NOTE_HIDDEN;
		break;
	}
	note.seen = &seen;
	show(s, &note);
}

void
kernel_state(struct session *s, int fd, bool closed)
{
	struct note note = { .kind = NOTE_STATE, .fd = closed ? -1 : fd };
	const struct subject *subject;
	struct seen seen;

	if (closed)
		observer_closed(&s->observer, fd, &s->own, &s->peer);
	subject = observer_see(&s->observer, note.fd, &seen);
	if (subject == NULL) {
		note.kind = NOTE_HIDDEN;
		note.source = closed ? "sock_diag" : "TCP_INFO";
		show(s, &note);
		return;
	}
	note.source = seen.source;
	note.laddr = subject->laddr;
	note.raddr = subject->raddr;
	note.seen = &seen;
	show(s, &note);
	show_way_of(s, fd, subject);
	if (seen.state != TCP_LISTEN && subject->raddr.ss_family != 0)
		show_other_end(s, subject);
}

/* The listening socket's connections are no bytes. */
static void
show_rest_of_queues(
    struct session *s, const struct subject *subject, struct note *note)
{
	if (subject_is_open(subject)) {
		note->kind = NOTE_WINDOWS;
		show(s, note);
	}
	if (note->seen->field[SEEN_BACKLOG] != SEEN_NOT)
		return;
	note->kind = NOTE_MEMORY;
	show(s, note);
}

void
kernel_queues(struct session *s, int fd)
{
	struct note note = { .kind = NOTE_QUEUES, .fd = fd };
	const struct subject *subject;
	struct seen seen;

	subject = observer_see_queues(&s->observer, fd, &seen);
	if (subject == NULL) {
		note.kind = NOTE_HIDDEN;
		note.source = "SIOCINQ";
		show(s, &note);
		return;
	}
	note.source = seen.source;
	note.seen = &seen;
	show(s, &note);
	show_rest_of_queues(s, subject, &note);
}

void
kernel_tcp(struct session *s, int fd)
{
	struct note note = { .kind = NOTE_TCP, .fd = fd, .source = "TCP_INFO" };
	struct seen seen;

	if (observer_see_tcp(&s->observer, fd, &seen) == NULL)
		note.kind = NOTE_HIDDEN;
	note.seen = &seen;
	show(s, &note);
}

void
kernel_counters(struct session *s)
{
	struct note note = {
		.kind = NOTE_HIDDEN, .fd = -1, .source = "/proc/net/snmp"
	};
	struct counters now;

	if (!machine_count(&now)) {
		show(s, &note);
		return;
	}
	session_say(s,
	    N_("what the kernel has counted of this whole machine, all "
	       "programs together, since /counters was last typed, or since "
	       "the start:"));
	if (!show_counters(
		&s->screen.out, s->narrator.langs, &s->counters, &now))
		session_say(s, N_("nothing of what /counters shows"));
	s->counters = now;
}

void
kernel_syn(struct session *s, int fd, bool closed)
{
	struct note note = {
		.kind = NOTE_SYN, .fd = fd, .source = "TCP_SAVED_SYN"
	};

	if (closed)
		observer_closed(&s->observer, fd, &s->own, &s->peer);
	note.syn = observer_see_syn(&s->observer, closed ? -1 : fd);
	if (note.syn != NULL)
		show(s, &note);
	else if (s->scene.client)
		session_say(s,
		    N_("/syn: only the server's kernel keeps a SYN, of its "
		       "client"));
	else
		session_say(
		    s, N_("/syn: the SYN was not kept; start with -vvv"));
}
