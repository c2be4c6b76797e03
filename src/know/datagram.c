/*
 * What is said of datagrams, over UDP as between programs of one machine. What
 * is UDP's alone is in udp.c.
 */
#include "know/sayings.h"

#define NO_ANSWERS                                                     \
	N_("{raddr} stands for several machines: answers, which come " \
	   "from their own addresses, are not received here")

/* clang-format off */
const struct saying datagram_sayings[] = {
	{ .of = CALL_SETSOCKOPT, .when = { KEEPS_ERRORS },
	    .said = N_("so that this end learns who refuses, if nobody is "
		"there"),
	    .why = N_("a machine that refuses a datagram may say so, in a "
		"message of its own (ICMP); with this option the kernel, the "
		"core of the system, keeps who it was; without it, send() or "
		"recv() of a connected socket only fails"),
	    .source = "ip(7); ipv6(7); udp(7); RFC 1122 4.1.3.3" },
	{ .of = CALL_SETSOCKOPT, .when = { ABOUT_REUSE },
	    .said = "{option_help}", .why = "", .more = "",
	    .source = "socket(7); unix(7)" },

	{ .of = NOTE(NOTE_BOUND),
	    .said = N_("no listen(), no accept(): there are no connections; "
		"waiting for a datagram; in another terminal: {connect}"),
	    .status = N_("bound to {laddr}; waiting for a datagram (Ctrl-C "
		"ends)"),
	    .source = "udp(7); unix(7); listen(2)" },
	{ .of = NOTE(NOTE_BOUND), .when = { OUTER_ADDRESS },
	    .status_also = N_("on the other machine: "
		"{connect_from_outside}"),
	    .source = "getifaddrs(3)" },
	{ .of = NOTE(NOTE_BOUND), .when = { OWN_DENIED },
	    .status_also = N_("programs of this machine are not served "
		"(--allow, --deny)"),
	    .source = "tests/typed/test_allow.py" },
	{ .of = NOTE(NOTE_BOUND),
	    .status_also = N_("in another terminal: {connect}"),
	    .source = "tests/typed/test_first_steps.py" },
	{ .of = NOTE(NOTE_CONNECTED), .when = { TO_SEVERAL },
	    .also = NO_ANSWERS, .status_also = NO_ANSWERS,
	    .source = "udp(7); ip(7); connect(2); tests/told/test_true.py" },
	{ .of = NOTE(NOTE_CONNECTED),
	    .said = N_("connect() sent nothing: what is sent here goes to "
		"{raddr} from now on, and only what comes from there is "
		"received"),
	    .status = N_("what is sent goes to {short_raddr}; whether anybody "
		"is there is not known yet"),
	    .word = N_("laddr, local: this end; raddr, remote: the other end; "
		"the address leads to a machine, the port to a program on "
		"it"),
	    .why = "",
	    .source = "connect(2); udp(7)" },

	{ .of = SENDS, .when = { NOTHING },
	    .said = N_("an empty datagram: it is sent as well"),
	    .source = "RFC 768; send(2)" },
	{ .of = SENDS,
	    .said = N2_("a datagram of {n} byte: {bytes}",
		"a datagram of {n} bytes: {bytes}"),
	    .number = "n",
	    .source = "udp(7); unix(7)" },
	{ .of = CALL_RECVMMSG,
	    .said = N2_("{n} message in one call: {bytes}",
		"{n} messages in one call; the first: {bytes}"),
	    .number = "n", .also = "", .status = "",
	    .why = N_("recvmmsg() asks the kernel once for what several "
		"recv() would have had to ask for"),
	    .source = "recvmmsg(2)" },
	{ .of = RECEIVES, .when = { NOTHING },
	    .said = N_("an empty datagram came; it ends nothing"),
	    .always = true,
	    .why = N_("with TCP, recv() = 0 is the end; here there is no end, "
		"and a datagram may be empty"),
	    .source = "recv(2); udp(7); unix(7)" },
	{ .of = RECEIVES, .when = { TRUNCATED },
	    .said = N_("a datagram of {n} bytes, of which {fit} fit; the "
		"others are lost: {bytes}"),
	    .always = true,
	    .source = "recv(2); udp(7)" },
	{ .of = RECEIVES, .also = "" },
	{ .of = RECEIVES,
	    .said = N2_("a datagram of {n} byte, whole: {bytes}",
		"a datagram of {n} bytes, whole: {bytes}"),
	    .number = "n",
	    .status = "",
	    .why = N_("one recv() is one datagram, never part of one and "
		"never two; what does not fit into the buffer is lost, and "
		"MSG_TRUNC has the call return the real size"),
	    .source = "recv(2); udp(7); unix(7)" },

	{ .of = NOTE(NOTE_SENDER), .when = { OF_MANY, UNNAMED },
	    .said = N_("client {client} is whoever has no address: they "
		"cannot be answered, nor told apart"),
	    .source = "unix(7)" },
	{ .of = NOTE(NOTE_SENDER), .when = { OF_MANY, TO_ITSELF },
	    .said = N_("client {client}, {short_raddr}, has the address of "
		"this very socket: it is not answered, since each answer "
		"would come back here"),
	    .status = N_("client {client} has the address of this very "
		"socket: it is not answered"),
	    .source = "sendto(2); udp(7)" },
	{ .of = NOTE(NOTE_SENDER), .when = { OF_MANY },
	    .said = N_("client {client}, {short_raddr}, sent its first "
		"datagram"),
	    .source = "recvfrom(2)" },
	{ .of = NOTE(NOTE_SENDER), .when = { UNNAMED },
	    .said = N_("the sender has no address, so that it cannot be "
		"answered"),
	    .source = "unix(7)" },
	{ .of = NOTE(NOTE_SENDER), .when = { FIRST },
	    .said = N_("{short_raddr} sent the first datagram; what is sent "
		"here goes to whoever sent last"),
	    .source = "recvfrom(2); sendto(2)" },
	{ .of = NOTE(NOTE_SENDER),
	    .said = N_("now it was {short_raddr} that sent: what is sent here "
		"goes there from now on"),
	    .source = "recvfrom(2); sendto(2)" },
	{ .of = NOTE(NOTE_FULL),
	    .said = N_("there is room for no more clients (--max-clients): "
		"from now on each new one takes the place of the one that has "
		"been quiet for the longest"),
	    .source = "tests/transports/test_udp_clients.py" },
	{ .of = NOTE(NOTE_ICMP), .when = { PORT_REFUSED },
	    .said = N_("answer of {rhost}: port unreachable (ICMP type "
		"{type}, code {code})"),
	    .source = "RFC 792; RFC 4443 3.1; ip(7)" },
	{ .of = NOTE(NOTE_ICMP),
	    .said = N_("answer of {rhost}: ICMP type {type}, code {code}"),
	    .source = "RFC 792; RFC 4443 2.1; ip(7)" },

	{ .of = NOTE(NOTE_INPUT_ENDED), .when = { TO_SEVERAL },
	    .said = N_("there is nothing more to send (Ctrl-C ends)"),
	    .source = "tests/transports/test_udp.py" },
	{ .of = NOTE(NOTE_INPUT_ENDED),
	    .said = N_("there is nothing more to send; datagrams are still "
		"received (Ctrl-C ends)"),
	    .source = "tests/transports/test_udp.py" },
	{ .of = CALL_CLOSE,
	    .why = N_("close() sends nothing: the other end is not told, and "
		"may go on sending"),
	    .more = "",
	    .source = "udp(7); RFC 768" },
	{ .of = NOTE(NOTE_OVER), .when = { OF_MANY },
	    .said = N_("client {client} is forgotten, and is not told; if it "
		"sends again, it is a new one"),
	    .source = "tests/transports/test_udp_clients.py" },
	{ .of = NOTE(NOTE_OVER), .when = { ONE },
	    .status = N_("the socket is closed"),
	    .source = "close(2)" },

	SAYINGS_END
};
/* clang-format on */
