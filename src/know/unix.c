/*
 * What is said of Unix-domain sockets: of streams, and of datagrams, which
 * share more with UDP's (datagram.c). What they have no words for is in tcp.c.
 */
#include "know/sayings.h"

/* clang-format off */
const struct saying unix_sayings[] = {
	{ .of = CALL_SOCKET,
	    .said = N_("the program asks for a socket to talk to programs of "
		"this machine; the system calls it {made}"),
	    .why = N_("AF_UNIX is for programs of one machine: the bytes go "
		"from one to the other through the kernel, the core of the "
		"system, and over no network; the calls are those of TCP"),
	    .source = "unix(7); socket(2)" },
	{ .of = CALL_SETSOCKOPT, .when = { ABOUT_REUSE },
	    .said = "{option_help}", .why = "", .more = "",
	    .source = "unix(7)" },

	{ .of = CALL_BIND, .when = { CLIENT },
	    .said = N_("no name was given, so the system chooses one: the "
		"other end can answer"),
	    .also = "",
	    .why = N_("without bind() it would have no address, and the other "
		"end could not answer"),
	    .source = "unix(7)" },
	{ .of = CALL_BIND, .when = { PATH },
	    .said = N_("made the file {address}: there other programs find "
		"this socket"),
	    .also = "",
	    .why = N_("the file holds no data: it is where clients look for "
		"the socket, and its permissions say who may reach it; "
		"close() does not remove it, unlink() does"),
	    .source = "unix(7); unlink(2)" },
	{ .of = CALL_BIND,
	    .said = N_("the socket has the name {address} now, of the "
		"abstract kind: there is no file"),
	    .also = "",
	    .why = N_("names of the abstract kind are Linux's own; they "
		"vanish with the socket, and have no permissions: every "
		"program of the same network namespace, usually the whole "
		"machine, can connect"),
	    .source = "unix(7); network_namespaces(7)" },
	{ .of = NOTE(NOTE_STALE),
	    .said = N_("{raddr} was left behind: no program has its socket "
		"any more"),
	    .source = "unix(7); tests/transports/test_unix.py" },

	{ .of = NOTE(NOTE_ACCEPTED), .when = { ONE },
	    .status = N_("a client connected"),
	    .source = "accept(2)" },
	{ .of = NOTE(NOTE_ACCEPTED), .when = { UNNAMED },
	    .word = N_("laddr, local: this end; raddr, remote: the other end, "
		"which needs no name of its own"),
	    .source = "unix(7); getpeername(2)" },
	{ .of = NOTE(NOTE_ACCEPTED),
	    .word = N_("laddr, local: this end; raddr, remote: the other "
		"end"),
	    .source = "getsockname(2); getpeername(2)" },
	{ .of = CALL_CONNECT,
	    .waiting = N_("asking for a connection to the program that "
		"listens at {address}"),
	    .source = "unix(7); connect(2)" },
	{ .of = NOTE(NOTE_SILENCE),
	    .said = N_("the server's queue is full, and there will be room "
		"when it calls accept() (Ctrl-C ends)"),
	    .source = "unix(7); tests/transports/test_unix.py" },
	{ .of = NOTE(NOTE_CONNECTED),
	    .said = N_("connected to {raddr}"),
	    .word = N_("laddr, local: this end; raddr, remote: the other "
		"end"),
	    .why = N_("connect() has put this end into the server's queue; "
		"the program there may not have called accept() yet"),
	    .source = "unix(7); connect(2); tests/told/test_true.py" },
	{ .of = NOTE(NOTE_CREDENTIALS), .when = { OTHER_NAMESPACE },
	    .said = N_("whoever opened the other end is a process that has no "
		"number here, of user {uid}, group {gid}"),
	    .source = "unix(7); pid_namespaces(7)" },
	{ .of = NOTE(NOTE_CREDENTIALS), .when = { CLIENT },
	    .said = N_("whoever called listen() there is process {pid}, of "
		"user {uid}, group {gid}"),
	    .why = N_("these are kept from that call on; the process may have "
		"ended since, or another one may serve its clients"),
	    .source = "unix(7); tests/told/test_true.py" },
	{ .of = NOTE(NOTE_CREDENTIALS),
	    .said = N_("whoever called connect() there is process {pid}, of "
		"user {uid}, group {gid}"),
	    .why = N_("these are kept from that call on; the process may have "
		"ended since, or another one may go on with its socket"),
	    .source = "unix(7); tests/told/test_true.py" },

	{ .of = SENDS,
	    .why = N_("the bytes already stand in the other socket's queue, "
		"and wait for its program to receive them"),
	    .source = "unix(7); tests/transports/test_unix.py" },
	{ .of = RECEIVES, .when = { NOTHING, FAILED },
	    .said = N_("after the error, 0 says only that nothing more can "
		"come"),
	    .why = "", .status = "",
	    .source = "recv(2); tests/told/test_true.py" },
	{ .of = RECEIVES, .when = { NOTHING, CAN_STILL_SEND },
	    .said = N_("the other end finished sending, and nothing more will "
		"come; if it closed its socket, a send fails (Ctrl-D ends)"),
	    .always = true,
	    .source = "recv(2); unix(7); tests/told/test_true.py" },
	{ .of = RECEIVES, .when = { NOTHING },
	    .why = N_("0 means the end; with no data yet, recv() would wait; "
		"whether the other end still receives, 0 does not say"),
	    .source = "recv(2); unix(7)" },
	{ .of = RECEIVES,
	    .why = N_("this is a stream of bytes, as TCP's, not of messages: "
		"one recv() may return part of what was sent at once, or "
		"several sends together"),
	    .source = "unix(7); recv(2)" },

	{ .of = CALL_CLOSE, .when = { LISTENER },
	    .more = N_("clients that still wait in line are cut off "
		"(ECONNRESET)"),
	    .source = "unix(7); tests/transports/test_unix.py" },
	{ .of = CALL_CLOSE, .when = { CLOSES_IN_ORDER },
	    .why = N_("close() frees the number, and ends both directions: "
		"the other end's recv() returns 0 after the last byte, and "
		"its send() fails with EPIPE"),
	    .more = N_("where this end left bytes unread, the other end's "
		"recv() fails with ECONNRESET instead"),
	    .source = "close(2); unix(7); tests/told/test_true.py" },
	{ .of = CALL_UNLINK,
	    .said = N_("the file is removed; it was only the way to the "
		"socket"),
	    .why = N_("close() leaves the file there, and the next bind() to "
		"that path would fail with EADDRINUSE"),
	    .source = "unlink(2); unix(7)" },
	{ .of = NOTE(NOTE_OVER), .when = { OF_MANY, RESET },
	    .said = N_("client {client} closed the connection with data "
		"unread"),
	    .source = "unix(7); tests/told/test_true.py" },
	{ .of = NOTE(NOTE_OVER), .when = { ONE, CLIENT },
	    .status = N_("the connection is closed"),
	    .source = "close(2)" },
	{ .of = NOTE(NOTE_OVER), .when = { ONE, THEY_FINISHED },
	    .status = N_("the client finished sending; its connection is "
		"closed"),
	    .source = "recv(2); close(2)" },
	{ .of = NOTE(NOTE_OVER), .when = { ONE },
	    .status = N_("the connection is closed"),
	    .source = "close(2)" },

	SAYINGS_END
};

