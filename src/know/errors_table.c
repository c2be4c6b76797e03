/*
 * The table of errors: what they are called, what happened, what to try. Its
 * conditions are in errors_when.c, its reader is errors.c.
 */
#include "know/errors_table.h"

#include <errno.h>
#include <netdb.h>

#include "know/errors_when.h"
#include "text/lang.h"

const struct error_row error_rows[] = {
	/* Names. */
	{ CALL_GETADDRINFO, EAI_NONAME, when_name_with_zone, NULL,
	    N_("No address was found for \"{name}\": after the \"%\" comes "
	       "an interface of this machine."),
	    N_("Check what follows the \"%\". To see the interfaces: "
	       "ip link") },
	{ CALL_GETADDRINFO, EAI_NONAME, when_without_name, NULL,
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

	/* A server is missing that would be one of this machine. */
	{ ANY, ECONNREFUSED, NULL, NULL, NULL,
	    N_("Try, in another terminal: {listen}") },
	{ CALL_CONNECT, ENOENT, NULL, NULL, NULL,
	    N_("Try, in another terminal: {listen}") },

	/* UDP. */
	{ ANY, EMSGSIZE, when_udp_ipv6_too_big, NULL,
	    N_("A UDP datagram over IPv6 carries at most {most} bytes; this "
	       "one has {size}, and was not sent."),
	    NULL },
	{ ANY, EMSGSIZE, when_udp_too_big, NULL,
	    N_("A UDP datagram over IPv4 carries at most {most} bytes; this "
	       "one has {size}, and was not sent."),
	    NULL },
	{ CALL_RECV, EMSGSIZE, when_udp, NULL,
	    N_("A machine on the way answered (ICMP) that a datagram was too "
	       "big for its network."),
	    NULL },
	{ ANY, EMSGSIZE, when_udp, N_("datagram too big"), NULL,
	    N_("Send it in parts, or use TCP (without -u).") },
	{ ANY, ECONNREFUSED, when_udp, NULL,
	    N_("{sayer} answered (ICMP) that nothing receives on port {port} "
	       "there."),
	    N_("Check the address and the port, and that the other program "
	       "is running.") },
	{ ANY, ECONNREFUSED, when_udp, NULL,
	    N_("An answer came (ICMP) that nothing receives on port {port} "
	       "there."),
	    NULL },
	{ ANY, EACCES, when_udp_sends, NULL, NULL,
	    N_("To send to a broadcast address: --set SO_BROADCAST") },
	{ ANY, EADDRINUSE, when_udp, NULL, NULL,
	    N_("Choose another port. To see who has it: ss -uanp") },

	/* Sockets that have a path for an address. */
	{ CALL_CONNECT, ENOENT, when_local, NULL,
	    N_("{address} does not exist: the server creates it, with "
	       "bind()."),
	    NULL },
	{ CALL_SENDTO, ENOENT, when_local, NULL,
	    N_("{address} does not exist any more: whoever made it removed "
	       "it."),
	    NULL },
	{ CALL_BIND, ENOENT, when_local, NULL,
	    N_("The folder {folder} does not exist."), NULL },
	{ CALL_CONNECT, ECONNREFUSED, when_local_no_socket, NULL,
	    N_("{address} is there, but it is not a socket."),
	    N_("Check the path.") },
	{ CALL_CONNECT, ECONNREFUSED, when_local_socket, NULL,
	    N_("{address} is there, but no program listens on that socket: "
	       "usually, the file was left behind."),
	    NULL },
	{ CALL_CONNECT, ECONNREFUSED, when_local_abstract, NULL,
	    N_("No program of this machine listens on the name {address}."),
	    NULL },
	{ ANY, ECONNREFUSED, when_local, NULL,
	    N_("The socket {address} is closed by now."), NULL },
	{ CALL_CONNECT, EPROTOTYPE, when_local_datagram, NULL,
	    N_("The socket {address} is not for datagrams."),
	    N_("Try it without -u.") },
	{ CALL_CONNECT, EPROTOTYPE, when_local, NULL,
	    N_("The socket {address} is not for connections."),
	    N_("Try it with -u.") },
	{ CALL_CONNECT, EACCES, when_local, NULL,
	    N_("The permissions of {address}, or of a folder on the way, do "
	       "not let this program connect."),
	    N_("To see them: ls -l {address}") },
	{ CALL_BIND, EACCES, when_local, NULL,
	    N_("This program may not make a file in the folder {folder}."),
	    N_("Choose another path.") },
	{ CALL_BIND, EADDRINUSE, when_local_no_socket, NULL,
	    N_("{address} exists and is not a socket; it was not touched."),
	    N_("Choose another path.") },
	{ CALL_BIND, EADDRINUSE, when_local_socket, NULL,
	    N_("The socket of another program is at {address}; it was not "
	       "touched."),
	    N_("Stop that program, or choose another path. To find it: "
	       "ss -xap") },
	{ CALL_BIND, EADDRINUSE, when_local, NULL,
	    N_("Another socket already has the name {address}."),
	    N_("Choose another name. To see who has it: ss -xap") },
	{ ANY, ECONNRESET, when_local, NULL,
	    N_("The other end closed the connection without reading all that "
	       "was sent to it, or without having accepted it; data may be "
	       "lost."),
	    "" },

	/* One's own address and port. */
	{ ANY, EADDRINUSE, when_has_listener, NULL,
	    N_("A program is already listening on port {port}."),
	    N_("Stop it, or choose another port. To find it: ss -ltnp") },
	{ ANY, EADDRINUSE, when_in_time_wait, NULL,
	    N_("An old connection on port {port} is still in TIME_WAIT: "
	       "{seconds} s left."),
	    N_("Wait, or choose another port.") },
	{ ANY, EADDRINUSE, when_in_time_wait, NULL,
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
	{ CALL_CONNECT, EADDRNOTAVAIL, when_ipv6, N_("address not available"),
	    N_("This machine has no IPv6 address to reach {host} from, or no "
	       "free port."),
	    N_("If the other machine has an IPv4 address too, try: -4") },
	{ CALL_CONNECT, EADDRNOTAVAIL, NULL,
	    N_("no free port is left for this destination"),
	    N_("Every port that this end could take is already in use for "
	       "connections to {address}."),
	    N_("Wait a little; with -p, choose another port.") },
	{ CALL_SEND, ENOBUFS, when_udp, N_("no room: the datagram is lost"),
	    N_("There was no room for the datagram on its way out; usually, the "
	       "queue of the network interface is full."),
	    N_("Send more slowly.") },
	{ CALL_CONNECT, EAGAIN, when_not_local, N_("no port is free"),
	    N_("Every port that this end could take by itself is in use."),
	    N_("Wait a little; or choose a port with -p.") },
	{ CALL_BIND, EADDRNOTAVAIL, when_as_client, NULL, NULL,
	    N_("Choose one of these: {addresses}; or leave out -s.") },
	{ CALL_BIND, EADDRNOTAVAIL, when_ipv6, NULL, NULL,
	    N_("Choose one of these: {addresses}; or :: for all.") },
	{ CALL_BIND, EADDRNOTAVAIL, NULL, NULL,
	    N_("{host} is not an address of this machine."),
	    N_("Choose one of these: {addresses}; or 0.0.0.0 for all.") },
	{ ANY, EADDRNOTAVAIL, NULL, N_("address not available"),
	    N_("This machine does not have that address, or no port is free."),
	    N_("To see the addresses of this machine: ip address") },
	{ CALL_BIND, EACCES, when_below_lowest_8080_is_not, NULL, NULL,
	    N_("Choose a higher port, for example 8080.") },
	{ CALL_BIND, EACCES, when_below_lowest, NULL,
	    N_("On this machine, ports below {lowest} are kept for the "
	       "administrator."),
	    N_("Choose port {lowest} or a higher one.") },
	{ CALL_BIND, EACCES, NULL, NULL,
	    N_("The system does not let this program use that address."),
	    NULL },
	{ ANY, ENODEV, NULL, N_("no such network interface"),
	    N_("This machine has no such network interface."),
	    N_("To see the interfaces: ip link") },
	{ ANY, EINVAL, when_link_local_without_zone, NULL,
	    N_("{host} is valid on one network only, and which one is not "
	       "said."),
	    /* xgettext:no-c-format */
	    N_("Add the interface, for example {host}%eth0. To see the "
	       "interfaces: ip link") },
	{ CALL_CONNECT, EINVAL, when_from_loopback, NULL,
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
	{ CALL_CONNECT, ECONNREFUSED, when_ours, NULL,
	    N_("The machine refused (RST): usually, nothing is listening on "
	       "port {port}."),
	    NULL },
	{ CALL_CONNECT, ECONNREFUSED, NULL, NULL,
	    N_("The machine, or a firewall before it, refused: usually, "
	       "nothing is listening on port {port}."),
	    N_("Check the address and the port, and that the server is "
	       "running.") },
	{ ANY, ECONNREFUSED, NULL, N_("connection refused"),
	    N_("What was sent was refused: usually, nothing is listening "
	       "there."),
	    "" },
	{ CALL_CONNECT, ETIMEDOUT, when_ours, NULL,
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
	{ CALL_CONNECT, ENETUNREACH, when_tcp_to_many, NULL,
	    N_("{host} stands for many machines, and a TCP connection has "
	       "only two ends."),
	    N_("Give the address of one machine; to send to many: -u") },
	{ ANY, ENETUNREACH, when_ipv6, NULL,
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
	{ ANY, EACCES, when_goes_out, NULL,
	    N_("A rule of this machine forbids it, a firewall's for example, "
	       "or the address is a broadcast address."),
	    NULL },
	{ ANY, EPERM, when_goes_out, NULL,
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
	{ CALL_SOCKET, EAFNOSUPPORT, when_ipv6, NULL,
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
	{ ANY, EMFILE, when_limit_below_4096, NULL, NULL,
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

const size_t error_row_count = sizeof(error_rows) / sizeof(error_rows[0]);
