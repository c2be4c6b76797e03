/*
 * connect -z: the verdict on a port. connect.c comes here instead of talk.c.
 */
#include <errno.h>

#include "command/check.h"
#include "option/usage.h"
#include "probe/probe.h"
#include "session/failure.h"
#include "session/report.h"
#include "text/address.h"
#include "text/wrap.h"

/* A datagram that nobody answers says nothing, and one would have to be sent:
   there is no such thing as an open port that can be seen without. */
int
check_options(const struct options *o)
{
	if (!o->udp)
		return 0;
	return usage_error(o->langs,
	    N_("-z: whether a UDP port is open cannot be seen without sending "
	       "to it"));
}

/* "127.0.0.1:1234: open", in each language; our user has chosen the address. */
static void
tell_verdict(struct session *s, struct buf *address, const char *verdict)
{
	struct out *out = &s->screen.out;

	wrap_plain(address->s);
	LANGS_EACH (lang, s->options->langs) {
		struct buf line = { 0 };

		buf_printf(&line, "%s: %s", address->s, tr(lang, verdict));
		out->line(out, MARK_PLAIN, line.s);
	}
}

static int
is_open(struct session *s, int fd)
{
	struct note note = { .kind = NOTE_CONNECTED,
		.fd = fd,
		.source = "getsockname, getpeername" };
	struct buf address = { 0 };
	bool itself;

	probe_addresses(&s->quiet, fd, &note.laddr, &note.raddr);
	if (s->options->verbose > 0)
		sys_note(&s->sys, &note);
	sys_close(&s->sys, fd);
	itself = address_equal(&note.laddr, &note.raddr);
	put_address(&address, &s->peer);
	if (itself)
		tell_verdict(s, &address,
		    N_("refused: nobody is there but this very socket"));
	else
		tell_verdict(s, &address, N_("open"));
	return itself ? 1 : 0;
}

static int
is_silent(struct session *s)
{
	bool asked_for = s->options->wait >= 0;
	struct buf address = { 0 };

	put_endpoint(s->endpoint, &address);
	tell_verdict(s, &address, N_("silent"));
	report_deadline(&s->screen.out, s->options->langs, "connect",
	    s->endpoint, asked_for ? s->options->wait : CHECK_PATIENCE,
	    asked_for);
	report_silence(&s->screen.out, s->options->langs, &s->peer);
	return 1;
}

int
check_verdict(struct session *s, int fd)
{
	struct buf address = { 0 };

	if (fd != -1)
		return is_open(s, fd);
	if (s->wait.end == WAIT_EXPIRED)
		return is_silent(s);
	if (s->wait.end == WAIT_SIGNAL)
		return session_wait_failed(s);
	put_address(&address, &s->sys.failed.addr);
	if (s->sys.failed.id == CALL_CONNECT &&
	    s->sys.failed.err == ECONNREFUSED)
		tell_verdict(s, &address, N_("refused"));
	else if (s->sys.failed.id == CALL_CONNECT &&
	    s->sys.failed.err == ETIMEDOUT)
		tell_verdict(s, &address, N_("silent"));
	return session_failed(s);
}
