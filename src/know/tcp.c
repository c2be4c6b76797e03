/*
 * What is said of TCP, and of whatever another transport has no words of its
 * own for: call by call, in the order in which they come. sayings.h says how
 * the rows are read. Sources: the man pages of the calls, tcp(7), RFC 9293.
 */
#include "know/sayings.h"

#define WAIT_WHY                                                             \
	N_("a blocking call would wait by itself; sockdemo tries, waits in " \
	   "epoll_wait(), and tries again, so that it can watch the "        \
	   "keyboard and the clock meanwhile")

#define BIND_WHY                                                             \
	N_("a server usually chooses its port, since its clients have to "   \
	   "know it; whoever asks for another address of this machine does " \
	   "not reach this server")

#define BIND_ANY_WHY                                                         \
	N_("a server usually chooses its port, since its clients have to "   \
	   "know it; 0.0.0.0 (or ::) is the address of no machine: here it " \
	   "stands for all those of this one")

#define REUSE_WHY                                                         \
	N_("without it, bind() fails with EADDRINUSE while connections "  \
	   "of an earlier run are in TIME_WAIT (60 s on Linux); it does " \
	   "not let two programs listen on the same port")

/* clang-format off */
const struct saying tcp_sayings[] = {
	/* Names. */
	{ .of = CALL_GETADDRINFO, .when = { WITHOUT_NAME },
	    .said = "", .waiting = "" },
	{ .of = CALL_GETADDRINFO,
	    .said = N2_("{addresses} address was found for {name}: {found}",
		"{addresses} addresses were found for {name}, tried in "
		"this order: {found}"),
	    .number = "addresses",
	    .waiting = N_("asking which addresses {name} has") },
	{ .of = CALL_GETADDRINFO,
	    .why = N_("sockets take numbers, not names; a name may have "
		"several addresses, of IPv4 and IPv6, and each is tried in "
		"turn until one can be used") },

	/* A socket, and its options. */
	{ .of = CALL_SOCKET, .when = { IPV6 },
	    .said = N_("a TCP socket over IPv6, number {made}; it has no "
		"address yet") },
	{ .of = CALL_SOCKET,
	    .said = N_("a TCP socket over IPv4, number {made}; it has no "
		"address yet"),
	    .why = N_("a program talks over the network through sockets; this "
		"one is no connection yet; SOCK_STREAM makes it TCP; its "
		"number is a descriptor, as 0, 1 and 2 are those of standard "
		"input, output and error") },
	{ .of = CALL_SETSOCKOPT, .when = { SERVES_BOTH },
	    .said = N_("this IPv6 socket serves IPv4 clients too"),
	    .why = N_("IPv4 clients appear with addresses such as "
		"::ffff:127.0.0.1; otherwise a second socket would be needed "
		"for them") },
	{ .of = CALL_SETSOCKOPT, .when = { REUSES_ADDRESS, CLIENT },
	    .said = N_("lets this end take its port again at once, for "
		"another connection") },
	{ .of = CALL_SETSOCKOPT, .when = { REUSES_ADDRESS },
	    .said = N_("lets the server restart at once on the same port"),
	    .why = REUSE_WHY },
	{ .of = CALL_SETSOCKOPT, .said = "{option_help}" },
	{ .of = CALL_FCNTL, .when = { SETS_NONBLOCKING },
	    .said = N_("from now on, a call on socket {fd} that would wait "
		"returns at once, with EAGAIN or EINPROGRESS") },
	{ .of = CALL_FCNTL, .when = { MOVES_UP },
	    .said = N_("sockdemo's own descriptors are 100 and above, out of "
		"the way of the sockets'") },

	/* bind(), of a client. */
	{ .of = CALL_BIND, .when = { CLIENT, ANY_ADDRESS, PORT_0 },
	    .said = N_("this end will have a free port that the kernel chose; "
		"its address is chosen when it connects") },
	{ .of = CALL_BIND, .when = { CLIENT, ANY_ADDRESS },
	    .said = N_("this end will have port {port}; the kernel chooses "
		"its address when it connects") },
	{ .of = CALL_BIND, .when = { CLIENT, PORT_0 },
	    .said = N_("this end will have the address {host}, and a port "
		"that the kernel chooses") },
	{ .of = CALL_BIND, .when = { CLIENT },
	    .said = N_("this end will have the address {host} and port "
		"{port}"),
	    .why = N_("a client does not need bind(): connect() chooses an "
		"address and a free port for it") },

	/* bind(), of a server. */
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, PORT_0, V6ONLY },
	    .said = N_("bound, on a free port that the kernel chose, on every "
		"IPv6 address of this machine: {interfaces}; anyone who "
		"reaches them can connect") },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, PORT_0, IPV6 },
	    .said = N_("bound, on a free port that the kernel chose, on every "
		"address of this machine, IPv6 and IPv4: {interfaces}; anyone "
		"who reaches them can connect") },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, PORT_0 },
	    .said = N_("bound, on a free port that the kernel chose, on every "
		"IPv4 address of this machine: {interfaces}; anyone who "
		"reaches them can connect") },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, V6ONLY },
	    .said = N_("bound to port {port} on every IPv6 address of this "
		"machine: {interfaces}; anyone who reaches them can "
		"connect") },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, IPV6 },
	    .said = N_("bound to port {port} on every address of this "
		"machine, IPv6 and IPv4: {interfaces}; anyone who reaches "
		"them can connect") },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS },
	    .said = N_("bound to port {port} on every IPv4 address of this "
		"machine: {interfaces}; anyone who reaches them can "
		"connect"),
	    .why = BIND_ANY_WHY },
	{ .of = CALL_BIND, .when = { PORT_0 },
	    .said = N_("bound to {host}, on a free port that the kernel "
		"chose") },
	{ .of = CALL_BIND, .when = { LOOPBACK },
	    .said = N_("bound to port {port} on {host}: only programs on this "
		"machine can connect") },
	{ .of = CALL_BIND,
	    .said = N_("bound to port {port} on {host}: anyone who reaches "
		"that address can connect"),
	    .why = BIND_WHY },

	/* Clients come. */
	{ .of = CALL_LISTEN,
	    .said = N_("clients can connect from now on, even before "
		"accept()"),
	    .why = N_("the number is not how many clients can be served: it "
		"is how many connections may wait for accept() (Linux lets in "
		"one more); listen() itself does not wait") },
	{ .of = NOTE(NOTE_LISTENING),
	    .status = N_("listening on {laddr}; waiting for a client (Ctrl-C "
		"ends)") },
	{ .of = NOTE(NOTE_LISTENING), .when = { OUTER_ADDRESS },
	    .status_also = N_("on the other machine: "
		"{connect_from_outside}") },
	{ .of = NOTE(NOTE_LISTENING), .when = { OWN_DENIED },
	    .status_also = N_("programs of this machine are not served "
		"(--allow, --deny)") },
	{ .of = NOTE(NOTE_LISTENING),
	    .status_also = N_("in another terminal: {connect}") },
	{ .of = CALL_ACCEPT, .when = { OWN_DENIED },
	    .waiting = N_("waiting for a client; programs of this machine are "
		"not served (--allow, --deny)") },
	{ .of = CALL_ACCEPT,
	    .said = N_("a new socket, {made}, for this client only; {fd} is "
		"still listening"),
	    .waiting = N_("waiting for a client; in another terminal: "
		"{connect}"),
	    .why = N_("the kernel had already made the connection; accept() "
		"only takes it from the queue, as a new socket for this "
		"client alone"),
	    .why_waiting = WAIT_WHY },
	{ .of = NOTE(NOTE_ACCEPTED), .when = { OF_MANY },
	    .said = N_("client {client} connected: {who}") },
	{ .of = NOTE(NOTE_ACCEPTED), .when = { ONE },
	    .said = "",
	    .status = N_("client {short_raddr} connected") },
	{ .of = NOTE(NOTE_ACCEPTED), .when = { MAPPED },
	    .whose = N_("this end, and the other end: an IPv4 client, "
		"{short_raddr}, as an IPv6 socket shows it") },
	{ .of = NOTE(NOTE_ACCEPTED),
	    .whose = N_("this end, and the other end, whose port its kernel "
		"usually chooses") },
	{ .of = NOTE(NOTE_REFUSED),
	    .said = N_("client {short_raddr} is not served (--allow, --deny): "
		"its connection is closed at once") },
	{ .of = NOTE(NOTE_QUEUED),
	    .said = N_("another client is waiting; only one is served, and "
		"the other will be cut off in the end") },
	{ .of = NOTE(NOTE_FULL),
	    .said = N_("another client is waiting, and will be served when "
		"one of these leaves (--max-clients)") },

	/* A client connects. */
	{ .of = CALL_CONNECT, .why_waiting = WAIT_WHY },
	{ .of = NOTE(NOTE_SILENCE),
	    .said = N_("no answer so far: the machine may be off, a firewall "
		"may drop what is sent to it, or the server's queue may be "
		"full (Ctrl-C ends)") },
	{ .of = NOTE(NOTE_NEXT),
	    .said = N_("there is another address to try"), .status = "" },
	{ .of = NOTE(NOTE_CONNECTED), .when = { TO_ITSELF },
	    .said = N_("the socket is connected to itself: both ends are "
		"{raddr}, because the port it was given is the one that it "
		"asked for"),
	    .always = true },
	{ .of = NOTE(NOTE_CONNECTED), .when = { BOUND },
	    .said = N_("connected to {raddr}") },
	{ .of = NOTE(NOTE_CONNECTED),
	    .said = N_("connected to {raddr}; the kernel chose port {port} "
		"for this end"),
	    .status = N_("connected to {short_raddr}"),
	    .why = N_("connect() returns when the other end's kernel has "
		"answered; the program there need not have called accept() "
		"yet") },

	/* Bytes. */
	{ .of = SENDS, .when = { SHORT },
	    .said = N_("the kernel took {n} of {asked} bytes, as many as it "
		"has room for; the rest has to wait") },
	{ .of = SENDS, .when = { A_LINE_WITH_END },
	    .said = N2_("{characters} character and the newline became {n} "
		"bytes: {hex}",
		"{characters} characters and the newline became {n} "
		"bytes: {hex}"),
	    .number = "characters" },
	{ .of = SENDS, .when = { A_LINE },
	    .said = N2_("{characters} character became {n} bytes: {hex}",
		"{characters} characters became {n} bytes: {hex}"),
	    .number = "characters" },
	{ .of = SENDS,
	    .said = N2_("{n} byte: {hex}",
		"{n} bytes: {hex}"),
	    .number = "n",
	    .why = N_("the kernel took the bytes to send; they may not have "
		"arrived yet, and nothing here says that they will") },
	{ .of = NOTE(NOTE_STALLED),
	    .said = N_("the other end takes nothing more; what is typed waits "
		"until it reads") },
	{ .of = NOTE(NOTE_UNSENT),
	    .said = N_("1 MiB waits to be sent already; what was typed last "
		"is not sent") },
	{ .of = CALL_RECVMMSG,
	    .said = N2_("{n} message in one call: {hex}",
		"{n} messages in one call; the first: {hex}"),
	    .number = "n", .also = "", .status = "",
	    .why = N_("recvmmsg() asks the kernel once for what several "
		"recv() would have had to ask for") },
	{ .of = RECEIVES, .when = { NOTHING, MANY }, .status = "" },
	{ .of = RECEIVES, .when = { NOTHING, WE_FINISHED }, .status = "" },
	{ .of = RECEIVES, .when = { NOTHING, NO_SOCKET }, .status = "" },
	{ .of = RECEIVES, .when = { NOTHING, CAN_STILL_SEND },
	    .said = N_("the other end finished sending; you can still send "
		"(Ctrl-D ends)"),
	    .always = true },
	{ .of = RECEIVES, .when = { NOTHING },
	    .said = N_("the other end has finished sending; there is nothing "
		"more to read"),
	    .always = true,
	    .why = N_("0 does not mean that there is no data yet, for that "
		"recv() would wait: it means that the other end will send no "
		"more; it may still receive") },
	{ .of = RECEIVES, .when = { CUT_CHARACTER },
	    .also = N_("as UTF-8, the last character is not whole: its other "
		"bytes may come with the next recv()") },
	{ .of = RECEIVES,
	    .said = N2_("{n} byte read, of at most {asked}: {hex}",
		"{n} bytes read, of at most {asked}: {hex}"),
	    .number = "n",
	    .status = "",
	    .why = N_("TCP carries a stream of bytes, not messages: one "
		"recv() may return part of what was sent at once, or several "
		"sends together") },

	/* From a socket, or from the pipe that a splice from a socket has
	   filled. What passed was not read, so there is nothing to show. */
	{ .of = CALL_SPLICE, .when = { NO_SOCKET }, .why = "" },
	{ .of = CALL_SPLICE, .when = { NOTHING },
	    .said = N_("nothing could be moved: recv() says why") },
	{ .of = CALL_SPLICE, .when = { NO_SOCKET },
	    .said = N2_("{n} byte moved on from the pipe to {to}",
		"{n} bytes moved on from the pipe to {to}"),
	    .number = "n" },
	{ .of = CALL_SPLICE,
	    .said = N2_("{n} byte moved from socket {fd} into a pipe, {to}, "
		"inside the kernel: sockdemo does not read what it moves",
		"{n} bytes moved from socket {fd} into a pipe, {to}, "
		"inside the kernel: sockdemo does not read what it moves"),
	    .number = "n",
	    .why = N_("recv() would copy what came into this program, and "
		"write() would copy it out again; splice() leaves it inside "
		"the kernel, which for much data costs less") },
	{ .of = CALL_PIPE2,
	    .said = N_("a pipe: what is put into {pipe_in} comes out of "
		"{pipe_out}") },

	/* The end. */
	{ .of = NOTE(NOTE_INPUT_ENDED), .when = { MANY },
	    .said = N_("this end finished sending, to every client; they can "
		"still send, and others can come (Ctrl-C ends)") },
	{ .of = NOTE(NOTE_INPUT_ENDED),
	    .said = N_("there is nothing more to send; the other end is not "
		"told (--no-shutdown)") },
	{ .of = CALL_SHUTDOWN, .when = { MANY }, .status = "" },
	{ .of = CALL_SHUTDOWN, .when = { EXIT_ON_EOF }, .status = "" },
	{ .of = CALL_SHUTDOWN, .when = { NO_SOCKET }, .status = "" },
	{ .of = CALL_SHUTDOWN, .when = { THEY_FINISHED },
	    .said = N_("this end has finished sending, as the other end had "
		"already"),
	    .status = "" },
	{ .of = CALL_SHUTDOWN,
	    .said = N_("this end has finished sending; it can still receive"),
	    .status = N_("this end finished sending; waiting for the other "
		"end to finish"),
	    .why = N_("shutdown() ends one direction only: the other end's "
		"recv() returns 0 after the last byte; the other direction "
		"stays as it is") },
	{ .of = CALL_CLOSE, .when = { NO_SOCKET }, .said = "", .why = "" },
	{ .of = CALL_CLOSE, .when = { LISTENER },
	    .said = N_("socket {fd} no longer listens; the number {fd} can be "
		"used again"),
	    .why = N_("closing the socket that listens does not close the "
		"connections that it accepted") },
	{ .of = CALL_CLOSE,
	    .said = N_("socket {fd} is closed; the number {fd} can be used "
		"again") },
	{ .of = CALL_CLOSE, .when = { CLOSES_IN_ORDER },
	    .why = N_("close() lets go of the number; bytes that the kernel "
		"took are still sent, unless some that came were not read "
		"(then an RST cuts the connection); the end that closes first "
		"keeps it in TIME_WAIT for a while") },
	{ .of = NOTE(NOTE_OVER), .when = { OF_MANY, RESET },
	    .said = N_("client {client} cut the connection (RST)") },
	{ .of = NOTE(NOTE_OVER), .when = { OF_MANY, THEY_FINISHED },
	    .said = N_("client {client} closed the connection") },
	{ .of = NOTE(NOTE_OVER), .when = { OF_MANY },
	    .said = N_("the connection of client {client} is closed") },
	{ .of = NOTE(NOTE_OVER), .when = { ONE, CLIENT },
	    .status = N_("the connection to {short_raddr} is closed") },
	{ .of = NOTE(NOTE_OVER), .when = { ONE, THEY_FINISHED },
	    .status = N_("client {short_raddr} closed the connection") },
	{ .of = NOTE(NOTE_OVER), .when = { ONE },
	    .status = N_("the connection of client {short_raddr} is "
		"closed") },
	{ .of = NOTE(NOTE_OVER), .when = { RESET }, .ended = "" },
	{ .of = NOTE(NOTE_OVER), .when = { THEY_WERE_FIRST },
	    .ended = N_("the other end finished first") },
	{ .of = NOTE(NOTE_OVER), .when = { WE_WERE_FIRST },
	    .ended = N_("this end finished before it saw the other one "
		"finish") },
	{ .of = NOTE(NOTE_OVER),
	    .totals = N_("bytes sent: {sent}; received: {received}; time: "
		"{seconds}") },

	/* Options that were read back. */
	{ .of = NOTE(NOTE_OPTION), .when = { DIFFERS },
	    .said = "{difference}", .status = "" },
	{ .of = NOTE(NOTE_OPTION), .when = { DIFFERS },
	    .said = N_("the kernel took another value than was asked for") },
	{ .of = NOTE(NOTE_OPTION), .status = "" },

	SAYINGS_END
};
/* clang-format on */
