#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>

#include "know/reach.h"
#include "know/sockopts.h"
#include "know/steps.h"
#include "know/transports.h"
#include "text/address.h"
#include "text/safe.h"
#include "text/utf8.h"

static void
getaddrinfo_done(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct call *call = step->call;
	const struct addrinfo *ai = call_found(call);
	struct buf list = { 0 };
	unsigned n = 0;
	char name[256];

	for (; ai != NULL; ai = ai->ai_next, n++) {
		struct sockaddr_storage addr = { 0 };

		memcpy(&addr, ai->ai_addr, ai->ai_addrlen);
		buf_put(&list, n > 0 ? ", " : "");
		put_host(&list, &addr);
	}
	if (call_string(call) == NULL)
		return;
	safe_name(call_string(call), name, sizeof(name));
	/* TRANSLATORS: how many addresses, of which name, and their list */
	buf_printf(buf,
	    trn(lang, "%u address was found for %s: %s",
		"%u addresses were found for %s, tried in this order: %s", n),
	    n, name, list.s);
}

static void
socket_done(enum lang lang, const struct step *step, struct buf *buf)
{
	int fd = call_made(step->call);

	if (call_number(step->call, ARG_FAMILY) == AF_INET6)
		buf_printf(buf,
		    tr(lang,
			"a TCP socket over IPv6, number %d; it has no address "
			"yet"),
		    fd);
	else
		buf_printf(buf,
		    tr(lang,
			"a TCP socket over IPv4, number %d; it has no address "
			"yet"),
		    fd);
}

/* What the option decides; of the two that sockdemo sets itself, what that
   does. */
static void
setsockopt_done(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct call *call = step->call;
	const struct sockopt_row *row;
	struct option_value option;
	int value;

	call_option(call, &option);
	row = sockopt_of(option.level, option.option);
	value = option_int(&option);
	if (call_sets(call, IPPROTO_IPV6, IPV6_V6ONLY) && value == 0)
		buf_put(
		    buf, tr(lang, "this IPv6 socket serves IPv4 clients too"));
	else if (!call_sets(call, SOL_SOCKET, SO_REUSEADDR) || value == 0)
		buf_put(buf, row != NULL ? tr(lang, row->help) : "");
	else if (step->client)
		buf_put(buf,
		    tr(lang,
			"lets this end take its port again at once, for "
			"another connection"));
	else
		buf_put(buf,
		    tr(lang,
			"lets the server restart at once on the same port"));
}

static void
client_bind_done(
    enum lang lang, const struct sockaddr_storage *addr, struct buf *buf)
{
	unsigned port = address_port(addr);
	struct buf host = { 0 };

	put_host(&host, addr);
	if (address_is_any(addr) && port == 0)
		buf_put(buf,
		    tr(lang,
			"this end will have a free port that the kernel chose; "
			"its address is chosen when it connects"));
	else if (address_is_any(addr))
		buf_printf(buf,
		    tr(lang,
			"this end will have port %u; the kernel chooses its "
			"address when it connects"),
		    port);
	else if (port == 0)
		buf_printf(buf,
		    tr(lang,
			"this end will have the address %s, and a port that "
			"the kernel chooses"),
		    host.s);
	else
		buf_printf(buf,
		    tr(lang, "this end will have the address %s and port %u"),
		    host.s, port);
}

/* Port 0: the kernel chose one, which the listening line shows. */
static void
any_port_bind_done(enum lang lang, const struct step *step,
    const struct sockaddr_storage *addr, struct buf *buf)
{
	bool ipv6 = addr->ss_family == AF_INET6;
	struct buf list = { 0 };

	if (!address_is_any(addr)) {
		put_host(&list, addr);
		buf_printf(buf,
		    tr(lang,
			"bound to %s, on a free port that the kernel "
			"chose"),
		    list.s);
		return;
	}
	put_interfaces(lang, step, addr->ss_family, &list);
	buf_printf(buf,
	    step_is_v6only(step)
		? tr(lang,
		      "bound, on a free port that the kernel chose, on every "
		      "IPv6 address of this machine: %s; anyone who reaches "
		      "them can connect")
		: ipv6
		? tr(lang,
		      "bound, on a free port that the kernel chose, on every "
		      "address of this machine, IPv6 and IPv4: %s; anyone who "
		      "reaches them can connect")
		: tr(lang,
		      "bound, on a free port that the kernel chose, on every "
		      "IPv4 address of this machine: %s; anyone who reaches "
		      "them can connect"),
	    list.s);
}

