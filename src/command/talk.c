/*
 * One conversation from its first note to its exit status. How bytes pass is
 * talk/converse.c's.
 */
#include <errno.h>
#include <stdlib.h>

#include "command/talk.h"
#include "console/commands.h"
#include "console/console.h"
#include "probe/probe.h"
#include "session/report.h"
#include "talk/converse.h"
#include "terminal/streams.h"
#include "text/address.h"

static int
report_outcome(struct session *s, struct conversation *c, enum outcome outcome)
{
	switch (outcome) {
	case OVER:
		return c->reset ? 1 : 0;
	case OVER_SIGNAL:
		return session_take_signal(s);
	case OVER_IDLE:
		report_idle(&s->screen.out, s->narrator.langs,
		    address_is_unnamed(&s->peer) ? &s->own : &s->peer,
		    s->options->idle);
		return 1;
	case OVER_LOCAL:
		return session_file_failed(s, c->local_write_failed, c->err);
	case OVER_MEMORY:
		report_memory(&s->screen.out, s->narrator.langs);
		return 1;
	case OVER_FAILED:
		break;
	}
	return session_failed(s);
}

/* A network's own broadcast address is known by its interface alone. */
static bool
reaches_several(struct session *s, const struct sockaddr_storage *raddr)
{
	struct interfaces *all;
	bool several = address_is_group(raddr);

	if (several || !settings_have(&s->settings, SOL_SOCKET, SO_BROADCAST))
		return several;
	all = malloc(sizeof(*all)); /* large, and seldom wanted */
	if (all == NULL)
		return false;
	probe_interfaces(&s->quiet, all);
	several = interfaces_broadcast(all, raddr);
	free(all);
	return several;
}

/* "connected", with both addresses. */
static void
tell_connected(struct session *s, struct note *note)
{
	probe_addresses(&s->quiet, note->fd, &note->laddr, &note->raddr);
	s->own = note->laddr;
	/* Who reset before we looked has no getpeername(); accept() had it. */
	if (note->raddr.ss_family == 0)
		note->raddr = s->peer;
	s->peer = note->raddr;
	s->scene.to_several = s->options->udp && reaches_several(s, &s->peer);
	sys_note(&s->sys, note);
	session_tell_credentials(s, note->fd);
}

/* Who refused what was sent: for whoever listens, and for the error's text. */
static void
read_errors(struct conversation *c)
{
	struct session *s = c->owner;
	struct note note = {
		.kind = NOTE_ICMP, .fd = c->fd, .source = "MSG_ERRQUEUE"
	};
	int err = errno;

	while (probe_error_queue(&s->quiet, c->fd, &note)) {
		s->sys.failed.offender = note.raddr;
		sys_note(&s->sys, &note);
	}
	errno = err;
}

/* The same error of many forged addresses is told once, but for who typed. */
static void
unanswerable(struct conversation *c)
{
	struct session *s = c->owner;

	if (!c->local->stays && errno == s->unanswerable)
		return;
	s->unanswerable = errno;
	session_failed(s);
	session_say(s,
	    N_("This sender is passed over; others are answered as before."));
}

static void
input_failed(struct conversation *c)
{
	session_input_failed(c->owner, errno);
}

/* That of others, too, is not told each time. */
static void
lost(struct conversation *c)
{
	session_say(c->owner,
	    N_("sockdemo: there was no room for a datagram on its way out; it "
	       "is lost, and others may be"));
}

int
talk(struct session *s, int fd, int listener)
{
	const struct options *o = s->options;
	struct note note = { .fd = fd,
		.kind = listener == -1 ? NOTE_CONNECTED : NOTE_ACCEPTED,
		.source = "getsockname, getpeername" };
	struct conversation c = { .sys = &s->sys,
		.wait = &s->wait,
		.fd = fd,
		.listener = listener,
		.datagram = o->udp,
		.answers = o->udp && !o->command->client,
		.ops = { .input_failed = input_failed,
		    .unanswerable = unanswerable,
		    .lost = lost,
		    .read_errors = o->udp && s->endpoint->path == NULL
			? read_errors
			: NULL },
		.owner = s,
		.read_size = session_read_size(s),
		.idle = o->idle,
		/* What is written down or has boundaries has to be read. */
		.unread =
		    o->read_size == 0 && !o->udp && o->logs == 0 && !o->no_read,
		.exit_on_eof = o->exit_on_eof,
		.no_shutdown = o->no_shutdown,
		.no_read = o->no_read };
	bool prompt = prompt_is_possible();
	struct streams streams;
	struct console console;
	enum outcome outcome;

	clock_gettime(CLOCK_MONOTONIC, &s->since);
	if (c.answers)
		probe_addresses(&s->quiet, fd, &s->own, &s->peer);
	else
		tell_connected(s, &note);
	if (prompt) {
		console_open(&console, s, &c, &prompt_commands);
	} else {
		streams_init(&streams, &s->screen, o->crlf);
		c.local = &streams.local;
	}
	outcome = converse(&c);
	screen_received_all(&s->screen);
	if (prompt)
		console_close(&console);
	note.kind = NOTE_OVER;
	note.sent = c.passed.sent;
	note.received = c.passed.received;
	note.seconds = seconds_since(&s->since);
	sys_note(&s->sys, &note);
	return report_outcome(s, &c, outcome);
}
