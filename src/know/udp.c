/*
 * What is said of UDP: what it shares with other datagrams is in datagram.c,
 * and what both have no words for in tcp.c. Sources: udp(7), ip(7), RFC 768.
 */
#include "know/sayings.h"

#define BIND_WHY                                                          \
	N_("there is no listen() and no accept() after it: there are no " \
	   "connections; SO_REUSEADDR is not set unless that is asked "   \
	   "for, since on UDP it lets two programs share the port, each " \
	   "datagram reaching one of them")

/* clang-format off */
const struct saying udp_sayings[] = {
	{ .of = CALL_SOCKET, .when = { IPV6 },
	    .said = N_("a UDP socket over IPv6, number {made}; it has no "
		"address yet") },
	{ .of = CALL_SOCKET,
	    .said = N_("a UDP socket over IPv4, number {made}; it has no "
		"address yet"),
	    .why = N_("SOCK_DGRAM makes it UDP: each send is one datagram, "
		"and arrives whole or not at all; some may be lost, come "
		"twice or in another order, and nobody tells") },

	/* A client's bind() is what it is over TCP. */
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
	{ .of = CALL_BIND, .when = { PORT_0, ANY_ADDRESS },
	    .said = N_("bound, on a free UDP port that the kernel chose, on "
		"{interfaces}") },
	{ .of = CALL_BIND, .when = { PORT_0 },
	    .said = N_("bound, on a free UDP port that the kernel chose, on "
		"{host}") },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, V6ONLY },
	    .said = N_("bound to UDP port {port} on every IPv6 address of "
		"this machine: {interfaces}; anyone who reaches them can send "
		"to it") },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, IPV6 },
	    .said = N_("bound to UDP port {port} on every address of this "
		"machine, IPv6 and IPv4: {interfaces}; anyone who reaches "
		"them can send to it") },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS },
	    .said = N_("bound to UDP port {port} on every IPv4 address of "
		"this machine: {interfaces}; anyone who reaches them can send "
		"to it") },
	{ .of = CALL_BIND, .when = { LOOPBACK },
	    .said = N_("bound to UDP port {port} on {host}: only programs on "
		"this machine can send to it") },
	{ .of = CALL_BIND,
	    .said = N_("bound to UDP port {port} on {host}: anyone who "
		"reaches that address can send to it"),
	    .why = BIND_WHY },

	{ .of = NOTE(NOTE_CONNECTED),
	    .why = N_("it succeeds whoever is there, or nobody: that nothing "
		"receives on that port shows only when something is sent, if "
		"the other machine says so") },
	{ .of = SENDS,
	    .why = N_("nothing says that it will arrive: UDP asks for no "
		"answer, and does not send it again") },
	{ .of = NOTE(NOTE_SENDER), .when = { OF_MANY },
	    .why = N_("its address is all that tells one client from another, "
		"and anybody can write a false one; nobody says that it "
		"leaves, so that it is remembered while there is room") },

	SAYINGS_END
};
/* clang-format on */