const struct saying unix_datagram_sayings[] = {
	{ .of = CALL_SOCKET,
	    .said = N_("the program asks for a socket that sends single "
		"messages, datagrams, to programs of this machine; the "
		"system calls it {made}"),
	    .why = N_("AF_UNIX is for programs of one machine: unlike UDP's, "
		"its datagrams are not lost and keep their order; who sends "
		"faster than the other end receives has to wait"),
	    .source = "unix(7); socket(2)" },
	{ .of = NOTE(NOTE_CONNECTED),
	    .said = N_("connect() sent nothing: it found the socket {raddr}, "
		"and what is sent here goes there from now on"),
	    .status = N_("what is sent goes to {short_raddr}"),
	    .word = N_("laddr, local: this end; raddr, remote: the other "
		"end"),
	    .why = N_("unlike UDP's, it fails where nobody has that address"),
	    .source = "unix(7); connect(2); tests/transports/test_unix.py" },
	{ .of = SENDS,
	    .why = N_("it already stands in the other socket's queue, whole, "
		"and waits for its program to receive it"),
	    .source = "unix(7)" },
	{ .of = NOTE(NOTE_SENDER), .why = "" },
	{ .of = CALL_CLOSE,
	    .why = N_("close() sends nothing; if the other end sends again, "
		"its call fails with ECONNREFUSED"),
	    .more = "",
	    .source = "unix(7); tests/told/test_true.py" },

	SAYINGS_END
};
/* clang-format on */