static void
server_bind_done(enum lang lang, const struct step *step,
    const struct sockaddr_storage *addr, struct buf *buf)
{
	unsigned port = address_port(addr);
	bool ipv6 = addr->ss_family == AF_INET6;
	struct buf list = { 0 };

	if (address_is_any(addr)) {
		put_interfaces(lang, step, addr->ss_family, &list);
		buf_printf(buf,
		    step_is_v6only(step)
			? tr(lang,
			      "bound to port %u on every IPv6 address of this "
			      "machine: %s; anyone who reaches them can "
			      "connect")
			: ipv6
			? tr(lang,
			      "bound to port %u on every address of this "
			      "machine, IPv6 and IPv4: %s; anyone who reaches "
			      "them can connect")
			: tr(lang,
			      "bound to port %u on every IPv4 address of this "
			      "machine: %s; anyone who reaches them can "
			      "connect"),
		    port, list.s);
		return;
	}
	put_host(&list, addr);
	if (address_is_loopback(addr))
		buf_printf(buf,
		    tr(lang,
			"bound to port %u on %s: only programs on this "
			"machine can connect"),
		    port, list.s);
	else
		buf_printf(buf,
		    tr(lang,
			"bound to port %u on %s: anyone who reaches that "
			"address can connect"),
		    port, list.s);
}

static void
bind_done(enum lang lang, const struct step *step, struct buf *buf)
{
	struct sockaddr_storage addr;

	call_address(step->call, &addr);
	if (step->client)
		client_bind_done(lang, &addr, buf);
	else if (address_port(&addr) == 0)
		any_port_bind_done(lang, step, &addr, buf);
	else
		server_bind_done(lang, step, &addr, buf);
}

static void
listen_done(enum lang lang, const struct step *step, struct buf *buf)
{
	(void)step;
	buf_put(buf,
	    tr(lang, "clients can connect from now on, even before accept()"));
}

static void
accept_done(enum lang lang, const struct step *step, struct buf *buf)
{
	int listener = call_fd(step->call);
	int fd = call_made(step->call);

	buf_printf(buf,
	    tr(lang,
		"a new socket, %d, for this client only; %d is still "
		"listening"),
	    fd, listener);
}

/* One line of text, as a person types it: characters can be counted. */
static bool
is_a_line(const char *s, size_t n, size_t *characters)
{
	size_t at = 0, count = 0;
	uint32_t cp;

	while (at < n && s[at] != '\n') {
		int len = utf8_decode(s + at, n - at, &cp);

		if (len <= 0 || !safe_char(cp))
			return false;
		at += (size_t)len;
		count++;
	}
	*characters = count;
	return count > 0 && at + 1 >= n;
}

static void
send_done(enum lang lang, const struct step *step, struct buf *buf)
{
	size_t n, asked = call_asked(step->call), characters;
	const char *data = call_data(step->call, &n);
	struct buf hex = { 0 };

	put_hex(&hex, data, n);
	if (n < asked)
		buf_printf(buf,
		    tr(lang,
			"the kernel took %zu of %zu bytes, as many as it has "
			"room for; the rest has to wait"),
		    n, asked);
	else if (n == 1 || !is_a_line(data, n, &characters))
		buf_printf(buf, trn(lang, "%zu byte: %s", "%zu bytes: %s", n),
		    n, hex.s);
	else if (data[n - 1] == '\n')
		buf_printf(buf,
		    trn(lang,
			"%zu character and the newline became %zu bytes: %s",
			"%zu characters and the newline became %zu bytes: %s",
			characters),
		    characters, n, hex.s);
	else
		buf_printf(buf,
		    trn(lang, "%zu character became %zu bytes: %s",
			"%zu characters became %zu bytes: %s", characters),
		    characters, n, hex.s);
}

void
put_their_end(enum lang lang, const struct step *step, struct buf *buf)
{
	if (step->prompt && !step->exit_on_eof && !step->many &&
	    step->socket != NULL && !step->socket->sent_end)
		buf_put(buf,
		    tr(lang,
			"the other end finished sending; you can still send "
			"(Ctrl-D ends)"));
	else
		buf_put(buf,
		    tr(lang,
			"the other end has finished sending; there is nothing "
			"more to read"));
}

static void
recv_done(enum lang lang, const struct step *step, struct buf *buf)
{
	size_t n, most = call_asked(step->call);
	const char *data = call_data(step->call, &n);
	struct buf hex = { 0 };

	if (n == 0) {
		put_their_end(lang, step, buf);
		return;
	}
	put_hex(&hex, data, n);
	buf_printf(buf,
	    trn(lang, "%zu byte read, of at most %zu: %s",
		"%zu bytes read, of at most %zu: %s", n),
	    n, most, hex.s);
	if (utf8_whole(data, n) < n)
		buf_printf(buf, "\n%s",
		    tr(lang,
			"as UTF-8, the last character is not whole: its other "
			"bytes may come with the next recv()"));
}

/*
 * From a socket, or from the pipe that a splice from a socket has filled. What
 * passed was not read, so there is nothing of it to show.
 */
