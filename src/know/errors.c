#include "know/errors.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "know/names.h"

/* Conditions: what must be so for a row to be true. */

static bool
ours(const struct facts *f)
{
	return f->ours;
}

static bool
ours_ipv6(const struct facts *f)
{
	return f->ours && f->ipv6;
}

static bool
ipv6(const struct facts *f)
{
	return f->ipv6;
}

static bool
goes_out(const struct facts *f)
{
	return f->call == CALL_CONNECT || call_sends(f->call);
}

/* The networks of fe80: are many: %eth0 says which one is meant. */
static bool
link_local_without_zone(const struct facts *f)
{
	return (f->call == CALL_BIND || f->call == CALL_CONNECT) &&
	    f->host != NULL && strncasecmp(f->host, "fe80:", 5) == 0 &&
	    strchr(f->host, '%') == NULL;
}

static bool
name_with_zone(const struct facts *f)
{
	return f->name != NULL && strchr(f->name, '%') != NULL;
}

static bool
without_name(const struct facts *f)
{
	return f->name == NULL;
}

static bool
has_listener(const struct facts *f)
{
	return f->holder == HOLDER_LISTENER;
}

static bool
in_time_wait(const struct facts *f)
{
	return f->holder == HOLDER_TIME_WAIT;
}

static bool
below_lowest(const struct facts *f)
{
	return f->port > 0 && f->port < f->lowest;
}

static bool
below_lowest_8080_is_not(const struct facts *f)
{
	return below_lowest(f) && f->lowest <= 8080;
}

static bool
limit_below_4096(const struct facts *f)
{
	return f->limit > 0 && f->limit < 4096;
}

static bool
udp(const struct facts *f)
{
	return f->datagram && !f->local;
}

static bool
udp_sends(const struct facts *f)
{
	return udp(f) && goes_out(f);
}

static bool
udp_ours(const struct facts *f)
{
	return udp(f) && f->ours;
}

static bool
udp_ours_ipv6(const struct facts *f)
{
	return udp(f) && f->ours && f->ipv6;
}

/* Else it was not UDP's own limit, but that of a network on the way. */
static bool
udp_too_big(const struct facts *f)
{
	return udp(f) && f->size > f->most;
}

static bool
udp_ipv6_too_big(const struct facts *f)
{
	return udp_too_big(f) && f->ipv6;
}

/* Broadcast and multicast addresses; a network's own, such as 192.168.1.255,
   do not show what they are. */
static bool
tcp_to_many(const struct facts *f)
{
	int first = f->host != NULL ? atoi(f->host) : 0;

	if (f->host == NULL || f->datagram || f->local)
		return false;
	return strcmp(f->host, "255.255.255.255") == 0 ||
	    (!f->ipv6 && first >= 224 && first <= 239) ||
	    (f->ipv6 && strncasecmp(f->host, "ff", 2) == 0);
}

static bool
as_client(const struct facts *f)
{
	return f->client;
}

static bool
from_loopback(const struct facts *f)
{
	return f->source != NULL && strncmp(f->source, "127.", 4) == 0 &&
	    !f->ours;
}

static bool
local(const struct facts *f)
{
	return f->local;
}

static bool
local_datagram(const struct facts *f)
{
	return f->local && f->datagram;
}

static bool
local_abstract(const struct facts *f)
{
	return f->local && f->at_path == PATH_ABSTRACT;
}

static bool
local_socket(const struct facts *f)
{
	return f->local && f->at_path == PATH_SOCKET;
}

static bool
local_no_socket(const struct facts *f)
{
	return f->local && f->at_path == PATH_OTHER;
}

/*
 * What is said of an error. Rows are read from above, and each of the three
 * texts is the first that is there, whose row fits, and whose holes can all be
 * filled. So the rows of an error go from what is known best to what is always
 * true, and a row says only what is its own. "" is a text: nothing to say.
 */
struct row {
	enum call_id call;                  /* or ANY */
	int err;                            /* or OTHER */
	bool (*when)(const struct facts *); /* NULL: always */
	const char *label;
	const char *meaning;
	const char *advice;
};

#define ANY CALL_COUNT
#define OTHER 0

