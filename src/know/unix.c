/*
 * What is said of Unix-domain sockets: of streams, and of datagrams, which
 * share more with UDP's (datagram.c). What they have no words for is in tcp.c.
 * Sources: unix(7), socket(7).
 */
#include "know/sayings.h"

/* clang-format off */
const struct saying unix_sayings[] = {
	{ .of = CALL_SOCKET,
	    .said = N_("a Unix-domain socket, number {made}; what passes "
		"stays on this machine"),
	    .why = N_("AF_UNIX is for programs of one machine: the bytes go "
		"from one to the other through the kernel, over no network; "
		"the calls are those of TCP") },
	{ .of = CALL_SETSOCKOPT, .when = { ABOUT_REUSE },
	    .said = "{option_help}", .why = "" },

	{ .of = CALL_BIND, .when = { CLIENT },
	    .said = N_("no name was given, so the kernel chooses one: the "
		"other end can answer"),
	    .why = N_("without bind() it would have no address, and the other "
		"end could not answer") },
	{ .of = CALL_BIND, .when = { PATH },
	    .said = N_("made the file {address}, where other programs find "
		"this socket"),
	    .why = N_("the file holds no data: it is where clients look for "
		"the socket, and its permissions say who may reach it; only "
		"unlink() removes it") },
	{ .of = CALL_BIND,
	    .said = N_("the socket has the name {address} now, of the "
		"abstract kind: there is no file"),
	    .why = N_("names of the abstract kind are Linux's own; they "
		"vanish with the socket, and have no permissions: every "
		"program of this machine can connect") },
	{ .of = NOTE(NOTE_STALE),
	    .said = N_("{raddr} was left behind: no program has its socket "
		"any more, so it is replaced") },

	{ .of = NOTE(NOTE_ACCEPTED), .when = { ONE },
	    .status = N_("a client connected") },
	{ .of = NOTE(NOTE_ACCEPTED), .when = { UNNAMED },
	    .whose = N_("this end, and the other end, which needs no name of "
		"its own") },
	{ .of = NOTE(NOTE_ACCEPTED),
	    .whose = N_("this end, and the other end") },
	{ .of = NOTE(NOTE_SILENCE),
	    .said = N_("the server's queue is full, and there will be room "
		"when it calls accept() (Ctrl-C ends)") },
	{ .of = NOTE(NOTE_CONNECTED),
	    .said = N_("connected to {raddr}"),
	    .why = N_("connect() has put this end into the server's queue; "
		"the program there need not have called accept() yet") },
	{ .of = NOTE(NOTE_CREDENTIALS),
	    .said = N_("the other end: process {pid}, user {uid}, group "
		"{gid}") },

	{ .of = SENDS,
	    .why = N_("the bytes already stand in the other socket's queue, "
		"and wait for its program to receive them") },
	{ .of = RECEIVES, .when = { NOTHING },
	    .why = N_("0 does not mean that there is no data yet, for that "
		"recv() would wait: it means that the other end will send no "
		"more; it may still receive") },
	{ .of = RECEIVES,
	    .why = N_("this is a stream of bytes, as TCP's, not of messages: "
		"one recv() may return part of what was sent at once, or "
		"several sends together") },

	{ .of = CALL_CLOSE, .when = { CLOSES_IN_ORDER },
	    .why = N_("close() lets go of the number; the other end's recv() "
		"returns 0 after the last byte, or fails with ECONNRESET "
		"where this end left bytes unread") },
	{ .of = CALL_UNLINK,
	    .said = N_("the file is removed; it was only the way to the "
		"socket"),
	    .why = N_("close() leaves the file there, and the next bind() to "
		"that path would fail with EADDRINUSE") },
	{ .of = NOTE(NOTE_OVER), .when = { OF_MANY, RESET },
	    .said = N_("client {client} closed the connection with data "
		"unread") },
	{ .of = NOTE(NOTE_OVER), .when = { ONE, CLIENT },
	    .status = N_("the connection is closed") },
	{ .of = NOTE(NOTE_OVER), .when = { ONE, THEY_FINISHED },
	    .status = N_("the client closed the connection") },
	{ .of = NOTE(NOTE_OVER), .when = { ONE },
	    .status = N_("the connection is closed") },

	SAYINGS_END
};

const struct saying unix_datagram_sayings[] = {
	{ .of = CALL_SOCKET,
	    .said = N_("a Unix-domain socket for datagrams, number {made}; "
		"what passes stays on this machine"),
	    .why = N_("AF_UNIX is for programs of one machine: unlike UDP's, "
		"its datagrams are not lost and keep their order; who sends "
		"faster than the other end receives has to wait") },
	{ .of = SENDS,
	    .why = N_("it already stands in the other socket's queue, whole, "
		"and waits for its program to receive it") },
	{ .of = NOTE(NOTE_SENDER), .why = "" },

	SAYINGS_END
};
/* clang-format on */
