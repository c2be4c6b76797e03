/*
 * Why each call is there: what it is for, what would differ without it, what
 * a beginner expects wrongly. Sources: the man pages, RFC 9293 (TCP).
 */
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "know/steps.h"
#include "text/address.h"

static const char *const texts[WHY_COUNT] = {
	[WHY_GETADDRINFO] =
	    N_("sockets take numbers, not names; a name may have several "
	       "addresses, of IPv4 and IPv6, and each is tried in turn until "
	       "one can be used"),
	[WHY_SOCKET] =
	    N_("a program talks over the network through sockets; this one is "
	       "no connection yet; SOCK_STREAM makes it TCP; its number is a "
	       "descriptor, as 0, 1 and 2 are those of standard input, output "
	       "and error"),
	[WHY_REUSEADDR] =
	    N_("without it, bind() fails with EADDRINUSE while connections "
	       "of an earlier run are in TIME_WAIT (60 s on Linux); it does "
	       "not let two programs listen on the same port"),
	[WHY_BOTH_FAMILIES] =
	    N_("IPv4 clients appear with addresses such as "
	       "::ffff:127.0.0.1; otherwise a second socket would be needed "
	       "for them"),
	[WHY_BIND_ANY] =
	    N_("a server usually chooses its port, since its clients have to "
	       "know it; 0.0.0.0 (or ::) is the address of no machine: here "
	       "it stands for all those of this one"),
	[WHY_BIND_ONE] =
	    N_("a server usually chooses its port, since its clients have to "
	       "know it; whoever asks for another address of this machine does "
	       "not reach this server"),
	[WHY_BIND_CLIENT] =
	    N_("a client does not need bind(): connect() chooses an address "
	       "and a free port for it"),
	[WHY_LISTEN] =
	    N_("the number is not how many clients can be served: it is how "
	       "many connections may wait for accept() (Linux lets in one "
	       "more); listen() itself does not wait"),
	[WHY_ACCEPT] =
	    N_("the kernel had already made the connection; accept() only "
	       "takes it from the queue, as a new socket for this client "
	       "alone"),
	[WHY_CONNECT] =
	    N_("connect() returns when the other end's kernel has answered; "
	       "the program there need not have called accept() yet"),
	[WHY_SEND] =
	    N_("the kernel took the bytes to send; they may not have arrived "
	       "yet, and nothing here says that they will"),
	[WHY_RECV] =
	    N_("TCP carries a stream of bytes, not messages: one recv() may "
	       "return part of what was sent at once, or several sends "
	       "together"),
	[WHY_RECV_END] =
	    N_("0 does not mean that there is no data yet, for that recv() "
	       "would wait: it means that the other end will send no more; "
	       "it may still receive"),
	[WHY_SPLICE] =
	    N_("recv() would copy what came into this program, and write() "
	       "would copy it out again; splice() leaves it inside the kernel, "
	       "which for much data costs less"),
	[WHY_SHUTDOWN] =
	    N_("shutdown() ends one direction only: the other end's recv() "
	       "returns 0 after the last byte; the other direction stays as "
	       "it is"),
	[WHY_CLOSE] =
	    N_("close() lets go of the number; bytes that the kernel took are "
	       "still sent, unless some that came were not read (then an RST "
	       "cuts the connection); the end that closes first keeps it in "
	       "TIME_WAIT for a while"),
	[WHY_CLOSE_LISTENER] =
	    N_("closing the socket that listens does not close the "
	       "connections that it accepted"),
	[WHY_WAIT] =
	    N_("a blocking call would wait by itself; sockdemo tries, waits "
	       "in epoll_wait(), and tries again, so that it can watch the "
	       "keyboard and the clock meanwhile"),
	[WHY_UDP_SOCKET] =
	    N_("SOCK_DGRAM makes it UDP: each send is one datagram, and "
	       "arrives whole or not at all; some may be lost, come twice or "
	       "in another order, and nobody tells"),
	[WHY_UDP_BIND] =
	    N_("there is no listen() and no accept() after it: there are no "
	       "connections; SO_REUSEADDR is not set unless that is asked "
	       "for, since on UDP it lets two programs share the port, each "
	       "datagram reaching one of them"),
	[WHY_UDP_ERRORS] =
	    N_("without it, send() or recv() still fail when a machine "
	       "refuses, but which machine it was is lost"),
	[WHY_UDP_CONNECT] =
	    N_("it succeeds whoever is there, or nobody: that nothing "
	       "receives on that port shows only when something is sent, if "
	       "the other machine says so"),
	[WHY_UDP_SEND] =
	    N_("nothing says that it will arrive: UDP asks for no answer, "
	       "and does not send it again"),
	[WHY_UDP_CLIENT] =
	    N_("its address is all that tells one client from another, and "
	       "anybody can write a false one; nobody says that it leaves, "
	       "so that it is remembered while there is room"),
	[WHY_DATAGRAM_SEND] =
	    N_("it already stands in the other socket's queue, whole, and "
	       "waits for its program to receive it"),
	[WHY_DATAGRAM_RECV] =
	    N_("one recv() is one datagram, never part of one and never two; "
	       "what does not fit into the buffer is lost, and MSG_TRUNC has "
	       "the call return the real size"),
	[WHY_DATAGRAM_EMPTY] =
	    N_("with TCP, recv() = 0 is the end; here there is no end, and "
	       "a datagram may be empty"),
	[WHY_DATAGRAM_CLOSE] =
	    N_("close() sends nothing: the other end is not told, and may go "
	       "on sending"),
	[WHY_UNIX_SOCKET] =
	    N_("AF_UNIX is for programs of one machine: the bytes go from "
	       "one to the other through the kernel, over no network; the "
	       "calls are those of TCP"),
	[WHY_UNIX_DATAGRAM_SOCKET] =
	    N_("AF_UNIX is for programs of one machine: unlike UDP's, its "
	       "datagrams are not lost and keep their order; who sends "
	       "faster than the other end receives has to wait"),
	[WHY_UNIX_BIND] =
	    N_("the file holds no data: it is where clients look for the "
	       "socket, and its permissions say who may reach it; only "
	       "unlink() removes it"),
	[WHY_UNIX_ABSTRACT] =
	    N_("names of the abstract kind are Linux's own; they vanish with "
	       "the socket, and have no permissions: every program of this "
	       "machine can connect"),
	[WHY_UNIX_NAMELESS] =
	    N_("without bind() it would have no address, and the other end "
	       "could not answer"),
	[WHY_UNIX_CONNECT] =
	    N_("connect() has put this end into the server's queue; the "
	       "program there need not have called accept() yet"),
	[WHY_UNIX_RECV] =
	    N_("this is a stream of bytes, as TCP's, not of messages: one "
	       "recv() may return part of what was sent at once, or several "
	       "sends together"),
	[WHY_UNIX_SEND] =
	    N_("the bytes already stand in the other socket's queue, and "
	       "wait for its program to receive them"),
	[WHY_UNIX_CLOSE] =
	    N_("close() lets go of the number; the other end's recv() "
	       "returns 0 after the last byte, or fails with ECONNRESET "
	       "where this end left bytes unread"),
	[WHY_UNIX_UNLINK] =
	    N_("close() leaves the file there, and the next bind() to that "
	       "path would fail with EADDRINUSE"),
};