static const struct row rows[] = {
	/* Names. */
	{ CALL_GETADDRINFO, EAI_NONAME, name_with_zone, NULL,
	    N_("No address was found for \"{name}\": after the \"%\" comes "
	       "an interface of this machine."),
	    N_("Check what follows the \"%\". To see the interfaces: "
	       "ip link") },
	{ CALL_GETADDRINFO, EAI_NONAME, without_name, NULL,
	    N_("The name or the service is not known on this machine."),
	    N_("Give the port as a number.") },
	{ CALL_GETADDRINFO, EAI_NONAME, NULL, N_("unknown name"),
	    N_("No address was found for the name \"{name}\"."),
	    N_("Check the spelling, or give the address in numbers: "
	       "127.0.0.1") },
	{ CALL_GETADDRINFO, EAI_SERVICE, NULL, N_("unknown service"),
	    N_("The service \"{service}\" is not known on this machine for "
	       "this kind of socket."),
	    N_("Give the port as a number. The names that are known are in "
	       "/etc/services.") },
	{ CALL_GETADDRINFO, EAI_SERVICE, NULL, NULL,
	    N_("The service is not known on this machine for this kind of "
	       "socket."),
	    NULL },
	{ CALL_GETADDRINFO, EAI_AGAIN, NULL,
	    N_("the name cannot be looked up now"),
	    N_("No DNS server could say which address \"{name}\" has."),
	    N_("Check the network and try again. The DNS servers are listed "
	       "in /etc/resolv.conf.") },
	{ CALL_GETADDRINFO, EAI_AGAIN, NULL, NULL,
	    N_("No DNS server could say which address the name has."), NULL },
	{ CALL_GETADDRINFO, EAI_FAIL, NULL, N_("the name cannot be looked up"),
	    N_("The lookup failed for good: a DNS server may have refused it."),
	    N_("Check the spelling, or give the address in numbers: "
	       "127.0.0.1") },
	{ CALL_GETADDRINFO, EAI_NODATA, NULL, N_("name without an address"),
	    N_("The name \"{name}\" exists, but has no address of the kind "
	       "asked for."),
	    N_("Try it without -4 or -6.") },
	{ CALL_GETADDRINFO, EAI_NODATA, NULL, NULL,
	    N_("The name exists, but has no address of the kind asked for."),
	    NULL },
	{ CALL_GETADDRINFO, EAI_ADDRFAMILY, NULL,
	    N_("no address of this family"),
	    N_("\"{name}\" has no address of the family asked for."),
	    N_("Try it without -4 or -6.") },
	{ CALL_GETADDRINFO, EAI_ADDRFAMILY, NULL, NULL,
	    N_("The name has no address of the family asked for."), NULL },
	{ CALL_GETADDRINFO, EAI_FAMILY, NULL,
	    N_("address family not supported"),
	    N_("The addresses asked for are of a family that names do not "
	       "have."),
	    "" },
	{ CALL_GETADDRINFO, EAI_SOCKTYPE, NULL, N_("socket type not supported"),
	    N_("The type of socket and the protocol asked for do not go "
	       "together."),
	    "" },
	{ CALL_GETADDRINFO, EAI_BADFLAGS, NULL, N_("invalid flags"),
	    N_("The flags in the hints do not exist, or do not go together."),
	    "" },
	{ CALL_GETADDRINFO, EAI_MEMORY, NULL, N_("out of memory"),
	    N_("There was not enough memory for this call."), "" },
	{ CALL_GETADDRINFO, EAI_SYSTEM, NULL, N_("system error"),
	    N_("The system itself failed while it looked up the name."), "" },

	/* UDP. */
	{ ANY, EMSGSIZE, udp_ipv6_too_big, NULL,
	    N_("A UDP datagram over IPv6 carries at most {most} bytes; this "
	       "one has {size}, and was not sent."),
	    NULL },
	{ ANY, EMSGSIZE, udp_too_big, NULL,
	    N_("A UDP datagram over IPv4 carries at most {most} bytes; this "
	       "one has {size}, and was not sent."),
	    NULL },
	{ CALL_RECV, EMSGSIZE, udp, NULL,
	    N_("A machine on the way answered (ICMP) that a datagram was too "
	       "big for its network."),
	    NULL },
	{ ANY, EMSGSIZE, udp, N_("datagram too big"), NULL,
	    N_("Send it in parts, or use TCP (without -u).") },
	{ ANY, ECONNREFUSED, udp_ours_ipv6, NULL, NULL,
	    N_("Try, in another terminal: sockdemo listen -u -6 {port}") },
	{ ANY, ECONNREFUSED, udp_ours, NULL, NULL,
	    N_("Try, in another terminal: sockdemo listen -u {port}") },
	{ ANY, ECONNREFUSED, udp, NULL,
	    N_("{sayer} answered (ICMP) that nothing receives on port {port} "
	       "there."),
	    N_("Check the address and the port, and that the other program "
	       "is running.") },
	{ ANY, ECONNREFUSED, udp, NULL,
	    N_("An answer came (ICMP) that nothing receives on port {port} "
	       "there."),
	    NULL },
	{ ANY, EACCES, udp_sends, NULL, NULL,
	    N_("To send to a broadcast address: --set SO_BROADCAST") },
	{ ANY, EADDRINUSE, udp, NULL, NULL,
	    N_("Choose another port. To see who has it: ss -uanp") },

	/* Sockets that have a path for an address. */
	{ CALL_CONNECT, ENOENT, local, NULL,
	    N_("{address} does not exist: the server creates it, with "
	       "bind()."),
	    N_("Try, in another terminal: sockdemo listen {options} "
	       "{address}") },
	{ CALL_SENDTO, ENOENT, local, NULL,
	    N_("{address} does not exist any more: whoever made it removed "
	       "it."),
	    NULL },
	{ CALL_BIND, ENOENT, local, NULL,
	    N_("The folder {folder} does not exist."), NULL },
	{ CALL_CONNECT, ECONNREFUSED, local_no_socket, NULL,
	    N_("{address} is there, but it is not a socket."),
	    N_("Check the path.") },
	{ CALL_CONNECT, ECONNREFUSED, local_socket, NULL,
	    N_("{address} is there, but no program listens on that socket: "
	       "usually, the file was left behind."),
	    NULL },
	{ CALL_CONNECT, ECONNREFUSED, local_abstract, NULL,
	    N_("No program of this machine listens on the name {address}."),
	    NULL },
	{ CALL_CONNECT, ECONNREFUSED, local, NULL, NULL,
	    N_("Try, in another terminal: sockdemo listen {options} "
	       "{address}") },
	{ ANY, ECONNREFUSED, local, NULL,
	    N_("The socket {address} is closed by now."), NULL },
	{ CALL_CONNECT, EPROTOTYPE, local_datagram, NULL,
	    N_("The socket {address} is not for datagrams."),
	    N_("Try it without -u.") },
	{ CALL_CONNECT, EPROTOTYPE, local, NULL,
	    N_("The socket {address} is not for connections."),
	    N_("Try it with -u.") },
	{ CALL_CONNECT, EACCES, local, NULL,
	    N_("The permissions of {address}, or of a folder on the way, do "
	       "not let this program connect."),
	    N_("To see them: ls -l {address}") },
	{ CALL_BIND, EACCES, local, NULL,
	    N_("This program may not make a file in the folder {folder}."),
	    N_("Choose another path.") },
	{ CALL_BIND, EADDRINUSE, local_no_socket, NULL,
	    N_("{address} exists and is not a socket; it was not touched."),
	    N_("Choose another path.") },
	{ CALL_BIND, EADDRINUSE, local_socket, NULL,
	    N_("The socket of another program is at {address}; it was not "
	       "touched."),
	    N_("Stop that program, or choose another path. To find it: "
	       "ss -xap") },
	{ CALL_BIND, EADDRINUSE, local, NULL,
	    N_("Another socket already has the name {address}."),
	    N_("Choose another name. To see who has it: ss -xap") },
	{ ANY, ECONNRESET, local, NULL,
	    N_("The other end closed the connection without reading all that "
	       "was sent to it, or without having accepted it; data may be "
	       "lost."),
	    "" },

	/* One's own address and port. */
	{ ANY, EADDRINUSE, has_listener, NULL,
	    N_("A program is already listening on port {port}."),
	    N_("Stop it, or choose another port. To find it: ss -ltnp") },
	{ ANY, EADDRINUSE, in_time_wait, NULL,
	    N_("An old connection on port {port} is still in TIME_WAIT: "
	       "{seconds} s left."),
	    N_("Wait, or choose another port.") },
	{ ANY, EADDRINUSE, in_time_wait, NULL,
	    N_("An old connection on port {port} is still in TIME_WAIT."),
	    NULL },
	{ CALL_CONNECT, EADDRINUSE, NULL, NULL,
	    N_("This end's address and port are already in use by another "
	       "socket."),
	    N_("With -p, choose another port.") },
	{ ANY, EADDRINUSE, NULL, N_("address already in use"),
	    N_("Another socket already has port {port}."),
	    N_("Choose another port. To see who has it: ss -tanp") },
	{ ANY, EADDRINUSE, NULL, NULL,
	    N_("Another socket already has this address, or no port is free."),
	    NULL },
	{ CALL_CONNECT, EADDRNOTAVAIL, ipv6, N_("address not available"),
	    N_("This machine has no IPv6 address to reach {host} from, or no "
	       "free port."),
	    N_("If the other machine has an IPv4 address too, try: -4") },
	{ CALL_CONNECT, EADDRNOTAVAIL, NULL,
	    N_("no free port is left for this destination"),
	    N_("Every port that this end could take is already in use for "
	       "connections to {address}."),
	    N_("Wait a little; with -p, choose another port.") },
	{ CALL_BIND, EADDRNOTAVAIL, as_client, NULL, NULL,
	    N_("Choose one of these: {addresses}; or leave out -s.") },
	{ CALL_BIND, EADDRNOTAVAIL, ipv6, NULL, NULL,
	    N_("Choose one of these: {addresses}; or :: for all.") },
	{ CALL_BIND, EADDRNOTAVAIL, NULL, NULL,
	    N_("{host} is not an address of this machine."),
	    N_("Choose one of these: {addresses}; or 0.0.0.0 for all.") },
	{ ANY, EADDRNOTAVAIL, NULL, N_("address not available"),
	    N_("This machine does not have that address, or no port is free."),
	    N_("To see the addresses of this machine: ip address") },
	{ CALL_BIND, EACCES, below_lowest_8080_is_not, NULL, NULL,
	    N_("Choose a higher port, for example 8080.") },
	{ CALL_BIND, EACCES, below_lowest, NULL,
	    N_("On this machine, ports below {lowest} are kept for the "
	       "administrator."),
	    N_("Choose port {lowest} or a higher one.") },
	{ CALL_BIND, EACCES, NULL, NULL,
	    N_("The system does not let this program use that address."),
	    NULL },
	{ ANY, ENODEV, NULL, N_("no such network interface"),
	    N_("This machine has no such network interface."),
	    N_("To see the interfaces: ip link") },
	{ ANY, EINVAL, link_local_without_zone, NULL,
	    N_("{host} is valid on one network only, and which one is not "
	       "said."),
	    /* xgettext:no-c-format */
	    N_("Add the interface, for example {host}%eth0. To see the "
	       "interfaces: ip link") },
	{ CALL_CONNECT, EINVAL, from_loopback, NULL,
	    N_("From {source} only this machine can be reached."),
	    N_("Leave out -s.") },
	{ CALL_BIND, EINVAL, NULL, NULL,
	    N_("The socket is already bound, or the address does not fit it."),
	    NULL },

	/* Files, for sockets that have a path for an address. */
	{ CALL_BIND, ENOENT, NULL, N_("no such folder"),
	    N_("The folder for the socket's file does not exist."), "" },
	{ CALL_UNLINK, EISDIR, NULL, N_("not a file"),
	    N_("There is a folder at that path."), "" },
	{ CALL_UNLINK, EBUSY, NULL, N_("in use"),
	    N_("It is in use, and cannot be changed now."), "" },
	{ CALL_UNLINK, EIO, NULL, N_("input/output error"),
	    N_("A device failed, and data may be lost."), "" },
	{ CALL_UNLINK, EROFS, NULL, N_("read-only file system"),
	    N_("Nothing can be removed there."), "" },
	{ CALL_UNLINK, ELOOP, NULL, N_("too many symbolic links"),
	    N_("The path goes through too many symbolic links."), "" },
	{ CALL_BIND, EROFS, NULL, N_("read-only file system"),
	    N_("The socket's file cannot be made there: nothing can be "
	       "written."),
	    "" },
	{ CALL_BIND, ELOOP, NULL, N_("too many symbolic links"),
	    N_("The path goes through too many symbolic links."), "" },
	{ ANY, ENAMETOOLONG, NULL, N_("name too long"),
	    N_("The path is too long for the address of a socket."), "" },
	{ ANY, ENOTDIR, NULL, N_("not a folder"),
	    N_("A folder was expected, and it is something else."), "" },

	/* The way to the other machine. */
	{ CALL_CONNECT, ECONNREFUSED, ours_ipv6, NULL, NULL,
	    N_("Try, in another terminal: sockdemo listen -6 {port}") },
	{ CALL_CONNECT, ECONNREFUSED, ours, NULL,
	    N_("The machine refused (RST): usually, nothing is listening on "
	       "port {port}."),
	    N_("Try, in another terminal: sockdemo listen {port}") },
	{ CALL_CONNECT, ECONNREFUSED, NULL, NULL,
	    N_("The machine, or a firewall before it, refused: usually, "
	       "nothing is listening on port {port}."),
	    N_("Check the address and the port, and that the server is "
	       "running.") },
	{ ANY, ECONNREFUSED, NULL, N_("connection refused"),
	    N_("What was sent was refused: usually, nothing is listening "
	       "there."),
	    "" },
	{ CALL_CONNECT, ETIMEDOUT, ours, NULL,
	    N_("No answer came in time: on this machine, that usually means "
	       "that the server's queue is full, because it does not call "
	       "accept()."),
	    N_("Look at the server; to wait less: -w 5") },
	{ CALL_CONNECT, ETIMEDOUT, NULL, NULL,
	    N_("No answer came in time: the machine may be off, a firewall "
	       "may drop the packets, or the server's queue may be full."),
	    N_("Check the address; to wait less: -w 5") },
	{ ANY, ETIMEDOUT, NULL, N_("timed out"),
	    N_("The other end no longer answers: it did not acknowledge in "
	       "time what was sent to it."),
	    N_("Open a new connection.") },
	{ CALL_CONNECT, ENETUNREACH, tcp_to_many, NULL,
	    N_("{host} stands for many machines, and a TCP connection has "
	       "only two ends."),
	    N_("Give the address of one machine; to send to many: -u") },
	{ ANY, ENETUNREACH, ipv6, NULL,
	    N_("There is no IPv6 route to that network."),
	    N_("If the other machine has an IPv4 address too, try: -4") },
	{ ANY, ENETUNREACH, NULL, N_("network unreachable"),
	    N_("There is no route to that network."),
	    N_("Check the cable or the Wi-Fi. To see the routes: ip route") },
	{ CALL_CONNECT, EHOSTUNREACH, NULL, NULL, NULL,
	    N_("Check the address. To test: ping {host}") },
	{ ANY, EHOSTUNREACH, NULL, N_("machine unreachable"),
	    N_("That machine cannot be reached: it may be off, or a firewall "
	       "may refuse."),
	    N_("Check the address.") },
	{ ANY, EHOSTDOWN, NULL, N_("machine off, or not on the network"),
	    N_("That machine does not answer on its network."),
	    N_("Check the address.") },
	{ ANY, ENETDOWN, NULL, N_("network interface down"),
	    N_("The network interface that leads there is down."),
	    N_("To see the interfaces: ip link") },
	{ ANY, ENONET, NULL, N_("machine cut off from the network"),
	    N_("This machine seems to be cut off from that network."),
	    N_("Check the cable or the Wi-Fi. To see the routes: ip route") },
	{ ANY, EACCES, goes_out, NULL,
	    N_("A rule of this machine forbids it, a firewall's for example, "
	       "or the address is a broadcast address."),
	    NULL },
	{ ANY, EPERM, goes_out, NULL,
	    N_("A rule of this machine forbids it, a firewall's for example, "
	       "or the address is a broadcast address."),
	    NULL },
	{ CALL_ACCEPT, EPERM, NULL, NULL,
	    N_("A rule of this machine forbids it, a firewall's for example."),
	    NULL },
	{ ANY, EPROTO, NULL, N_("protocol error"),
	    N_("Something arrived that does not keep to the protocol."), "" },

	/* The connection, and the state that it is in. */
	{ ANY, ECONNRESET, NULL, N_("connection reset"),
	    N_("The other end cut the connection (RST); data may be lost."),
	    N_("Look at the other end: did the program stop suddenly, or "
	       "close with data unread?") },
	{ CALL_ACCEPT, ECONNABORTED, NULL, NULL,
	    N_("A connection was cut while it waited for accept()."),
	    N_("Accept the next one.") },
	{ ANY, ECONNABORTED, NULL, N_("connection cut"),
	    N_("The connection of this socket has already failed."),
	    N_("Open a new connection.") },
	{ ANY, EPIPE, NULL, N_("connection closed for sending"),
	    N_("Nothing more can be sent on this socket."),
	    N_("Open a new connection.") },
	{ CALL_SHUTDOWN, ENOTCONN, NULL, NULL,
	    N_("The connection was over already: the other end cut it (RST), "
	       "or it failed in another way; data may be lost."),
	    N_("Open a new connection.") },
	{ CALL_RECV, ENOTCONN, NULL, NULL, NULL,
	    N_("A server receives on the socket that accept() returned.") },
	{ ANY, ENOTCONN, NULL, N_("socket not connected"),
	    N_("This socket is not connected, or no longer."), "" },
	{ ANY, EISCONN, NULL, N_("socket already connected"),
	    N_("This socket is already connected, or it is listening."),
	    N_("For another connection, make another socket.") },
	{ ANY, EALREADY, NULL, N_("connection already in progress"),
	    N_("An earlier attempt to connect this socket has not ended yet; "
	       "this is not a failure."),
	    N_("Wait until the socket is writable.") },
	{ ANY, EINPROGRESS, NULL, N_("connection in progress"),
	    N_("The connection is being made, and this socket does not wait "
	       "for it; this is not a failure."),
	    N_("Wait until the socket is writable.") },
	{ CALL_ACCEPT, EAGAIN, NULL, NULL,
	    N_("No client is waiting now; this is not a failure."), NULL },
	{ CALL_RECV, EAGAIN, NULL, NULL,
	    N_("There is nothing to read now; this is not a failure."), NULL },
	{ CALL_SPLICE, EAGAIN, NULL, NULL,
	    N_("There is nothing to move now, or no room for it; this is not "
	       "a failure."),
	    NULL },
	{ CALL_SEND, EAGAIN, NULL, NULL,
	    N_("There is no room to send now; this is not a failure."), NULL },
	{ CALL_FCNTL, EAGAIN, NULL, NULL,
	    N_("Another process uses or locks this file."),
	    N_("Wait a little, and try again.") },
	{ ANY, EAGAIN, NULL, N_("it would have to wait"),
	    N_("It cannot be done at once; this is not a failure."),
	    N_("Wait until the socket is ready (epoll), and try again.") },
	{ CALL_CONNECT, EINTR, NULL, NULL, NULL,
	    N_("The connection goes on being made: wait until the socket is "
	       "writable.") },
	{ CALL_CLOSE, EINTR, NULL, NULL, NULL,
	    N_("On Linux the descriptor is closed all the same: do not close "
	       "it again.") },
	{ ANY, EINTR, NULL, N_("interrupted by a signal"),
	    N_("A signal came while {call}() was at work."),
	    N_("Call {call}() again.") },
	{ CALL_LISTEN, EINVAL, NULL, NULL,
	    N_("This socket cannot listen: it may be connected already."),
	    NULL },
	{ CALL_SPLICE, EINVAL, NULL, NULL,
	    N_("One of the two cannot be spliced: a file that is appended to, "
	       "for example."),
	    N_("Read and write instead.") },
	{ CALL_ACCEPT, EINVAL, NULL, NULL,
	    N_("The socket is not listening: listen() comes before accept()."),
	    NULL },
	{ CALL_SHUTDOWN, EINVAL, NULL, NULL,
	    N_("Only SHUT_RD, SHUT_WR and SHUT_RDWR can be asked for."), NULL },

	/* What is sent. */
	{ ANY, EDESTADDRREQ, NULL, N_("no destination"),
	    N_("This socket is not connected, and no address was given to "
	       "send to."),
	    "" },
	{ ANY, EMSGSIZE, NULL, N_("message too big"),
	    N_("This socket sends each message whole, and this one is too "
	       "big; it was not sent."),
	    N_("Send it in parts.") },

	/* What a socket is, and can do. */
	{ CALL_SOCKET, EACCES, NULL, NULL,
	    N_("This program may not make a socket of this kind."), NULL },
	{ CALL_SOCKET, EPERM, NULL, NULL,
	    N_("This program may not make a socket of this kind."), NULL },
	{ CALL_SOCKET, EAFNOSUPPORT, ipv6, NULL,
	    N_("IPv6 is not available on this machine."), N_("Use IPv4: -4") },
	{ CALL_SOCKET, EAFNOSUPPORT, NULL, NULL,
	    N_("This kind of address is not available on this machine."),
	    NULL },
	{ ANY, EAFNOSUPPORT, NULL, N_("address family not supported"),
	    N_("The socket is for addresses of another kind."), "" },
	{ CALL_SOCKET, EINVAL, NULL, NULL,
	    N_("The kernel does not know this protocol, or these flags."),
	    NULL },
	{ ANY, EPROTONOSUPPORT, NULL, N_("protocol not supported"),
	    N_("The kernel has no such protocol for this kind of socket."),
	    "" },
	{ ANY, ESOCKTNOSUPPORT, NULL, N_("socket type not supported"),
	    N_("The kernel has no sockets of this type for these addresses."),
	    "" },
	{ ANY, EPROTOTYPE, NULL, N_("wrong type of socket"),
	    N_("The socket at the other end is of another type."), "" },
	{ CALL_SETSOCKOPT, ENOPROTOOPT, NULL, NULL,
	    N_("A socket of this kind has no option {option}, or not in the "
	       "state that it is in."),
	    N_("To see the options: man 7 socket, man 7 ip, man 7 tcp") },
	{ CALL_SETSOCKOPT, EINVAL, NULL, NULL,
	    N_("The kernel does not take this value for {option}, or not in "
	       "the state that the socket is in."),
	    N_("To see what it expects: man 7 socket, man 7 ip, man 7 tcp") },
	{ CALL_SETSOCKOPT, ENOENT, NULL, N_("unknown to the kernel"),
	    N_("The kernel has nothing of that name for {option}."),
	    N_("To see the algorithms for TCP_CONGESTION: sysctl "
	       "net.ipv4.tcp_available_congestion_control") },
	{ CALL_SETSOCKOPT, EPERM, NULL, NULL,
	    N_("Only the administrator may give {option} this value."), NULL },
	{ ANY, ENOPROTOOPT, NULL, N_("unknown option"),
	    N_("The kernel does not know this option at this level."), "" },
	{ CALL_SETSOCKOPT, EDOM, NULL, N_("value out of range"),
	    N_("The value is too small or too large for this option."), "" },
	{ CALL_LISTEN, EOPNOTSUPP, NULL, NULL,
	    N_("This type of socket has no connections to wait for."), NULL },
	{ CALL_ACCEPT, EOPNOTSUPP, NULL, NULL,
	    N_("This type of socket has no connections to wait for."), NULL },
	{ ANY, EOPNOTSUPP, NULL, N_("operation not supported"),
	    N_("This type of socket cannot do that."), "" },

	/* Descriptors. */
	{ CALL_EPOLL_CTL, EBADF, NULL, NULL,
	    N_("One of the two descriptors is not open."), NULL },
	{ ANY, EBADF, NULL, N_("invalid descriptor"),
	    N_("Descriptor {fd} is not open: it was closed, or never opened."),
	    "" },
	{ ANY, EBADF, NULL, NULL, N_("The descriptor is not open."), NULL },
	{ ANY, ENOTSOCK, NULL, N_("not a socket"),
	    N_("Descriptor {fd} is open, but it is not a socket's."), "" },
	{ ANY, ENOTSOCK, NULL, NULL,
	    N_("The descriptor is open, but it is not a socket's."), NULL },
	{ ANY, EMFILE, limit_below_4096, NULL, NULL,
	    N_("Close some connections, or raise the limit: ulimit -n 4096") },
	{ CALL_EPOLL_CREATE1, EMFILE, NULL, NULL,
	    N_("This program has as many descriptors open as it may, or this "
	       "user as many epolls."),
	    NULL },
	{ ANY, EMFILE, NULL, N_("too many open files"),
	    N_("This program already has {limit} descriptors open, its limit; "
	       "each socket is one."),
	    N_("Close some connections, or raise the limit. To see it: ulimit "
	       "-n") },
	{ ANY, EMFILE, NULL, NULL,
	    N_("This program has as many descriptors open as it may; each "
	       "socket is one."),
	    NULL },
	{ ANY, ENFILE, NULL, N_("too many open files on this machine"),
	    N_("The programs of this machine have together reached the limit "
	       "of open files."),
	    N_("Close some programs.") },

	/* epoll, fcntl and close: less often met. */
	{ CALL_SPLICE, ESPIPE, NULL, N_("no offset in a pipe"),
	    N_("An offset was given for a pipe or a socket, which have none."),
	    "" },
	{ CALL_EPOLL_CTL, EEXIST, NULL, N_("already watched"),
	    N_("This epoll already watches that descriptor."),
	    N_("To change what it waits for: EPOLL_CTL_MOD") },
	{ CALL_EPOLL_CTL, ENOENT, NULL, N_("not watched"),
	    N_("This epoll does not watch that descriptor."),
	    N_("To begin to watch it: EPOLL_CTL_ADD") },
	{ CALL_EPOLL_CTL, ELOOP, NULL, N_("epolls in a circle"),
	    N_("Epolls may not watch each other in a circle, nor more than "
	       "five deep."),
	    "" },
	{ CALL_EPOLL_CTL, ENOSPC, NULL, N_("no space left"),
	    N_("No more descriptors can be watched: the limit is reached."),
	    N_("The limit is in /proc/sys/fs/epoll/max_user_watches.") },
	{ CALL_EPOLL_CTL, EPERM, NULL, NULL,
	    N_("Descriptors of this kind cannot be watched: a file, for "
	       "example, is always ready."),
	    NULL },
	{ CALL_FCNTL, EACCES, NULL, NULL,
	    N_("Another process uses or locks this file."),
	    N_("Wait a little, and try again.") },
	{ CALL_FCNTL, EBUSY, NULL, N_("in use"),
	    N_("It is in use, and cannot be changed now."), "" },
	{ CALL_FCNTL, EDEADLK, NULL, N_("deadlock"),
	    N_("Two processes would wait for each other for ever."), "" },
	{ CALL_FCNTL, ENOLCK, NULL, N_("no locks left"),
	    N_("The system has no more locks on files to give."), "" },
	{ CALL_CLOSE, EIO, NULL, N_("input/output error"),
	    N_("A device failed, and data may be lost."), "" },
	{ CALL_CLOSE, ENOSPC, NULL, N_("no space left"),
	    N_("What was written before could not be stored: the disk is "
	       "full."),
	    "" },
	{ CALL_CLOSE, EDQUOT, NULL, N_("disk quota exceeded"),
	    N_("What was written before could not be stored: the disk quota "
	       "is used up."),
	    "" },

	/* Any call. */
	{ ANY, ENOENT, NULL, N_("no such file"),
	    N_("There is nothing at that path."), "" },
	{ ANY, EACCES, NULL, N_("permission denied"),
	    N_("The system does not allow this program to do that."), "" },
	{ ANY, EPERM, NULL, N_("operation not permitted"),
	    N_("The system does not allow this program to do that."), "" },
	{ ANY, EINVAL, NULL, N_("invalid argument or state"),
	    N_("An argument does not fit this call, or the state is not the "
	       "right one for it."),
	    N_("To see what it expects: man {section} {call}") },
	{ ANY, EFAULT, NULL, N_("invalid memory address"),
	    N_("A pointer given to the call leads outside this program's "
	       "memory."),
	    "" },
	{ ANY, ENOMEM, NULL, N_("out of memory"),
	    N_("There was not enough memory for this call."),
	    N_("Close some programs.") },
	{ ANY, ENOBUFS, NULL, N_("no memory for buffers"),
	    N_("The kernel had no room for the buffers of this call."),
	    N_("Wait a little, and try again.") },
	{ ANY, OTHER, NULL, N_("unexpected error"),
	    N_("The system reported an error that sockdemo has no words for."),
	    N_("Look it up in the manual page: man {section} {call}") },
};

