/*
 * What is said of TCP, and of whatever another transport has no words of its
 * own for: call by call, in the order in which they come. sayings.h says how
 * the rows are read, and what the columns are.
 */
#include "know/sayings.h"

#define WAIT_WHY                                                             \
	N_("a blocking call would wait by itself; sockdemo tries, waits in " \
	   "epoll_wait(), and tries again, so that it can watch the "        \
	   "keyboard and the clock meanwhile")

#define NOTHING_CAME_BACK                                                    \
	N_("nothing came back; if an answer was to come: some servers take " \
	   "the end of sending for leaving; --no-shutdown keeps this side "  \
	   "open")

#define MANY_REACH \
	N_("whoever can reach one of these addresses can try to connect")

/* clang-format off */
const struct saying tcp_sayings[] = {
	/* Any call that failed. */
	{ .of = FAILS,
	    .word = N_("= -1: the call failed, or could not end at once; the "
		       "name after it says why"),
	    .source = "errno(3)" },

	/* Names. */
	{ .of = CALL_GETADDRINFO, .when = { WITHOUT_NAME },
	    .said = "", .waiting = "" },
	{ .of = CALL_GETADDRINFO,
	    .said = N2_("{addresses} address was found for {name}: {found}",
		"{addresses} addresses were found for {name}, tried in "
		"this order: {found}"),
	    .number = "addresses",
	    .waiting = N_("asking which addresses {name} has"),
	    .why = N_("sockets take numbers, not names; a name may have "
		"several addresses, of IPv4 and IPv6, and each is tried in "
		"turn until one can be used"),
	    .source = "getaddrinfo(3); RFC 6724 6" },

	/* A socket, and its options. */
	{ .of = CALL_SOCKET, .when = { IPV6 },
	    .said = N_("the program asks for a socket, through which programs "
		"talk to each other; the system calls it {made}, and it has "
		"no address yet"),
	    .why = N_("AF_INET6: its addresses are those of IPv6, such as "
		"::1; SOCK_STREAM: it is for TCP, a stream of bytes that "
		"come in order; {made} is a descriptor, a number that stands "
		"for something open: 0, 1 and 2 are standard input, output "
		"and error"),
	    .source = "socket(2); ipv6(7); tcp(7); stdin(3)" },
	{ .of = CALL_SOCKET,
	    .said = N_("the program asks for a socket, through which programs "
		"talk to each other; the system calls it {made}, and it has "
		"no address yet"),
	    .why = N_("AF_INET: its addresses are those of IPv4, such as "
		"127.0.0.1; SOCK_STREAM: it is for TCP, a stream of bytes "
		"that come in order; {made} is a descriptor, a number that "
		"stands for something open: 0, 1 and 2 are standard input, "
		"output and error"),
	    .source = "socket(2); ip(7); tcp(7); stdin(3)" },
	{ .of = CALL_SETSOCKOPT, .when = { SERVES_BOTH },
	    .said = N_("this IPv6 socket serves IPv4 clients too"),
	    .why = N_("IPv4 clients appear with addresses such as "
		"::ffff:127.0.0.1; otherwise a second socket would be needed "
		"for them"),
	    .source = "ipv6(7); RFC 3493 5.3" },
	{ .of = CALL_SETSOCKOPT, .when = { REUSES_ADDRESS, CLIENT },
	    .said = N_("so that this end can have its port again soon, for "
		"another connection"),
	    .source = "socket(7); tests/typed/test_addresses.py" },
	{ .of = CALL_SETSOCKOPT, .when = { REUSES_ADDRESS },
	    .said = N_("for later: so that this server can be started again "
		"soon after it has ended"),
	    .why = N_("a connection that has ended can keep its port busy "
		"for a while (TIME_WAIT, 60 s on Linux), and bind() would "
		"fail with EADDRINUSE"),
	    .more = N_("on Linux it helps only if the earlier server's "
		"sockets had it as well; it does not let two programs listen "
		"on the same port"),
	    .source = "socket(7); ip(7); tests/told/test_true.py" },
	{ .of = CALL_SETSOCKOPT, .said = "{option_help}",
	    .source = "socket(7); ip(7); ipv6(7); tcp(7); unix(7)" },
	{ .of = CALL_FCNTL, .when = { SETS_NONBLOCKING },
	    .said = N_("from now on accept(), connect(), send() and recv() "
		"on socket {fd} do not wait: where they would have to, they "
		"return -1, with EAGAIN (connect(): EINPROGRESS)"),
	    .source = "fcntl(2); accept(2); connect(2); send(2); recv(2)" },
	{ .of = CALL_FCNTL, .when = { MOVES_UP },
	    .said = N_("sockdemo's own descriptors are 100 and above, out of "
		"the way of the sockets'"),
	    .source = "fcntl(2)" },

	/* bind(), of a client. */
	{ .of = CALL_BIND, .when = { CLIENT, ANY_ADDRESS, PORT_0 },
	    .said = N_("this end will have a free port that the system chose; "
		"its address is chosen when it connects"),
	    .source = "ip(7)" },
	{ .of = CALL_BIND, .when = { CLIENT, ANY_ADDRESS },
	    .said = N_("this end will have port {port}; the system chooses "
		"its address when it connects"),
	    .source = "ip(7)" },
	{ .of = CALL_BIND, .when = { CLIENT, PORT_0 },
	    .said = N_("this end will have the address {host}, and a port "
		"that the system chooses"),
	    .source = "ip(7)" },
	{ .of = CALL_BIND, .when = { CLIENT },
	    .said = N_("this end will have the address {host} and port "
		"{port}"),
	    .also = "",
	    .why = N_("a client does not need bind(): connect() chooses an "
		"address and a free port for it"),
	    .source = "bind(2); ip(7)" },

	/* bind(), of a server. */
	{ .of = CALL_BIND, .when = { ON_WSL },
	    .also = N_("this is Linux inside Windows (WSL2): from other "
		"machines it is not reached by these addresses unless "
		"Windows passes the port on"),
	    .source = "learn.microsoft.com/windows/wsl/networking" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, PORT_0, ONE_DEVICE },
	    .said = N_("this socket has a free port now that the system "
		"chose, the number by which clients find this program; only "
		"what comes through {device} reaches it"),
	    .source = "bind(2); socket(7)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, ONE_DEVICE },
	    .also = "",
	    .said = N_("this socket has port {port} now, the number by which "
		"clients find this program; only what comes through {device} "
		"reaches it"),
	    .source = "bind(2); socket(7)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, PORT_0, NONE_UP },
	    .said = N_("this socket has a free port now that the system "
		"chose, the number by which clients find this program; but "
		"no network interface of this machine is up"),
	    .source = "bind(2); ip(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, NONE_UP },
	    .also = "",
	    .said = N_("this socket has port {port} now, the number by which "
		"clients find this program; but no network interface of this "
		"machine is up"),
	    .source = "bind(2); ip(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, PORT_0, V6ONLY },
	    .said = N_("this socket has a free port now that the system "
		"chose, the number by which clients find this program, at "
		"every IPv6 address of this machine: {interfaces}"),
	    .source = "bind(2); ipv6(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, PORT_0, IPV6 },
	    .said = N_("this socket has a free port now that the system "
		"chose, the number by which clients find this program, at "
		"every address of this machine, IPv6 and IPv4: "
		"{interfaces}"),
	    .source = "bind(2); ipv6(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, PORT_0 },
	    .said = N_("this socket has a free port now that the system "
		"chose, the number by which clients find this program, at "
		"every IPv4 address of this machine: {interfaces}"),
	    .source = "bind(2); ip(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, V6ONLY },
	    .said = N_("this socket has port {port} now, the number by which "
		"clients find this program, at every IPv6 address of this "
		"machine: {interfaces}"),
	    .source = "bind(2); ipv6(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, IPV6 },
	    .said = N_("this socket has port {port} now, the number by which "
		"clients find this program, at every address of this "
		"machine, IPv6 and IPv4: {interfaces}"),
	    .source = "bind(2); ipv6(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS },
	    .said = N_("this socket has port {port} now, the number by which "
		"clients find this program, at every IPv4 address of this "
		"machine: {interfaces}"),
	    .also = MANY_REACH,
	    .why = N_("a server usually chooses its port, since its clients "
		"have to know it; 0.0.0.0 (or ::) is the address of no "
		"machine: here it stands for all those of this one"),
	    .source = "bind(2); ip(7); ipv6(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { GROUP },
	    .said = N_("this socket has port {port} of {host}, the address of "
		"a group of machines; a TCP connection has only two ends, "
		"and no client can connect there"),
	    .also = "",
	    .source = "RFC 9293 3.9.2.3; RFC 5771 3" },
	{ .of = CALL_BIND, .when = { LOOPBACK, PORT_0 },
	    .said = N_("this socket has a free port of {host} now that the "
		"system chose, the number by which clients find this "
		"program; only programs of this machine reach that "
		"address"),
	    .source = "bind(2); ip(7); RFC 1122 3.2.1.3; RFC 4291 2.5.3" },
	{ .of = CALL_BIND, .when = { LOOPBACK },
	    .said = N_("this socket has port {port} of {host} now, the number "
		"by which clients find this program; only programs of this "
		"machine reach that address"),
	    .also = "",
	    .source = "bind(2); ip(7); RFC 1122 3.2.1.3; RFC 4291 2.5.3" },
	{ .of = CALL_BIND, .when = { PORT_0 },
	    .said = N_("this socket has a free port of {host} now that the "
		"system chose, the number by which clients find this "
		"program"),
	    .also = N_("whoever can reach that address can try to connect"),
	    .source = "bind(2); ip(7)" },
	{ .of = CALL_BIND,
	    .said = N_("this socket has port {port} of {host} now, the number "
		"by which clients find this program"),
	    .also = N_("whoever can reach that address can try to connect"),
	    .why = N_("a server usually chooses its port, since its clients "
		"have to know it; whoever asks for another address of this "
		"machine does not reach this server"),
	    .source = "bind(2); ip(7)" },

	/* Clients come. */
	{ .of = CALL_LISTEN,
	    .said = N_("socket {fd} is the reception desk now: whoever "
		"connects waits in line there until accept()"),
	    .why = N_("the {backlog} is not how many clients can be served: "
		"it is how many may wait in line for accept(); listen() "
		"itself does not wait"),
	    .more = N_("Linux lets in one more than that, and takes "
		"net.core.somaxconn for a number above it; further clients "
		"are not refused: their systems ask again after a second, "
		"and again"),
	    .source = "listen(2); tcp(7); tests/told/test_true.py" },
	{ .of = NOTE(NOTE_LISTENING),
	    .status = N_("listening on {laddr}; waiting for a client (Ctrl-C "
		"ends)"),
	    .source = "listen(2)" },
	{ .of = NOTE(NOTE_LISTENING), .when = { OUTER_ADDRESS },
	    .status_also = N_("on the other machine: "
		"{connect_from_outside}"),
	    .source = "getifaddrs(3)" },
	{ .of = NOTE(NOTE_LISTENING), .when = { OWN_DENIED },
	    .status_also = N_("programs of this machine are not served "
		"(--allow, --deny)"),
	    .source = "tests/typed/test_allow.py" },
	{ .of = NOTE(NOTE_LISTENING),
	    .status_also = N_("in another terminal: {connect}"),
	    .source = "tests/typed/test_first_steps.py" },
	{ .of = CALL_ACCEPT, .when = { OWN_DENIED },
	    .waiting = N_("waiting for a client; programs of this machine are "
		"not served (--allow, --deny)"),
	    .source = "tests/typed/test_allow.py" },
	{ .of = CALL_ACCEPT,
	    .said = N_("a client is let in: {made} is a new socket, the line "
		"to this client alone; {fd} is still the reception desk"),
	    .waiting = N_("waiting for a client; in another terminal: "
		"{connect}"),
	    .why = N_("the kernel, the core of the system, had made the "
		"connection already: accept() takes it out of the line, and "
		"gives it a socket of its own"),
	    .why_waiting = WAIT_WHY,
	    .source = "accept(2); listen(2); tests/told/test_true.py" },
	{ .of = NOTE(NOTE_ACCEPTED), .when = { OF_MANY },
	    .said = N_("client {client} connected: {who}"),
	    .source = "accept(2)" },
	{ .of = NOTE(NOTE_ACCEPTED), .when = { ONE },
	    .said = "",
	    .status = N_("client {short_raddr} connected"),
	    .source = "accept(2)" },
	{ .of = NOTE(NOTE_ACCEPTED), .when = { MAPPED },
	    .whose = N_("this is an IPv4 client, {short_raddr}, as an IPv6 "
		"socket shows it"),
	    .source = "ipv6(7); RFC 3493 3.7" },
	{ .of = NOTE(NOTE_ACCEPTED),
	    .word = N_("laddr, local: this end; raddr, remote: the other end, "
		"the client, whose system usually chooses its port; the "
		"address leads to a machine, the port to a program on it"),
	    .source = "getsockname(2); getpeername(2); ip(7)" },
	{ .of = NOTE(NOTE_REFUSED),
	    .said = N_("client {short_raddr} is not served (--allow, --deny): "
		"its connection is closed at once"),
	    .source = "tests/typed/test_allow.py" },
	{ .of = NOTE(NOTE_QUEUED),
	    .said = N_("another client is waiting; only one is served, and "
		"the other will be cut off in the end"),
	    .source = "tests/talk/test_eof.py; listen(2)" },
	{ .of = NOTE(NOTE_FULL),
	    .said = N_("another client is waiting, and will be served when "
		"one of these leaves (--max-clients)"),
	    .source = "tests/clients/test_clients.py" },

	/* A client connects. */
	{ .of = CALL_CONNECT,
	    .waiting = N_("asking {host} for a connection to whatever program "
		"has port {port} there"),
	    .why_waiting = WAIT_WHY,
	    .source = "connect(2); RFC 9293 3.5" },
	{ .of = NOTE(NOTE_SILENCE),
	    .said = N_("no answer so far: the machine may be off, a firewall "
		"may drop what is sent to it, or the server's queue may be "
		"full (Ctrl-C ends)"),
	    .source = "connect(2); tcp(7); tests/told/test_true.py" },
	{ .of = NOTE(NOTE_NEXT),
	    .said = N_("there is another address to try"), .status = "",
	    .source = "getaddrinfo(3)" },
	{ .of = NOTE(NOTE_CONNECTED), .when = { TO_ITSELF },
	    .said = N_("the socket is connected to itself: both ends are "
		"{raddr}, because the port it was given is the one that it "
		"asked for"),
	    .always = true,
	    .source = "RFC 9293 3.5; tests/typed/test_addresses.py" },
	{ .of = NOTE(NOTE_CONNECTED), .when = { BOUND },
	    .said = N_("connected to {raddr}"),
	    .source = "connect(2)" },
	{ .of = NOTE(NOTE_CONNECTED),
	    .said = N_("connected to {raddr}; the system chose port {port} "
		"for this end"),
	    .status = N_("connected to {short_raddr}"),
	    .word = N_("laddr, local: this end; raddr, remote: the other end, "
		"the server; the address leads to a machine, the port to a "
		"program on it"),
	    .why = N_("connect() returns when the other end's kernel (the "
		"core of its system) has answered; the program there may not "
		"have called accept() yet"),
	    .source = "connect(2); ip(7); getsockname(2); "
		"tests/told/test_true.py" },

	/* Bytes. */
	{ .of = SENDS, .when = { SHORT },
	    .said = N_("the system took {n} of {asked} bytes, as many as it "
		"has room for; the rest has to wait"),
	    .source = "send(2); write(2)" },
	{ .of = SENDS, .when = { ACCENTS },
	    .word = N_("in UTF-8, the usual way to write text as bytes, a "
		"letter with an accent takes two bytes"),
	    .source = "RFC 3629 3" },
	{ .of = SENDS, .when = { A_LINE_WITH_END },
	    .said = N2_("{characters} character and the newline became {n} "
		"bytes: {bytes}",
		"{characters} characters and the newline became {n} "
		"bytes: {bytes}"),
	    .number = "characters",
	    .source = "RFC 3629 3" },
	{ .of = SENDS, .when = { A_LINE },
	    .said = N2_("{characters} character became {n} bytes: {bytes}",
		"{characters} characters became {n} bytes: {bytes}"),
	    .number = "characters",
	    .source = "RFC 3629 3" },
	{ .of = SENDS,
	    .said = N2_("{n} byte: {bytes}",
		"{n} bytes: {bytes}"),
	    .number = "n",
	    .why = N_("the kernel took the bytes to send; they may not have "
		"arrived yet, and nothing here says that they will"),
	    .source = "send(2)" },
	{ .of = NOTE(NOTE_STALLED),
	    .said = N_("for a second the system has taken nothing more: the "
		"other end does not read, or the way to it is broken; what "
		"is typed waits"),
	    .source = "send(2); RFC 9293 3.8.6" },
	{ .of = NOTE(NOTE_UNSENT),
	    .said = N_("1 MiB waits to be sent already; what was typed last "
		"is not sent"),
	    .source = "tests/prompt/test_prompt.py" },
	{ .of = CALL_RECVMMSG,
	    .said = N2_("{n} message in one call: {bytes}",
		"{n} messages in one call; the first: {bytes}"),
	    .number = "n", .also = "", .status = "",
	    .why = N_("recvmmsg() asks the kernel once for what several "
		"recv() would have had to ask for"),
	    .source = "recvmmsg(2)" },
	{ .of = RECEIVES, .when = { NOTHING, FAILED },
	    .said = N_("after the error, 0 says only that nothing more can "
		"come"),
	    .why = "", .status = "",
	    .source = "recv(2); tests/told/test_true.py" },
	{ .of = RECEIVES, .when = { NOTHING, MANY }, .status = "" },
	{ .of = RECEIVES, .when = { NOTHING, WE_FINISHED }, .status = "" },
	{ .of = RECEIVES, .when = { NOTHING, NO_SOCKET }, .status = "" },
	{ .of = RECEIVES, .when = { NOTHING, CAN_STILL_SEND },
	    .said = N_("the other end finished sending, and nothing more will "
		"come; it may have left altogether: only a send would tell "
		"(Ctrl-D ends)"),
	    .always = true,
	    .source = "recv(2); RFC 9293 3.6.1" },
	{ .of = RECEIVES, .when = { NOTHING },
	    .said = N_("the other end finished sending: nothing more will "
		"come"),
	    .always = true,
	    .why = N_("0 means the end; with no data yet, recv() would wait; "
		"whether the other end still receives, 0 does not say"),
	    .source = "recv(2); RFC 9293 3.6.1" },
	{ .of = RECEIVES, .when = { CUT_CHARACTER },
	    .also = N_("as UTF-8, the last character is not whole: its other "
		"bytes may come with the next recv()"),
	    .source = "RFC 3629 3" },
	{ .of = RECEIVES, .when = { AS_MANY_AS_ASKED },
	    .said = N2_("{n} byte read, as many as were asked for; more may "
		"be there: {bytes}",
		"{n} bytes read, as many as were asked for; more may be "
		"there: {bytes}"),
	    .number = "n", .status = "",
	    .source = "recv(2); tcp(7)" },
	{ .of = RECEIVES,
	    .said = N2_("{n} byte had come (up to {asked} were asked for): "
		"{bytes}",
		"{n} bytes had come (up to {asked} were asked for): "
		"{bytes}"),
	    .number = "n",
	    .status = "",
	    .why = N_("TCP carries a stream of bytes, not messages: one "
		"recv() may return part of what was sent at once, or several "
		"sends together"),
	    .source = "recv(2); tcp(7); RFC 9293 2.2" },

	/* From a socket, or from the pipe that a splice from a socket has
	   filled. What passed was not read, so there is nothing to show. */
	{ .of = CALL_SPLICE, .when = { NO_SOCKET }, .why = "" },
	{ .of = CALL_SPLICE, .when = { NOTHING },
	    .said = N_("nothing could be moved: recv() says why"),
	    .source = "splice(2)" },
	{ .of = CALL_SPLICE, .when = { NO_SOCKET },
	    .said = N2_("{n} byte moved on from the pipe to {to}",
		"{n} bytes moved on from the pipe to {to}"),
	    .number = "n",
	    .source = "splice(2)" },
	{ .of = CALL_SPLICE,
	    .said = N2_("{n} byte moved from socket {fd} into a pipe, {to}, "
		"inside the kernel: sockdemo does not read what it moves",
		"{n} bytes moved from socket {fd} into a pipe, {to}, "
		"inside the kernel: sockdemo does not read what it moves"),
	    .number = "n",
	    .why = N_("recv() would copy what came into this program, and "
		"write() would copy it out again; splice() leaves it inside "
		"the kernel, which for much data costs less"),
	    .source = "splice(2); tests/bench/README.md" },
	{ .of = CALL_PIPE2,
	    .said = N_("a pipe: what is put into {pipe_in} comes out of "
		"{pipe_out}"),
	    .source = "pipe(2)" },

	/* The end. */
	{ .of = NOTE(NOTE_INPUT_ENDED), .when = { MANY },
	    .said = N_("this end finished sending, to every client; they can "
		"still send, and others can come (Ctrl-C ends)"),
	    .source = "shutdown(2)" },
	{ .of = NOTE(NOTE_INPUT_ENDED),
	    .said = N_("there is nothing more to send; the other end is not "
		"told (--no-shutdown)"),
	    .source = "tests/talk/test_eof.py" },
	{ .of = CALL_SHUTDOWN, .when = { MANY }, .status = "" },
	{ .of = CALL_SHUTDOWN, .when = { EXIT_ON_EOF }, .status = "" },
	{ .of = CALL_SHUTDOWN, .when = { NO_SOCKET }, .status = "" },
	{ .of = CALL_SHUTDOWN, .when = { THEY_FINISHED },
	    .said = N_("this end has finished sending, as the other end had "
		"already"),
	    .status = "",
	    .source = "shutdown(2); RFC 9293 3.6" },
	{ .of = CALL_SHUTDOWN,
	    .said = N_("this end has finished sending; it can still receive"),
	    .status = N_("this end finished sending; waiting for the other "
		"end to finish"),
	    .why = N_("shutdown() ends one direction only: the other end's "
		"recv() returns 0 after the last byte, and it can still send; "
		"but some servers take that for leaving (--no-shutdown)"),
	    .source = "shutdown(2); RFC 9293 3.6.1; tests/told/test_true.py" },
	{ .of = CALL_CLOSE, .when = { NO_SOCKET },
	    .said = "", .why = "", .more = "" },
	{ .of = CALL_CLOSE, .when = { LISTENER },
	    .said = N_("socket {fd}, the reception desk, is closed; the "
		"number {fd} can be used again"),
	    .why = N_("closing the socket that listens does not close the "
		"connections that it accepted"),
	    .more = N_("clients that still wait in line are cut off (RST)"),
	    .source = "close(2); accept(2); tests/talk/test_eof.py" },
	{ .of = CALL_CLOSE,
	    .said = N_("socket {fd} is closed; the number {fd} can be used "
		"again"),
	    .source = "close(2)" },
	{ .of = CALL_CLOSE, .when = { CLOSES_IN_ORDER },
	    .why = N_("close() frees the number; what the kernel took to send "
		"is still sent, normally"),
	    .more = N_("where bytes had come that nobody read, the kernel "
		"cuts the connection instead (RST), and they and those "
		"not sent yet are lost; the end whose sending ended first "
		"keeps the connection for a while, in TIME_WAIT"),
	    .source = "close(2); RFC 9293 3.6.1; tcp(7); "
		"tests/told/test_true.py" },
	{ .of = NOTE(NOTE_OVER), .when = { OF_MANY, RESET },
	    .said = N_("client {client} cut the connection (RST)"),
	    .source = "recv(2); RFC 9293 3.5.3" },
	{ .of = NOTE(NOTE_OVER), .when = { OF_MANY, THEY_FINISHED },
	    .said = N_("client {client} finished sending; its connection is "
		"closed"),
	    .source = "recv(2); close(2)" },
	{ .of = NOTE(NOTE_OVER), .when = { OF_MANY },
	    .said = N_("the connection of client {client} is closed"),
	    .source = "close(2)" },
	{ .of = NOTE(NOTE_OVER), .when = { ONE, CLIENT },
	    .status = N_("the connection to {short_raddr} is closed"),
	    .source = "close(2)" },
	{ .of = NOTE(NOTE_OVER), .when = { ONE, THEY_FINISHED },
	    .status = N_("client {short_raddr} finished sending; its "
		"connection is closed"),
	    .source = "recv(2); close(2)" },
	{ .of = NOTE(NOTE_OVER), .when = { ONE },
	    .status = N_("the connection of client {short_raddr} is "
		"closed"),
	    .source = "close(2)" },
	{ .of = NOTE(NOTE_OVER), .when = { NOTHING_CAME },
	    .also = NOTHING_CAME_BACK, .status_also = NOTHING_CAME_BACK,
	    .source = "tests/told/test_true.py" },
	{ .of = NOTE(NOTE_OVER), .when = { FAILED }, .ended = "" },
	{ .of = NOTE(NOTE_OVER), .when = { THEY_WERE_FIRST },
	    .ended = N_("the other end finished first"),
	    .source = "recv(2)" },
	{ .of = NOTE(NOTE_OVER), .when = { WE_WERE_FIRST },
	    .ended = N_("this end finished first, as far as it could see"),
	    .source = "shutdown(2); close(2)" },
	{ .of = NOTE(NOTE_OVER), .when = { FAILED },
	    .totals = N_("bytes given to the kernel: {sent}, of which the "
		"last may be lost; received: {received}; time: {seconds}"),
	    .source = "send(2); RFC 9293 3.5.3" },
	{ .of = NOTE(NOTE_OVER),
	    .totals = N_("bytes sent: {sent}; received: {received}; time: "
		"{seconds}"),
	    .source = "send(2); recv(2)" },

	/* Options that were read back. */
	{ .of = NOTE(NOTE_OPTION), .when = { DIFFERS },
	    .said = "{difference}", .status = "",
	    .source = "socket(7); ip(7); tcp(7)" },
	{ .of = NOTE(NOTE_OPTION), .when = { DIFFERS },
	    .said = N_("the kernel took another value than was asked for"),
	    .source = "getsockopt(2)" },
	{ .of = NOTE(NOTE_OPTION), .status = "" },

	SAYINGS_END
};
/* clang-format on */
