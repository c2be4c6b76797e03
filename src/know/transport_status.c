/*
 * What is told of notes, and where no calls are told, of UDP and of Unix-domain
 * sockets.
 */
#include "know/reach.h"
#include "know/transports.h"
#include "text/address.h"

static void
datagram_connected(enum lang lang, const struct step *step, struct buf *buf)
{
	struct buf raddr = { 0 };

	put_address(&raddr, &step->note->raddr);
	buf_printf(buf,
	    tr(lang,
		"connect() sent nothing: what is sent here goes to %s from "
		"now on, and only what comes from there is received"),
	    raddr.s);
}

static void
sender(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct note *note = step->note;
	struct buf raddr = { 0 };

	put_short_address(&raddr, &note->raddr);
	if (address_is_unnamed(&note->raddr))
		buf_put(buf,
		    tr(lang,
			"the sender has no address, so that it cannot be "
			"answered"));
	else if (note->first)
		buf_printf(buf,
		    tr(lang,
			"%s sent the first datagram; what is sent here goes "
			"to whoever sent last"),
		    raddr.s);
	else
		buf_printf(buf,
		    tr(lang,
			"now it was %s that sent: what is sent here goes "
			"there from now on"),
		    raddr.s);
}

/* Of listen -k: what comes from an address for the first time is a client's. */
static void
new_client(enum lang lang, const struct note *note, struct buf *buf)
{
	struct buf raddr = { 0 };

	put_short_address(&raddr, &note->raddr);
	if (address_is_unnamed(&note->raddr))
		buf_printf(buf,
		    tr(lang,
			"client %u is whoever has no address: they cannot be "
			"answered, nor told apart"),
		    note->client);
	else
		buf_printf(buf,
		    tr(lang, "client %u, %s, sent its first datagram"),
		    note->client, raddr.s);
}

/* Of many senders; false: what is told of any other socket is right. */
static bool
of_senders(enum lang lang, const struct note *note, struct buf *buf)
{
	if (note->kind != NOTE_FULL && note->client == 0)
		return false;
	switch (note->kind) {
	case NOTE_FULL:
		buf_put(buf,
		    tr(lang,
			"there is room for no more clients (--max-clients): "
			"from now on each new one takes the place of the one "
			"that has been quiet for the longest"));
		return true;
	case NOTE_SENDER:
		new_client(lang, note, buf);
		return true;
	case NOTE_OVER:
		buf_printf(buf,
		    tr(lang,
			"client %u is forgotten, and is not told; if it sends "
			"again, it is a new one"),
		    note->client);
		return true;
	default:
		return false;
	}
}

static void
refused(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct note *note = step->note;
	bool port = note->raddr.ss_family == AF_INET6
	    ? note->icmp_type == 1 && note->icmp_code == 4
	    : note->icmp_type == 3 && note->icmp_code == 3;
	struct buf host = { 0 };

	put_host(&host, &note->raddr);
	if (port)
		buf_printf(buf,
		    tr(lang,
			"%s said so: port unreachable (ICMP type %u, code "
			"%u)"),
		    host.s, note->icmp_type, note->icmp_code);
	else
		buf_printf(buf, tr(lang, "%s said so: ICMP type %u, code %u"),
		    host.s, note->icmp_type, note->icmp_code);
}

static void
stale(enum lang lang, const struct step *step, struct buf *buf)
{
	struct buf path = { 0 };

	put_address(&path, &step->note->raddr);
	buf_printf(buf,
	    tr(lang,
		"%s was left behind: no program has its socket any more, so "
		"it is replaced"),
	    path.s);
}

static void
bound(enum lang lang, const struct step *step, struct buf *buf)
{
	struct buf command = { 0 };

	put_connect(step, &step->note->laddr, &command);
	buf_printf(buf,
	    tr(lang,
		"no listen(), no accept(): there are no connections; waiting "
		"for a datagram; in another terminal: %s"),
	    command.s);
}