static void
splice_done(enum lang lang, const struct step *step, struct buf *buf)
{
	unsigned long n = (unsigned long)step->call->ret;
	int to = call_fd_to(step->call);

	if (n == 0)
		buf_put(
		    buf, tr(lang, "nothing could be moved: recv() says why"));
	else if (step->socket != NULL)
		buf_printf(buf,
		    trn(lang,
			"%lu byte moved from socket %d into a pipe, %d, inside "
			"the kernel: sockdemo does not read what it moves",
			"%lu bytes moved from socket %d into a pipe, %d, "
			"inside the kernel: sockdemo does not read what it moves",
			n),
		    n, step->socket->fd, to);
	else
		buf_printf(buf,
		    trn(lang, "%lu byte moved on from the pipe to %d",
			"%lu bytes moved on from the pipe to %d", n),
		    n, to);
}

static void
pipe2_done(enum lang lang, const struct step *step, struct buf *buf)
{
	const int *fds = call_arg(step->call, ARG_PIPE_OUT)->ptr;

	if (fds == NULL)
		return;
	buf_printf(buf, tr(lang, "a pipe: what is put into %d comes out of %d"),
	    fds[1], fds[0]);
}

static void
shutdown_done(enum lang lang, const struct step *step, struct buf *buf)
{
	if (step->socket != NULL && step->socket->got_end)
		buf_put(buf,
		    tr(lang,
			"this end has finished sending, as the other "
			"end had already"));
	else
		buf_put(buf,
		    tr(lang,
			"this end has finished sending; it can still "
			"receive"));
}

static void
close_done(enum lang lang, const struct step *step, struct buf *buf)
{
	int fd = call_fd(step->call);

	if (step->socket == NULL)
		return; /* not a socket's */
	if (step->socket->role == ROLE_LISTENER)
		buf_printf(buf,
		    tr(lang,
			"socket %d no longer listens; the number %d can be "
			"used again"),
		    fd, fd);
	else
		buf_printf(buf,
		    tr(lang,
			"socket %d is closed; the number %d can be used "
			"again"),
		    fd, fd);
}

static void
fcntl_done(enum lang lang, const struct step *step, struct buf *buf)
{
	long command = call_number(step->call, ARG_FCNTL);
	int fd = call_fd(step->call);

	if (command == F_SETFL)
		buf_printf(buf,
		    tr(lang,
			"from now on, a call on socket %d that would wait "
			"returns at once, with EAGAIN or EINPROGRESS"),
		    fd);
	else if (command == F_DUPFD)
		buf_put(buf,
		    tr(lang,
			"sockdemo's own descriptors are 100 and above, out of "
			"the way of the sockets'"));
}

void
step_sentence(enum lang lang, const struct step *step, struct buf *buf)
{
	static void (*const done[CALL_COUNT])(
	    enum lang, const struct step *, struct buf *) = {
		[CALL_GETADDRINFO] = getaddrinfo_done,
		[CALL_SOCKET] = socket_done,
		[CALL_SETSOCKOPT] = setsockopt_done,
		[CALL_BIND] = bind_done,
		[CALL_LISTEN] = listen_done,
		[CALL_ACCEPT] = accept_done,
		[CALL_SEND] = send_done,
		[CALL_RECV] = recv_done,
		[CALL_SPLICE] = splice_done,
		[CALL_SHUTDOWN] = shutdown_done,
		[CALL_CLOSE] = close_done,
		[CALL_FCNTL] = fcntl_done,
		[CALL_PIPE2] = pipe2_done,
	};

	if (transport_sentence(lang, step, buf))
		return;
	if (done[step->call->id] != NULL)
		done[step->call->id](lang, step, buf);
}

/* What to type on the other side, to meet a socket that listens there. */
static void
waiting_for_client(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct sockaddr_storage *laddr = &step->socket->laddr;
	struct buf command = { 0 };

	if (step->own_denied &&
	    (address_is_any(laddr) || address_is_loopback(laddr))) {
		buf_put(buf,
		    tr(lang,
			"waiting for a client; programs of this machine are "
			"not served (--allow, --deny)"));
		return;
	}
	put_connect(step, laddr, &command);
	buf_printf(buf,
	    tr(lang, "waiting for a client; in another terminal: %s"),
	    command.s);
}

void
step_waiting(enum lang lang, const struct step *step, struct buf *buf)
{
	char name[256];

	switch (step->call->id) {
	case CALL_GETADDRINFO:
		if (call_string(step->call) == NULL)
			return;
		safe_name(call_string(step->call), name, sizeof(name));
		buf_printf(
		    buf, tr(lang, "asking which addresses %s has"), name);
		break;
	case CALL_ACCEPT:
		if (step->socket != NULL)
			waiting_for_client(lang, step, buf);
		break;
	default:
		break;
	}
}
