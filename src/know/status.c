/*
 * What is told of notes, and of the few calls that a person at a terminal
 * cares for when no calls are told.
 */
#include "know/reach.h"
#include "know/sockopts.h"
#include "know/steps.h"
#include "know/transports.h"
#include "text/address.h"

/* "3.2 s", and "3,2 s" where the comma is the decimal sign. */
static void
put_seconds(enum lang lang, double seconds, struct buf *buf)
{
	unsigned long tenths = (unsigned long)(seconds * 10 + 0.5);

	buf_printf(buf, "%lu%s%lu s", tenths / 10, lang_decimal_sign(lang),
	    tenths % 10);
}

static void
connected(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct note *note = step->note;
	struct buf raddr = { 0 };

	put_address(&raddr, &note->raddr);
	if (address_equal(&note->laddr, &note->raddr))
		buf_printf(buf,
		    tr(lang,
			"the socket is connected to itself: both ends are %s, "
			"because the port it was given is the one that it "
			"asked for"),
		    raddr.s);
	else if (step->socket != NULL && step->socket->bound)
		buf_printf(buf, tr(lang, "connected to %s"), raddr.s);
	else
		buf_printf(buf,
		    tr(lang,
			"connected to %s; the kernel chose port %u for this "
			"end"),
		    raddr.s, address_port(&note->laddr));
}

/* One of many came, or left. */
static void
of_many(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct note *note = step->note;
	const struct socket_info *s = step->socket;
	struct buf raddr = { 0 };

	if (note->pid != 0)
		buf_printf(&raddr, "pid %ld", note->pid);
	else
		put_short_address(&raddr, &note->raddr);
	if (note->kind == NOTE_ACCEPTED)
		buf_printf(buf, tr(lang, "client %u connected: %s"),
		    note->client, raddr.s);
	else if (s != NULL && s->reset && s->family == AF_UNIX)
		buf_printf(buf,
		    tr(lang,
			"client %u closed the connection with data unread"),
		    note->client);
	else if (s != NULL && s->reset)
		buf_printf(buf, tr(lang, "client %u cut the connection (RST)"),
		    note->client);
	else if (s != NULL && s->got_end)
		buf_printf(buf, tr(lang, "client %u closed the connection"),
		    note->client);
	else
		buf_printf(buf,
		    tr(lang, "the connection of client %u is closed"),
		    note->client);
}

/* Why the kernel holds another value than was asked for. */
static void
option_differs(
    enum lang lang, const struct option_value *option, struct buf *buf)
{
	const struct sockopt_row *row =
	    sockopt_of(option->level, option->option);

	if (!option->differs)
		return;
	if (row != NULL && row->differs != NULL)
		buf_put(buf, tr(lang, row->differs));
	else
		buf_put(buf,
		    tr(lang,
			"the kernel took another value than was asked for"));
}

static void
refused(enum lang lang, const struct note *note, struct buf *buf)
{
	struct buf raddr = { 0 };

	put_short_address(&raddr, &note->raddr);
	buf_printf(buf,
	    tr(lang,
		"client %s is not served (--allow, --deny): its connection is "
		"closed at once"),
	    raddr.s);
}

void
step_note(enum lang lang, const struct step *step, struct buf *buf)
{
	if (transport_note(lang, step, buf))
		return;
	switch (step->note->kind) {
	case NOTE_ACCEPTED:
	case NOTE_OVER:
		if (step->note->client != 0)
			of_many(lang, step, buf);
		break;
	case NOTE_FULL:
		buf_put(buf,
		    tr(lang,
			"another client is waiting, and will be served when "
			"one of these leaves (--max-clients)"));
		break;
	case NOTE_NEXT:
		buf_put(buf, tr(lang, "there is another address to try"));
		break;
	case NOTE_CONNECTED:
		connected(lang, step, buf);
		break;
	case NOTE_SILENCE:
		buf_put(buf,
		    tr(lang,
			"no answer so far: the machine may be off, a firewall "
			"may drop what is sent to it, or the server's queue "
			"may be full (Ctrl-C ends)"));
		break;
	case NOTE_QUEUED:
		buf_put(buf,
		    tr(lang,
			"another client is waiting; only one is served, and "
			"the other will be cut off in the end"));
		break;
	case NOTE_INPUT_ENDED:
		if (step->many) {
			buf_put(buf,
			    tr(lang,
				"this end finished sending, to every client; "
				"they can still send, and others can come "
				"(Ctrl-C ends)"));
			break;
		}
		buf_put(buf,
		    tr(lang,
			"there is nothing more to send; the other end is not "
			"told (--no-shutdown)"));
		break;
	case NOTE_STALLED:
		buf_put(buf,
		    tr(lang,
			"the other end takes nothing more; what is typed waits "
			"until it reads"));
		break;
	case NOTE_UNSENT:
		buf_put(buf,
		    tr(lang,
			"1 MiB waits to be sent already; what was typed last "
			"is not sent"));
		break;
	case NOTE_REFUSED:
		refused(lang, step->note, buf);
		break;
	case NOTE_OPTION:
		option_differs(lang, step->note->option, buf);
		break;
	default:
		break;
	}
}

