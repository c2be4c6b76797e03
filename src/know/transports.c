#include <netinet/in.h>
#include <string.h>

#include "know/transports.h"
#include "text/address.h"

static void
address_of_call(const struct call *call, struct sockaddr_storage *addr)
{
	int i = call_arg_index(call->id, ARG_ADDR);

	memset(addr, 0, sizeof(*addr));
	memcpy(addr, call->arg[i].ptr, (size_t)call->arg[i + 1].num);
}

static void
socket_done(enum lang lang, const struct step *step, struct buf *buf)
{
	int fd = (int)step->call->ret;

	if (step_is_unix(step) && step_is_datagram(step))
		buf_printf(buf,
		    tr(lang,
			"a Unix-domain socket for datagrams, number %d; what "
			"passes stays on this machine"),
		    fd);
	else if (step_is_unix(step))
		buf_printf(buf,
		    tr(lang,
			"a Unix-domain socket, number %d; what passes stays "
			"on this machine"),
		    fd);
	else if (step->socket->family == AF_INET6)
		buf_printf(buf,
		    tr(lang,
			"a UDP socket over IPv6, number %d; it has no address "
			"yet"),
		    fd);
	else
		buf_printf(buf,
		    tr(lang,
			"a UDP socket over IPv4, number %d; it has no address "
			"yet"),
		    fd);
}

static void
unix_bind_done(enum lang lang, const struct step *step,
    const struct sockaddr_storage *addr, struct buf *buf)
{
	struct buf name = { 0 };

	put_address(&name, addr);
	if (step->client)
		buf_put(buf,
		    tr(lang,
			"no name was given, so the kernel chooses one: the "
			"other end can answer"));
	else if (address_is_path(addr))
		buf_printf(buf,
		    tr(lang,
			"made the file %s, where other programs find this "
			"socket"),
		    name.s);
	else
		buf_printf(buf,
		    tr(lang,
			"the socket has the name %s now, of the abstract "
			"kind: there is no file"),
		    name.s);
}

static void
udp_bind_done(enum lang lang, const struct step *step,
    const struct sockaddr_storage *addr, struct buf *buf)
{
	unsigned port = address_port(addr);
	struct buf list = { 0 };

	if (address_is_any(addr))
		put_interfaces(lang, step, addr->ss_family, &list);
	else
		put_host(&list, addr);
	if (port == 0)
		buf_printf(buf,
		    tr(lang,
			"bound, on a free UDP port that the kernel chose, on "
			"%s"),
		    list.s);
	else if (address_is_any(addr))
		buf_printf(buf,
		    tr(lang,
			"bound to UDP port %u on every address of this "
			"machine: %s; anyone who reaches them can send to it"),
		    port, list.s);
	else if (address_is_loopback(addr))
		buf_printf(buf,
		    tr(lang,
			"bound to UDP port %u on %s: only programs on this "
			"machine can send to it"),
		    port, list.s);
	else
		buf_printf(buf,
		    tr(lang,
			"bound to UDP port %u on %s: anyone who reaches that "
			"address can send to it"),
		    port, list.s);
}

static bool
bind_done(enum lang lang, const struct step *step, struct buf *buf)
{
	struct sockaddr_storage addr;

	if (step->client && !step_is_unix(step))
		return false;
	address_of_call(step->call, &addr);
	if (step_is_unix(step))
		unix_bind_done(lang, step, &addr, buf);
	else
		udp_bind_done(lang, step, &addr, buf);
	return true;
}

static bool
setsockopt_done(enum lang lang, const struct step *step, struct buf *buf)
{
	long level = step->call->arg[1].num, option = step->call->arg[2].num;

	if (!(level == IPPROTO_IP && option == IP_RECVERR) &&
	    !(level == IPPROTO_IPV6 && option == IPV6_RECVERR))
		return false;
	buf_put(buf,
	    tr(lang,
		"refusals will be kept (ICMP messages), with who sent them"));
	return true;
}

static void
send_done(enum lang lang, const struct step *step, struct buf *buf)
{
	size_t n = (size_t)step->call->ret;
	struct buf hex = { 0 };

	put_hex(&hex, step->call->arg[1].ptr, n);
	if (n == 0)
		buf_put(buf, tr(lang, "an empty datagram: it is sent as well"));
	else
		buf_printf(buf,
		    trn(lang, "a datagram of %zu byte: %s",
			"a datagram of %zu bytes: %s", n),
		    n, hex.s);
}

static void
recv_done(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct call *call = step->call;
	size_t n = (size_t)call->ret, fit = call_received(call);
	struct buf hex = { 0 };

	put_hex(&hex, call->arg[1].ptr, fit);
	if (n == 0)
		buf_put(
		    buf, tr(lang, "an empty datagram came; it ends nothing"));
	else if (fit < n)
		buf_printf(buf,
		    tr(lang,
			"a datagram of %zu bytes, of which %zu fit; the "
			"others are lost: %s"),
		    n, fit, hex.s);
	else
		buf_printf(buf,
		    trn(lang, "a datagram of %zu byte, whole: %s",
			"a datagram of %zu bytes, whole: %s", n),
		    n, hex.s);
}

bool
transport_sentence(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct call *call = step->call;

	if (call->id == CALL_UNLINK) {
		buf_put(buf,
		    tr(lang,
			"the file is removed; it was only the way to the "
			"socket"));
		return true;
	}
	if (!step_is_unix(step) && !step_is_datagram(step))
		return false;
	if (call->id == CALL_SOCKET)
		socket_done(lang, step, buf);
	else if (call->id == CALL_BIND)
		return bind_done(lang, step, buf);
	else if (call->id == CALL_SETSOCKOPT)
		return setsockopt_done(lang, step, buf);
	else if (step_is_datagram(step) && call_sends(call->id))
		send_done(lang, step, buf);
	else if (step_is_datagram(step) && call_receives(call->id))
		recv_done(lang, step, buf);
	else
		return false;
	return true;
}

