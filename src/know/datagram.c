/*
 * What is said of datagrams, over UDP as between programs of one machine. What
 * is UDP's alone is in udp.c. Sources: udp(7), unix(7), recv(2).
 */
#include "know/sayings.h"

/* clang-format off */
const struct saying datagram_sayings[] = {
	{ .of = CALL_SETSOCKOPT, .when = { KEEPS_ERRORS },
	    .said = N_("refusals will be kept (ICMP messages), with who sent "
		"them"),
	    .why = N_("without it, send() or recv() still fail when a machine "
		"refuses, but which machine it was is lost") },
	{ .of = CALL_SETSOCKOPT, .when = { ABOUT_REUSE },
	    .said = "{option_help}", .why = "" },

	{ .of = NOTE(NOTE_BOUND),
	    .said = N_("no listen(), no accept(): there are no connections; "
		"waiting for a datagram; in another terminal: {connect}"),
	    .status = N_("bound to {laddr}; waiting for a datagram (Ctrl-C "
		"ends)") },
	{ .of = NOTE(NOTE_BOUND), .when = { OUTER_ADDRESS },
	    .status_also = N_("on the other machine: "
		"{connect_from_outside}") },
	{ .of = NOTE(NOTE_BOUND), .when = { OWN_DENIED },
	    .status_also = N_("programs of this machine are not served "
		"(--allow, --deny)") },
	{ .of = NOTE(NOTE_BOUND),
	    .status_also = N_("in another terminal: {connect}") },
	{ .of = NOTE(NOTE_CONNECTED),
	    .said = N_("connect() sent nothing: what is sent here goes to "
		"{raddr} from now on, and only what comes from there is "
		"received"),
	    .status = N_("what is sent goes to {short_raddr}; whether anybody "
		"is there is not known yet"),
	    .why = "" },

	{ .of = SENDS, .when = { NOTHING },
	    .said = N_("an empty datagram: it is sent as well") },
	{ .of = SENDS,
	    .said = N2_("a datagram of {n} byte: {hex}",
		"a datagram of {n} bytes: {hex}"),
	    .number = "n" },
	{ .of = CALL_RECVMMSG,
	    .said = N2_("{n} message in one call: {hex}",
		"{n} messages in one call; the first: {hex}"),
	    .number = "n", .also = "", .status = "",
	    .why = N_("recvmmsg() asks the kernel once for what several "
		"recv() would have had to ask for") },
	{ .of = RECEIVES, .when = { NOTHING },
	    .said = N_("an empty datagram came; it ends nothing"),
	    .always = true,
	    .why = N_("with TCP, recv() = 0 is the end; here there is no end, "
		"and a datagram may be empty") },
	{ .of = RECEIVES, .when = { TRUNCATED },
	    .said = N_("a datagram of {n} bytes, of which {fit} fit; the "
		"others are lost: {hex}"),
	    .always = true },
	{ .of = RECEIVES, .also = "" },
	{ .of = RECEIVES,
	    .said = N2_("a datagram of {n} byte, whole: {hex}",
		"a datagram of {n} bytes, whole: {hex}"),
	    .number = "n",
	    .status = "",
	    .why = N_("one recv() is one datagram, never part of one and "
		"never two; what does not fit into the buffer is lost, and "
		"MSG_TRUNC has the call return the real size") },

	{ .of = NOTE(NOTE_SENDER), .when = { OF_MANY, UNNAMED },
	    .said = N_("client {client} is whoever has no address: they "
		"cannot be answered, nor told apart") },
	{ .of = NOTE(NOTE_SENDER), .when = { OF_MANY },
	    .said = N_("client {client}, {short_raddr}, sent its first "
		"datagram") },
	{ .of = NOTE(NOTE_SENDER), .when = { UNNAMED },
	    .said = N_("the sender has no address, so that it cannot be "
		"answered") },
	{ .of = NOTE(NOTE_SENDER), .when = { FIRST },
	    .said = N_("{short_raddr} sent the first datagram; what is sent "
		"here goes to whoever sent last") },
	{ .of = NOTE(NOTE_SENDER),
	    .said = N_("now it was {short_raddr} that sent: what is sent here "
		"goes there from now on") },
	{ .of = NOTE(NOTE_FULL),
	    .said = N_("there is room for no more clients (--max-clients): "
		"from now on each new one takes the place of the one that has "
		"been quiet for the longest") },
	{ .of = NOTE(NOTE_ICMP), .when = { PORT_REFUSED },
	    .said = N_("{rhost} said so: port unreachable (ICMP type {type}, "
		"code {code})") },
	{ .of = NOTE(NOTE_ICMP),
	    .said = N_("{rhost} said so: ICMP type {type}, code {code}") },

	{ .of = NOTE(NOTE_INPUT_ENDED),
	    .said = N_("there is nothing more to send; datagrams are still "
		"received (Ctrl-C ends)") },
	{ .of = CALL_CLOSE,
	    .why = N_("close() sends nothing: the other end is not told, and "
		"may go on sending") },
	{ .of = NOTE(NOTE_OVER), .when = { OF_MANY },
	    .said = N_("client {client} is forgotten, and is not told; if it "
		"sends again, it is a new one") },
	{ .of = NOTE(NOTE_OVER), .when = { ONE },
	    .status = N_("the socket is closed") },

	SAYINGS_END
};
/* clang-format on */