void
step_addresses(enum lang lang, const struct step *step, struct buf *buf)
{
	struct buf plain = { 0 };

	if (step->note->kind != NOTE_ACCEPTED ||
	    transport_addresses(lang, step, buf))
		return;
	put_short_address(&plain, &step->note->raddr);
	if (address_is_mapped(&step->note->raddr))
		buf_printf(buf,
		    tr(lang,
			"this end, and the other end: an IPv4 client, %s, as "
			"an IPv6 socket shows it"),
		    plain.s);
	else
		buf_put(buf,
		    tr(lang,
			"this end, and the other end, whose port its kernel "
			"usually chooses"));
}

void
step_who_ended(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct socket_info *s = step->socket;

	if (s == NULL || s->reset)
		return;
	if (s->first_end == END_THEIRS)
		buf_put(buf, tr(lang, "the other end finished first"));
	else if (s->first_end == END_OURS)
		buf_put(buf,
		    tr(lang,
			"this end finished before it saw the other one "
			"finish"));
}

void
step_totals(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct note *note = step->note;
	struct buf seconds = { 0 };

	put_seconds(lang, note->seconds, &seconds);
	buf_printf(buf, tr(lang, "bytes sent: %llu; received: %llu; time: %s"),
	    note->sent, note->received, seconds.s);
}

static void
status_over(enum lang lang, const struct step *step, struct buf *buf)
{
	struct buf raddr = { 0 };

	put_short_address(&raddr, &step->note->raddr);
	if (step->client)
		buf_printf(
		    buf, tr(lang, "the connection to %s is closed"), raddr.s);
	else if (step->socket != NULL && step->socket->got_end)
		buf_printf(
		    buf, tr(lang, "client %s closed the connection"), raddr.s);
	else
		buf_printf(buf,
		    tr(lang, "the connection of client %s is closed"), raddr.s);
}

static void
listening(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct sockaddr_storage *laddr = &step->note->laddr;
	struct buf where = { 0 };

	put_address(&where, laddr);
	buf_printf(buf,
	    tr(lang, "listening on %s; waiting for a client (Ctrl-C ends)"),
	    where.s);
	buf_put(buf, "\n");
	put_try(lang, step, laddr, buf);
}

static void
status_note(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct note *note = step->note;
	struct buf raddr = { 0 };

	put_short_address(&raddr, &note->raddr);
	if (note->kind == NOTE_LISTENING)
		listening(lang, step, buf);
	else if (note->client != 0)
		of_many(lang, step, buf);
	else if (note->kind == NOTE_ACCEPTED)
		buf_printf(buf, tr(lang, "client %s connected"), raddr.s);
	else if (note->kind == NOTE_CONNECTED &&
	    !address_equal(&note->laddr, &note->raddr))
		buf_printf(buf, tr(lang, "connected to %s"), raddr.s);
	else if (note->kind == NOTE_OVER)
		status_over(lang, step, buf);
	else if (note->kind != NOTE_NEXT && note->kind != NOTE_OPTION)
		step_note(lang, step, buf);
}

void
step_status(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct call *call = step->call;
	const struct socket_info *s = step->socket;

	if (transport_status(lang, step, buf))
		return;
	if (call == NULL)
		status_note(lang, step, buf);
	else if (call_failed(call) || s == NULL || step->many)
		return;
	else if (call->id == CALL_RECV && call->ret == 0 && !s->sent_end)
		put_their_end(lang, step, buf);
	else if (call->id == CALL_SHUTDOWN && !s->got_end && !step->exit_on_eof)
		buf_put(buf,
		    tr(lang,
			"this end finished sending; waiting for the other end "
			"to finish"));
}