/* "sockdemo connect -U /tmp/a.sock": what to type, to reach a socket here. */
static void
put_command(const struct step *step, const struct sockaddr_storage *laddr,
    struct buf *buf)
{
	const struct interfaces *own = step->interfaces;
	bool any = address_is_any(laddr), elsewhere = false;
	struct buf host = { 0 };

	buf_put(buf, "sockdemo");
	buf_printf(buf, " connect%s%s ", step_is_datagram(step) ? " -u" : "",
	    step_is_unix(step) ? " -U" : "");
	if (step_is_unix(step)) {
		put_address(buf, laddr);
		return;
	}
	elsewhere = any && own != NULL && own->n > 0 && !own->list[0].loopback;
	if (elsewhere)
		put_host(&host, &own->list[0].addr);
	else if (any)
		buf_put(&host, "127.0.0.1");
	else
		put_host(&host, laddr);
	buf_printf(buf, "%s %u", host.s, address_port(laddr));
}

bool
transport_waiting(enum lang lang, const struct step *step, struct buf *buf)
{
	struct buf command = { 0 };

	if (!step_is_unix(step) || step->call->id != CALL_ACCEPT)
		return false;
	put_command(step, &step->socket->laddr, &command);
	buf_printf(buf,
	    tr(lang, "waiting for a client; in another terminal: %s"),
	    command.s);
	return true;
}

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

	put_command(step, &step->note->laddr, &command);
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
waiting_status(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct sockaddr_storage *laddr = &step->note->laddr;
	struct buf where = { 0 }, command = { 0 };

	put_address(&where, laddr);
	put_command(step, laddr, &command);
	if (step->note->kind == NOTE_LISTENING)
		buf_printf(buf,
		    tr(lang,
			"listening on %s; waiting for a client (Ctrl-C ends)"),
		    where.s);
	else
		buf_printf(buf,
		    tr(lang,
			"bound to %s; waiting for a datagram (Ctrl-C ends)"),
		    where.s);
	buf_put(buf, "\n");
	if (step_is_unix(step) || !address_is_any(laddr) ||
	    strstr(command.s, " 127.0.0.1 ") != NULL)
		buf_printf(buf, tr(lang, "in another terminal: %s"), command.s);
	else
		buf_printf(
		    buf, tr(lang, "on the other machine: %s"), command.s);
}

static bool
note_status(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct note *note = step->note;
	struct buf raddr = { 0 };

	put_short_address(&raddr, &note->raddr);
	switch (note->kind) {
	case NOTE_LISTENING:
	case NOTE_BOUND:
		waiting_status(lang, step, buf);
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

	if (!step_is_unix(step) && !step_is_datagram(step))
		return false;
	if (call == NULL)
		return note_status(lang, step, buf);
	if (!step_is_datagram(step) || !call_receives(call->id))
		return false;
	if (!call_failed(call) &&
	    (call->ret == 0 || (size_t)call->ret > call_received(call)))
		recv_done(lang, step, buf);
	return true;
}

static enum why
why_datagram(const struct step *step)
{
	const struct call *call = step->call;

	if (call_sends(call->id))
		return step_is_unix(step) ? WHY_DATAGRAM_SEND : WHY_UDP_SEND;
	if (call_receives(call->id))
		return call->ret == 0 ? WHY_DATAGRAM_EMPTY : WHY_DATAGRAM_RECV;
	if (call->id == CALL_CLOSE)
		return WHY_DATAGRAM_CLOSE;
	if (call->id == CALL_SOCKET)
		return step_is_unix(step) ? WHY_UNIX_DATAGRAM_SOCKET
					  : WHY_UDP_SOCKET;
	if (call->id == CALL_BIND)
		return step->client ? WHY_COUNT : WHY_UDP_BIND;
	if (call->id == CALL_SETSOCKOPT && call->arg[2].num != IPV6_V6ONLY)
		return WHY_UDP_ERRORS;
	return WHY_COUNT;
}

static enum why
why_unix(const struct step *step)
{
	struct sockaddr_storage addr;

	switch (step->call->id) {
	case CALL_SOCKET:
		return WHY_UNIX_SOCKET;
	case CALL_BIND:
		address_of_call(step->call, &addr);
		return step->client          ? WHY_UNIX_NAMELESS
		    : address_is_path(&addr) ? WHY_UNIX_BIND
					     : WHY_UNIX_ABSTRACT;
	case CALL_SEND:
		return WHY_UNIX_SEND;
	case CALL_RECV:
		return step->call->ret > 0 ? WHY_UNIX_RECV : WHY_COUNT;
	case CALL_CLOSE:
		return step->socket->role == ROLE_LISTENER ? WHY_COUNT
							   : WHY_UNIX_CLOSE;
	default:
		return WHY_COUNT;
	}
}

/* WHY_COUNT, within: as for TCP. */
bool
transport_why(const struct step *step, enum why *why)
{
	const struct call *call = step->call;

	*why = WHY_COUNT;
	if (call != NULL && call->id == CALL_UNLINK)
		*why = WHY_UNIX_UNLINK;
	else if (call == NULL && step->note->kind == NOTE_CONNECTED &&
	    step_is_datagram(step))
		*why = step_is_unix(step) ? WHY_NONE : WHY_UDP_CONNECT;
	else if (call != NULL && step_is_unix(step) &&
	    (!step_is_datagram(step) || call->id == CALL_BIND))
		*why = why_unix(step);
	else if (call != NULL && step_is_datagram(step))
		*why = why_datagram(step);
	return *why != WHY_COUNT;
}
