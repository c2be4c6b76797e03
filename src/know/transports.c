#include <netinet/in.h>
#include <string.h>

#include "know/sockopts.h"
#include "know/transports.h"
#include "text/address.h"

static void
socket_done(enum lang lang, const struct step *step, struct buf *buf)
{
	int fd = call_made(step->call);

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
		    step_is_v6only(step)
			? tr(lang,
			      "bound to UDP port %u on every IPv6 address of "
			      "this machine: %s; anyone who reaches them can "
			      "send to it")
			: addr->ss_family == AF_INET6
			? tr(lang,
			      "bound to UDP port %u on every address of this "
			      "machine, IPv6 and IPv4: %s; anyone who reaches "
			      "them can send to it")
			: tr(lang,
			      "bound to UDP port %u on every IPv4 address of "
			      "this machine: %s; anyone who reaches them can "
			      "send to it"),
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
	call_address(step->call, &addr);
	if (step_is_unix(step))
		unix_bind_done(lang, step, &addr, buf);
	else
		udp_bind_done(lang, step, &addr, buf);
	return true;
}

/* False: what is set is what it is on a TCP socket. */
static bool
setsockopt_done(enum lang lang, const struct step *step, struct buf *buf)
{
	if (step_keeps_errors(step))
		buf_put(buf,
		    tr(lang,
			"refusals will be kept (ICMP messages), with who sent "
			"them"));
	else if (step_sets(step, SOL_SOCKET, SO_REUSEADDR))
		buf_put(buf,
		    tr(lang,
			sockopt_help(sockopt_of(SOL_SOCKET, SO_REUSEADDR),
			    false, step_is_unix(step))));
	else
		return false;
	return true;
}

static void
send_done(enum lang lang, const struct step *step, struct buf *buf)
{
	struct buf hex = { 0 };
	size_t n;
	const char *data = call_data(step->call, &n);

	put_hex(&hex, data, n);
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
	struct message message;
	struct buf hex = { 0 };
	size_t n, fit;

	call_message(step->call, 0, &message);
	n = message.size;
	fit = message.n;
	put_hex(&hex, message.data, fit);
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