static enum why
which_bind(const struct step *step)
{
	struct sockaddr_storage addr;

	if (step->client)
		return WHY_BIND_CLIENT;
	call_address(step->call, &addr);
	return address_is_any(&addr) ? WHY_BIND_ANY : WHY_BIND_ONE;
}

/* What close() does for a connection is told where there is one left. */
static enum why
which_close(const struct step *step)
{
	const struct socket_info *s = step->socket;

	if (s == NULL)
		return WHY_NONE;
	if (s->role == ROLE_LISTENER)
		return WHY_CLOSE_LISTENER;
	if (s->first_end == END_NEITHER || s->cut)
		return WHY_NONE;
	return s->family == AF_UNIX ? WHY_UNIX_CLOSE : WHY_CLOSE;
}

/* Of those that sockdemo sets by itself, as it sets them. */
static enum why
which_option(const struct call *call)
{
	struct option_value option;
	bool on;

	call_option(call, &option);
	on = option_int(&option) != 0;
	if (call_sets(call, IPPROTO_IPV6, IPV6_V6ONLY) && !on)
		return WHY_BOTH_FAMILIES;
	if (call_sets(call, SOL_SOCKET, SO_REUSEADDR) && on)
		return WHY_REUSEADDR;
	return WHY_NONE;
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
	if (step_keeps_errors(step))
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
		call_address(step->call, &addr);
		return step->client          ? WHY_UNIX_NAMELESS
		    : address_is_path(&addr) ? WHY_UNIX_BIND
					     : WHY_UNIX_ABSTRACT;
	case CALL_SEND:
		return WHY_UNIX_SEND;
	case CALL_RECV:
		return step->call->ret > 0 ? WHY_UNIX_RECV : WHY_COUNT;
	default:
		return WHY_COUNT;
	}
}

