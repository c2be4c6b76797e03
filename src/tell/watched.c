/*
 * The sentences of what is watched, as those of src/know/tcp.c and its kin:
 * sayings.h says how the rows are read. Sources: the man pages of the calls,
 * unix(7), netlink(7), io_uring(7).
 */
#include "tell/watched.h"

/* clang-format off */
const struct saying watched_sayings[] = {
	/* Sockets. */
	{ .of = CALL_SOCKET, .when = { TO_THE_KERNEL },
	    .said = N_("a socket for talking to the kernel (AF_NETLINK), "
		"number {made}; usually the C library asks it for this "
		"machine's addresses"),
	    .why = "",
	    .source = "netlink(7)" },
	{ .of = CALL_SOCKET, .when = { OTHER_KIND },
	    .said = N_("a socket of another kind, number {made}"),
	    .why = "",
	    .source = "socket(2)" },
	{ .of = CALL_BIND, .when = { OTHER_KIND }, .said = "", .why = "",
	    .source = "bind(2)" },
	{ .of = CALL_BIND, .when = { DATAGRAM }, .why = "" },
	{ .of = CALL_CONNECT, .when = { OTHER_KIND },
	    .said = "", .waiting = "", .why = "",
	    .source = "connect(2)" },
	{ .of = NOTE(NOTE_CONNECTED), .when = { OTHER_KIND },
	    .said = "", .why = "",
	    .source = "getsockname(2); getpeername(2)" },
	{ .of = NOTE(NOTE_BOUND), .when = { OTHER_KIND }, .said = "",
	    .source = "udp(7); unix(7)" },
	{ .of = CALL_SOCKETPAIR,
	    .said = N_("two sockets, connected to each other: what is sent on "
		"one is received on the other"),
	    .why = N_("usually for two processes, or threads, of one program: "
		      "after fork() each of them keeps one; or for a program "
		      "to wake itself while it waits (asyncio)"),
	    .source = "socketpair(2); fork(2)" },
	{ .of = CALL_DUP,
	    .said = N_("descriptor {made} names the same socket as {fd}"),
	    .why = N_("a socket ends with the last descriptor that names it; "
		"to close one of them ends nothing"),
	    .source = "dup(2); close(2)" },
	{ .of = CALL_FCNTL, .when = { MOVES_UP },
	    .said = N_("descriptor {made} names the same socket as {fd}"),
	    .source = "fcntl(2)" },
	{ .of = CALL_IOCTL, .said = "",
	    .source = "ioctl(2)" },
	{ .of = CALL_GETSOCKOPT,
	    .when = { ASKS_FOR_ERROR, CONNECTING, HAS_VALUE },
	    .said = N_("the connection was not made: {error}"),
	    .why = N_("connect() did not wait; SO_ERROR says how it ended"),
	    .source = "connect(2); socket(7)" },
	{ .of = CALL_GETSOCKOPT, .when = { ASKS_FOR_ERROR, CONNECTING },
	    .said = N_("no error so far; if the socket could be written to "
		       "before, the connection is made"),
	    .why = N_("connect() did not wait; SO_ERROR says how it ended"),
	    .source = "connect(2); socket(7)" },
	{ .of = CALL_GETSOCKOPT, .said = "",
	    .source = "connect(2); socket(7)" },

	/* Clients come. */
	{ .of = CALL_BIND, .when = { DATAGRAM, GROUP },
	    .said = N_("this socket has UDP port {port} now, for what is sent "
		"to the group of machines {host}: that comes only if this "
		"machine is in the group (IP_ADD_MEMBERSHIP)"),
	    .also = "",
	    .source = "ip(7); RFC 1112 7.1" },
	{ .of = NOTE(NOTE_BOUND), .when = { DATAGRAM },
	    .said = N_("there is no listen(), and no accept(): whoever sends "
		"to this address is received"),
	    .source = "udp(7); unix(7)" },
	{ .of = CALL_ACCEPT,
	    .waiting = N_("the program is waiting for a client; in another "
		"terminal: {connect}"),
	    .why_waiting = "",
	    .source = "accept(2)" },
	{ .of = CALL_ACCEPT,
	    .waiting = N_("the program is waiting for a client"),
	    .source = "accept(2)" },
	{ .of = FAILS, .when = { CONNECTING },
	    .said = N_("the connection is being made; the program does not "
		"wait for it"),
	    .source = "connect(2)" },
	{ .of = CALL_CONNECT,
	    .waiting = N_("the program is waiting for an answer"),
	    .why_waiting = "",
	    .source = "connect(2)" },

	/* Bytes. */
	{ .of = SENDS,
	    .waiting = N_("the program is waiting until there is room for what "
			  "it sends: usually the other end does not read, or "
			  "the network is slow"),
	    .source = "send(2)" },
	{ .of = RECEIVES, .when = { DATAGRAM },
	    .waiting = N_("the program is waiting for a datagram"),
	    .source = "recv(2)" },
	{ .of = RECEIVES,
	    .waiting = N_("the program is waiting for data"),
	    .source = "recv(2)" },
	{ .of = CALL_POLL,
	    .said = "",
	    .waiting = N_("the program is waiting until one of these is "
		"ready"),
	    .source = "poll(2)" },
	{ .of = CALL_EPOLL_WAIT,
	    .said = "",
	    .waiting = N_("the program is waiting until a socket that it "
		"gave to epoll_ctl() is ready"),
	    .source = "epoll_wait(2)" },
	{ .of = NOTE(NOTE_NAMED),
	    .said = N_("the kernel chose port {port} for this end"),
	    .source = "ip(7)" },
	{ .of = CALL_SENDMMSG,
	    .said = N2_("{n} message in one call: {bytes}",
		"{n} messages in one call; the first: {bytes}"),
	    .number = "n",
	    .why = N_("sendmmsg() gives the kernel at once what several "
		"send() would have had to give it"),
	    .source = "sendmmsg(2)" },
	{ .of = CALL_SENDFILE,
	    .said = N2_("{n} byte moved from a file, {fd}, into socket {to}, "
		"inside the kernel: the program does not read it",
		"{n} bytes moved from a file, {fd}, into socket {to}, "
		"inside the kernel: the program does not read them"),
	    .number = "n",
	    .why = N_("read() would copy the file into this program, and "
		"send() would copy it out again"),
	    .source = "sendfile(2)" },
	{ .of = CALL_SPLICE, .when = { NOTHING }, .said = "", .why = "",
	    .source = "splice(2)" },
	{ .of = CALL_SPLICE, .when = { INTO },
	    .said = N2_("{n} byte moved from a pipe, {fd}, into socket {to}, "
		"inside the kernel",
		"{n} bytes moved from a pipe, {fd}, into socket {to}, "
		"inside the kernel"),
	    .number = "n",
	    .source = "splice(2)" },
	{ .of = CALL_SPLICE,
	    .said = N2_("{n} byte moved from socket {fd} into a pipe, {to}, "
		"inside the kernel",
		"{n} bytes moved from socket {fd} into a pipe, {to}, "
		"inside the kernel"),
	    .number = "n",
	    .source = "splice(2)" },

	/* The end. */
	{ .of = CALL_SHUTDOWN, .when = { ENDS_RECEIVING },
	    .said = N_("this end wants to receive nothing more; the other end "
		"is not told"),
	    .why = "",
	    .source = "shutdown(2)" },
	{ .of = CALL_SHUTDOWN, .when = { ENDS_BOTH },
	    .said = N_("this end has finished sending, and wants to receive "
		"nothing more; socket {fd} is there until close()"),
	    .why = N_("close() ends one descriptor, shutdown() the "
		"connection, also for other descriptors and processes that "
		"have it"),
	    .source = "shutdown(2)" },
	{ .of = CALL_SHUTDOWN,
	    .why = N_("shutdown() ends one direction only: the other end's "
		"recv() returns 0 after the last byte, and it can still "
		"send"),
	    .source = "shutdown(2); RFC 9293 3.6.1" },
	{ .of = CALL_CLOSE, .when = { STILL_OPEN },
	    .said = N2_("the number {fd} can be used again; the socket goes "
		"on: {others} other descriptor names it",
		"the number {fd} can be used again; the socket goes on: "
		"{others} other descriptors name it"),
	    .number = "others",
	    .why = N_("dup() and fork() give a socket more descriptors; the "
		"other end is told that it is closed with the last one"),
	    .source = "close(2)" },
	{ .of = CALL_CLOSE_RANGE,
	    .said = N_("the descriptors of this range are closed, sockets "
		"among them"),
	    .why = N_("it does at once what close() would do for each of "
		"them"),
	    .source = "close_range(2)" },
	{ .of = NOTE(NOTE_UNREAD),
	    .said = N2_("{amount} byte has come on socket {fd} that was not "
		"read",
		"{amount} bytes have come on socket {fd} that were not "
		"read"),
	    .number = "amount",
	    .source = "ioctl(2); tcp(7)" },
	{ .of = NOTE(NOTE_UNACCEPTED),
	    .said = N2_("{amount} client is waiting in the queue of socket "
		"{fd}, and will be cut off",
		"{amount} clients are waiting in the queue of socket {fd}, "
		"and will be cut off"),
	    .number = "amount",
	    .source = "listen(2)" },

	/* Processes. */
	{ .of = NOTE(NOTE_STARTED), .when = { HAS_SOCKETS },
	    .said = N_("process {process} begins as a copy of process "
		"{parent}, with the same sockets"),
	    .source = "fork(2)" },
	{ .of = NOTE(NOTE_EXEC), .when = { HAS_SOCKETS },
	    .said = N_("process {process} runs {path} from now on"),
	    .source = "execve(2)" },
	{ .of = NOTE(NOTE_FOUND), .when = { IS_KNOWN },
	    .said = N_("descriptor {fd} names a socket that is known "
		"already"),
	    .source = "unix(7); execve(2)" },
	{ .of = NOTE(NOTE_FOUND),
	    .said = N_("descriptor {fd} names a socket that was there before: "
		"no call was seen to make it"),
	    .source = "unix(7); execve(2)" },
	{ .of = NOTE(NOTE_EXITED), .when = { SEVERAL, BY_SIGNAL, HAS_SOCKETS },
	    .said = N_("process {process} was ended by {signal}, and with it "
		"its sockets are closed: {sockets}"),
	    .source = "wait(2); close(2)" },
	{ .of = NOTE(NOTE_EXITED), .when = { SEVERAL, HAS_SOCKETS },
	    .said = N_("process {process} ended with status {status}, and "
		"with it its sockets are closed: {sockets}"),
	    .source = "wait(2); close(2)" },
	{ .of = NOTE(NOTE_EXITED), .when = { SEVERAL, BY_SIGNAL },
	    .said = N_("process {process} was ended by {signal}"),
	    .source = "wait(2); close(2)" },
	{ .of = NOTE(NOTE_EXITED), .when = { SEVERAL, WITH_FAILURE },
	    .said = N_("process {process} ended with status {status}"),
	    .source = "wait(2); close(2)" },
	{ .of = NOTE(NOTE_EXITED), .when = { BY_SIGNAL, HAS_SOCKETS },
	    .said = N_("the program was ended by {signal}, and with it its "
		"sockets are closed: {sockets}"),
	    .source = "wait(2); close(2)" },
	{ .of = NOTE(NOTE_EXITED), .when = { HAS_SOCKETS },
	    .said = N_("the program ended with status {status}, and with it "
		"its sockets are closed: {sockets}"),
	    .source = "wait(2); close(2)" },
	{ .of = NOTE(NOTE_EXITED), .when = { BY_SIGNAL },
	    .said = N_("the program was ended by {signal}"),
	    .source = "wait(2); close(2)" },
	{ .of = NOTE(NOTE_EXITED), .when = { WITH_FAILURE },
	    .said = N_("the program ended with status {status}"),
	    .source = "wait(2); close(2)" },
	{ .of = NOTE(NOTE_RING),
	    .said = N_("process {process} uses io_uring: what it does through "
		"it cannot be seen"),
	    .source = "io_uring(7)" },
	{ .of = NOTE(NOTE_POWERS),
	    .said = N_("{path} has powers of its own (set-user-ID, or "
		"capabilities), which a watched program does not get"),
	    .source = "execve(2); prctl(2)" },
	{ .of = NOTE(NOTE_FOREIGN),
	    .said = N_("{path} is made for another architecture, and is not "
		"watched"),
	    .source = "ptrace(2)" },

	SAYINGS_END
};
/* clang-format on */