/* A hole's name, and what is known for it: a string or a number. */
struct hole {
	const char *name;
	const char *text;     /* NULL: the number */
	unsigned long number; /* 0: not known */
};

static bool
put_hole(struct buf *b, const char *name, size_t len, const struct facts *f)
{
	const struct call_row *call = call_row(f->call);
	const struct hole holes[] = {
		{ "call", call->name, 0 },
		{ "section", NULL, (unsigned long)call->section },
		{ "address", f->address, 0 },
		{ "host", f->host, 0 },
		{ "name", f->name, 0 },
		{ "service", f->service, 0 },
		{ "addresses", f->addresses, 0 },
		{ "option", f->option, 0 },
		{ "source", f->source, 0 },
		{ "port", NULL, f->port },
		{ "lowest", NULL, f->lowest },
		{ "limit", NULL, f->limit },
		{ "seconds", NULL, f->seconds },
		{ "folder", f->folder, 0 },
		{ "options", f->options, 0 },
		{ "sayer", f->sayer, 0 },
		{ "size", NULL, f->size },
		{ "most", NULL, f->most },
		{ "fd", NULL, f->fd > 0 ? (unsigned long)f->fd : 0 },
	};

	for (size_t i = 0; i < sizeof(holes) / sizeof(holes[0]); i++) {
		const struct hole *h = &holes[i];

		if (strlen(h->name) != len || memcmp(h->name, name, len) != 0)
			continue;
		if (h->text != NULL)
			buf_put(b, h->text);
		else if (h->number != 0)
			buf_printf(b, "%lu", h->number);
		return h->text != NULL || h->number != 0;
	}
	return false;
}