bool
transport_note(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct note *note = step->note;
	struct buf raddr = { 0 };

	if (step_is_datagram(step) && of_senders(lang, note, buf))
		return true;
	switch (note->kind) {
	case NOTE_BOUND:
		bound(lang, step, buf);
		return true;
	case NOTE_SENDER:
		sender(lang, step, buf);
		return true;
	case NOTE_CREDENTIALS:
		buf_printf(buf,
		    tr(lang, "the other end: process %ld, user %u, group %u"),
		    note->pid, note->uid, note->gid);
		return true;
	case NOTE_ICMP:
		refused(lang, step, buf);
		return true;
	case NOTE_STALE:
		stale(lang, step, buf);
		return true;
	case NOTE_SILENCE:
		if (!step_is_unix(step))
			return false;
		buf_put(buf,
		    tr(lang,
			"the server's queue is full, and there will be room "
			"when it calls accept() (Ctrl-C ends)"));
		return true;
	case NOTE_INPUT_ENDED:
		if (!step_is_datagram(step))
			return false;
		buf_put(buf,
		    tr(lang,
			"there is nothing more to send; datagrams are still "
			"received (Ctrl-C ends)"));
		return true;
	case NOTE_CONNECTED:
		if (step_is_datagram(step)) {
			datagram_connected(lang, step, buf);
			return true;
		}
		if (!step_is_unix(step))
			return false;
		put_address(&raddr, &note->raddr);
		buf_printf(buf, tr(lang, "connected to %s"), raddr.s);
		return true;
	default:
		return false;
	}
}

bool
transport_addresses(enum lang lang, const struct step *step, struct buf *buf)
{
	if (!step_is_unix(step))
		return false;
	if (address_is_unnamed(&step->note->raddr))
		buf_put(buf,
		    tr(lang,
			"this end, and the other end, which needs no name of "
			"its own"));
	else
		buf_put(buf, tr(lang, "this end, and the other end"));
	return true;
}

static void
bound_status(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct sockaddr_storage *laddr = &step->note->laddr;
	struct buf where = { 0 };

	put_address(&where, laddr);
	buf_printf(buf,
	    tr(lang, "bound to %s; waiting for a datagram (Ctrl-C ends)"),
	    where.s);
	buf_put(buf, "\n");
	put_try(lang, step, laddr, buf);
}

static bool
note_status(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct note *note = step->note;
	struct buf raddr = { 0 };

	put_short_address(&raddr, &note->raddr);
	switch (note->kind) {
	case NOTE_BOUND:
		bound_status(lang, step, buf);
		return true;
	case NOTE_ACCEPTED:
		buf_put(buf, tr(lang, "a client connected"));
		return true;
	case NOTE_CONNECTED:
		if (!step_is_datagram(step))
			return false;
		buf_printf(buf,
		    tr(lang,
			"what is sent goes to %s; whether anybody is there is "
			"not known yet"),
		    raddr.s);
		return true;
	case NOTE_OVER:
		if (step_is_datagram(step))
			buf_put(buf, tr(lang, "the socket is closed"));
		else if (step->client || !step->socket->got_end)
			buf_put(buf, tr(lang, "the connection is closed"));
		else
			buf_put(
			    buf, tr(lang, "the client closed the connection"));
		return true;
	default:
		return false;
	}
}

bool
transport_status(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct call *call = step->call;
	struct message message;

	if (!step_is_unix(step) && !step_is_datagram(step))
		return false;
	if (call == NULL && step->note->client == 0)
		return note_status(lang, step, buf);
	if (call == NULL) /* of many: by its number, as any other */
		return step_is_datagram(step) &&
		    of_senders(lang, step->note, buf);
	if (!step_is_datagram(step) || !call_receives(call->id))
		return false;
	if (call_message(call, 0, &message) &&
	    (message.size == 0 || message.size > message.n))
		transport_sentence(lang, step, buf);
	return true;
}