static enum why
why_seen(const struct step *step)
{
	const struct note *note = step->note;

	if (note->kind == NOTE_SENDER && note->client != 0)
		return step_is_unix(step) ? WHY_NONE : WHY_UDP_CLIENT;
	if (note->kind != NOTE_CONNECTED)
		return WHY_NONE;
	if (step_is_datagram(step))
		return step_is_unix(step) ? WHY_NONE : WHY_UDP_CONNECT;
	return step_is_unix(step) ? WHY_UNIX_CONNECT : WHY_CONNECT;
}

/* Of a call; WHY_COUNT, within: as for TCP. */
static bool
why_of_transport(const struct step *step, enum why *why)
{
	const struct call *call = step->call;

	*why = WHY_COUNT;
	if (call->id == CALL_UNLINK)
		*why = WHY_UNIX_UNLINK;
	else if (step_sets(step, SOL_SOCKET, SO_REUSEADDR) &&
	    (step_is_unix(step) || step_is_datagram(step)))
		*why = WHY_NONE;
	else if (step_is_unix(step) &&
	    (!step_is_datagram(step) || call->id == CALL_BIND))
		*why = why_unix(step);
	else if (step_is_datagram(step))
		*why = why_datagram(step);
	return *why != WHY_COUNT;
}

enum why
step_why(const struct step *step)
{
	const struct call *call = step->call;
	enum why why;

	if (call == NULL)
		return why_seen(step);
	if (why_of_transport(step, &why))
		return why;
	switch (call->id) {
	case CALL_GETADDRINFO:
		return WHY_GETADDRINFO;
	case CALL_SOCKET:
		return WHY_SOCKET;
	case CALL_SETSOCKOPT:
		return which_option(call);
	case CALL_BIND:
		return which_bind(step);
	case CALL_LISTEN:
		return WHY_LISTEN;
	case CALL_ACCEPT:
		return WHY_ACCEPT;
	case CALL_SEND:
		return WHY_SEND;
	case CALL_RECV:
		return call->ret == 0 ? WHY_RECV_END : WHY_RECV;
	case CALL_SPLICE:
		return step->socket != NULL ? WHY_SPLICE : WHY_NONE;
	case CALL_SHUTDOWN:
		return WHY_SHUTDOWN;
	case CALL_CLOSE:
		return which_close(step);
	default:
		return WHY_NONE;
	}
}

const char *
why_text(enum lang lang, enum why why)
{
	return tr(lang, texts[why]);
}