/* Writes a text with its holes filled; false when one of them cannot be. */
static bool
fill(struct buf *b, const char *text, const struct facts *f)
{
	buf_clear(b);
	while (*text != '\0') {
		size_t n = strcspn(text, "{");

		buf_printf(b, "%.*s", (int)n, text);
		text += n;
		if (*text == '{') {
			size_t len = strcspn(text + 1, "}");

			if (!put_hole(b, text + 1, len, f))
				return false;
			text += len + 2;
		}
	}
	return true;
}

static bool
fits(const struct row *row, const struct facts *f)
{
	return (row->call == ANY || row->call == f->call) &&
	    (row->err == OTHER || row->err == f->err) &&
	    (row->when == NULL || row->when(f));
}

enum column { LABEL, MEANING, ADVICE };

static const char *
text_of(const struct row *row, enum column column)
{
	switch (column) {
	case LABEL:
		return row->label;
	case MEANING:
		return row->meaning;
	case ADVICE:
	default:
		return row->advice;
	}
}

/* Finds a column's text and fills it; returns the text, in English. */
static const char *
find(enum lang lang, enum column column, const struct facts *f, struct buf *b)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *text = text_of(&rows[i], column);

		if (text == NULL || !fits(&rows[i], f))
			continue;
		/* gettext("") is the catalogue's header. */
		if (fill(b, *text != '\0' ? tr(lang, text) : text, f))
			return text;
	}
	return "";
}

const char *
error_symbol(enum call_id call, int err)
{
	static char unknown[32]; /* until the next one */
	const char *name;

	name = call == CALL_GETADDRINFO ? name_eai(err) : name_errno(err);
	if (name != NULL)
		return name;
	snprintf(unknown, sizeof(unknown), "errno %d", err);
	return unknown;
}

const char *
error_label(enum lang lang, const struct facts *f)
{
	struct buf scratch; /* labels have no holes */
	const char *label = find(lang, LABEL, f, &scratch);

	return tr(lang, label);
}

void
error_meaning(enum lang lang, const struct facts *f, struct buf *b)
{
	find(lang, MEANING, f, b);
}

void
error_advice(enum lang lang, const struct facts *f, struct buf *b)
{
	find(lang, ADVICE, f, b);
}
