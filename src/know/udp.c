/*
 * What is said of UDP: what it shares with other datagrams is in datagram.c,
 * and what both have no words for in tcp.c.
 */
#include "know/sayings.h"

#define SOCKET_SAID                                                        \
	N_("the program asks for a socket that sends single messages, "    \
	   "datagrams; the system calls it {made}, and it has no address " \
	   "yet")

#define MANY_REACH N_("whoever can reach one of these addresses can send to it")

#define BIND_WHY                                                          \
	N_("there is no listen() and no accept() after it: there are no " \
	   "connections; SO_REUSEADDR is not set unless that is asked "   \
	   "for, since on UDP it lets two programs share the port")

/* clang-format off */
const struct saying udp_sayings[] = {
	{ .of = CALL_SOCKET, .when = { IPV6 },
	    .said = SOCKET_SAID,
	    .why = N_("AF_INET6: its addresses are those of IPv6, such as "
		"::1; SOCK_DGRAM: it is for UDP, each send is one datagram, "
		"and arrives whole or not at all; some may be lost, come "
		"twice or in another order, and nobody tells"),
	    .source = "socket(2); ipv6(7); udp(7); RFC 768" },
	{ .of = CALL_SOCKET,
	    .said = SOCKET_SAID,
	    .why = N_("AF_INET: its addresses are those of IPv4, such as "
		"127.0.0.1; SOCK_DGRAM: it is for UDP, each send is one "
		"datagram, and arrives whole or not at all; some may be lost, "
		"come twice or in another order, and nobody tells"),
	    .source = "socket(2); ip(7); udp(7); RFC 768" },

	/* A client's bind() is what it is over TCP. */
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

	/* A server's. Groups of machines first: see the group's row below. */
	{ .of = CALL_BIND, .when = { GROUP },
	    .said = N_("this socket has UDP port {port} now, for what is sent "
		"to the group of machines {host}: that comes only if this "
		"machine is in the group, and sockdemo does not join it"),
	    .also = "",
	    .source = "ip(7); ipv6(7); RFC 1112 7.1" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, PORT_0, ONE_DEVICE },
	    .said = N_("this socket has a free UDP port now that the system "
		"chose, the number by which others find this program; only "
		"what comes through {device} reaches it"),
	    .source = "bind(2); socket(7)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, ONE_DEVICE },
	    .said = N_("this socket has UDP port {port} now, the number by "
		"which others find this program; only what comes through "
		"{device} reaches it"),
	    .also = "",
	    .source = "bind(2); socket(7)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, PORT_0, NONE_UP },
	    .said = N_("this socket has a free UDP port now that the system "
		"chose, the number by which others find this program; but no "
		"network interface of this machine is up"),
	    .source = "bind(2); ip(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, NONE_UP },
	    .said = N_("this socket has UDP port {port} now, the number by "
		"which others find this program; but no network interface of "
		"this machine is up"),
	    .also = "",
	    .source = "bind(2); ip(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, PORT_0 },
	    .said = N_("this socket has a free UDP port now that the system "
		"chose, the number by which others find this program, at "
		"{interfaces}"),
	    .source = "bind(2); ip(7); ipv6(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, V6ONLY },
	    .said = N_("this socket has UDP port {port} now, the number by "
		"which others find this program, at every IPv6 address of "
		"this machine: {interfaces}"),
	    .source = "bind(2); ipv6(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS, IPV6 },
	    .said = N_("this socket has UDP port {port} now, the number by "
		"which others find this program, at every address of this "
		"machine, IPv6 and IPv4: {interfaces}"),
	    .source = "bind(2); ipv6(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { ANY_ADDRESS },
	    .said = N_("this socket has UDP port {port} now, the number by "
		"which others find this program, at every IPv4 address of "
		"this machine: {interfaces}"),
	    .also = MANY_REACH,
	    .source = "bind(2); ip(7); getifaddrs(3)" },
	{ .of = CALL_BIND, .when = { LOOPBACK, PORT_0 },
	    .said = N_("this socket has a free UDP port of {host} now that "
		"the system chose, the number by which others find this "
		"program; only programs of this machine reach that address"),
	    .source = "bind(2); ip(7); RFC 1122 3.2.1.3; RFC 4291 2.5.3" },
	{ .of = CALL_BIND, .when = { LOOPBACK },
	    .said = N_("this socket has UDP port {port} of {host} now, the "
		"number by which others find this program; only programs of "
		"this machine reach that address"),
	    .also = "",
	    .source = "bind(2); ip(7); RFC 1122 3.2.1.3; RFC 4291 2.5.3" },
	{ .of = CALL_BIND, .when = { PORT_0 },
	    .said = N_("this socket has a free UDP port of {host} now that "
		"the system chose, the number by which others find this "
		"program"),
	    .source = "bind(2); ip(7)" },
	{ .of = CALL_BIND,
	    .said = N_("this socket has UDP port {port} of {host} now, the "
		"number by which others find this program"),
	    .also = N_("whoever can reach that address can send to it"),
	    .why = BIND_WHY,
	    .source = "udp(7); socket(7); bind(2)" },

	{ .of = NOTE(NOTE_CONNECTED),
	    .why = N_("it succeeds whoever is there, or nobody: that nothing "
		"receives on that port shows only when something is sent, if "
		"the other machine says so"),
	    .source = "udp(7); connect(2); RFC 1122 4.1.3.1" },
	{ .of = SENDS,
	    .why = N_("nothing says that it will arrive: UDP asks for no "
		"answer, and does not send it again"),
	    .source = "RFC 768; udp(7)" },
	{ .of = NOTE(NOTE_SENDER), .when = { OF_MANY },
	    .why = N_("its address is all that tells one client from another, "
		"and anybody can write a false one; nobody says that it "
		"leaves, so that it is remembered while there is room"),
	    .source = "udp(7); RFC 2827; "
		"tests/transports/test_udp_clients.py" },

	SAYINGS_END
};
/* clang-format on */
