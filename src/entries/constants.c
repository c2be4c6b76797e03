/*
 * The constants: all other names in capitals that sockdemo shows, or that stand
 * beside its calls.
 */
#include "entries/tables.h"
#include "text/lang.h"

/* Its parts are rows, and each is shorter than C has every compiler take. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/* clang-format off */
const char entries_of_constants[] =
	CONSTANT(AS_IS("AF_INET"),
	    N_("the address family of IPv4"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("AF_INET6"),
	    N_("the address family of IPv6"),
	    AS_IS("ipv6(7)"))
	CONSTANT(AS_IS("AF_UNIX"),
	    N_("the address family of sockets within one machine, whose "
	       "address is a path"),
	    AS_IS("unix(7)"))
	CONSTANT(AS_IS("AF_UNSPEC"),
	    N_("no address family in particular: for getaddrinfo(), IPv4 and "
	       "IPv6"),
	    AS_IS("getaddrinfo(3)"))
	CONSTANT(AS_IS("AF_NETLINK"),
	    N_("sockets through which programs talk to the kernel"),
	    AS_IS("netlink(7)"))
	CONSTANT(AS_IS("AF_PACKET"),
	    N_("sockets that see whole packets; for the administrator"),
	    AS_IS("packet(7)"))
	CONSTANT(AS_IS("AF_VSOCK"),
	    N_("sockets between a virtual machine and its host"),
	    AS_IS("vsock(7)"))
	CONSTANT(AS_IS("IPPROTO_TCP"),
	    N_("TCP, as a protocol for socket() and as a level of options"),
	    AS_IS("tcp(7)"))
	CONSTANT(AS_IS("IPPROTO_UDP"),
	    N_("UDP, as a protocol for socket() and as a level of options"),
	    AS_IS("udp(7)"))
	CONSTANT(AS_IS("IPPROTO_IP"),
	    N_("0: the usual protocol for the kind of socket; and the level "
	       "of IPv4 options"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IPPROTO_IPV6"),
	    N_("the level of IPv6 options"),
	    AS_IS("ipv6(7)"))
	CONSTANT(AS_IS("IPPROTO_ICMP"),
	    N_("ICMP: messages about packets, and ping"),
	    AS_IS("icmp(7)"))
	CONSTANT(AS_IS("IPPROTO_ICMPV6"),
	    N_("ICMP for IPv6"),
	    AS_IS("ipv6(7); RFC 4443"))
	CONSTANT(AS_IS("IPPROTO_SCTP"),
	    N_("SCTP: connections that keep messages apart"),
	    AS_IS("sctp(7); RFC 9260"))
	CONSTANT(AS_IS("IPPROTO_UDPLITE"),
	    N_("UDP-Lite: datagrams that may be partly damaged"),
	    AS_IS("udplite(7)"))
	CONSTANT(AS_IS("IPPROTO_RAW"),
	    N_("raw sockets: the program writes the IP header itself"),
	    AS_IS("raw(7)"))
	CONSTANT(AS_IS("IPPROTO_MPTCP"),
	    N_("Multipath TCP: one connection over several ways"),
	    AS_IS("https://www.mptcp.dev; RFC 8684"))
	CONSTANT(AS_IS("SOL_SOCKET"),
	    N_("the level of options that every kind of socket has"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SOCK_STREAM"),
	    N_("a stream of bytes over a connection: with AF_INET, TCP"),
	    AS_IS("socket(2), tcp(7)"))
	CONSTANT(AS_IS("SOCK_DGRAM"),
	    N_("datagrams: with AF_INET, UDP"),
	    AS_IS("socket(2), udp(7)"))
	CONSTANT(AS_IS("SOCK_RAW"),
	    N_("raw packets of a protocol; for the administrator"),
	    AS_IS("raw(7)"))
	CONSTANT(AS_IS("SOCK_SEQPACKET"),
	    N_("messages in order over a connection: with AF_UNIX"),
	    AS_IS("unix(7)"))
	CONSTANT(AS_IS("SOCK_RDM"),
	    N_("messages that arrive, but not in order; hardly any protocol "
	       "has it"),
	    AS_IS("socket(2)"))
	CONSTANT(AS_IS("SOCK_DCCP"),
	    N_("datagrams with congestion control"),
	    AS_IS("socket(2); RFC 4340"))
	CONSTANT(AS_IS("SOCK_PACKET"),
	    N_("the old way to see whole packets: use AF_PACKET"),
	    AS_IS("packet(7)"))
	CONSTANT(AS_IS("SOCK_NONBLOCK"),
	    N_("the new socket does not block"),
	    AS_IS("socket(2)"))
	CONSTANT(AS_IS("SOCK_CLOEXEC"),
	    N_("the new socket is closed when another program is started in "
	       "its place"),
	    AS_IS("socket(2), open(2)"))
	CONSTANT(AS_IS("INADDR_ANY"),
	    N_("0.0.0.0: every IPv4 address of this machine, for bind()"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("INADDR_LOOPBACK"),
	    N_("127.0.0.1: this machine itself"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("SOMAXCONN"),
	    N_("4096, a number for listen(): the usual limit of its queue "
	       "(net.core.somaxconn)"),
	    AS_IS("listen(2)"))
	CONSTANT(AS_IS("SHUT_RD"),
	    N_("shutdown(): this end wants to receive nothing more; the other "
	       "end is not told"),
	    AS_IS("shutdown(2)"))
	CONSTANT(AS_IS("SHUT_WR"),
	    N_("shutdown(): nothing more will be sent; the other end's recv() "
	       "returns 0"),
	    AS_IS("shutdown(2)"))
	CONSTANT(AS_IS("SHUT_RDWR"),
	    N_("shutdown(): both directions end"),
	    AS_IS("shutdown(2)"))
	CONSTANT(AS_IS("MSG_OOB"),
	    N_("sends or takes a byte of urgent data"),
	    AS_IS("send(2), recv(2), tcp(7)"))
	CONSTANT(AS_IS("MSG_PEEK"),
	    N_("recv() leaves what it reads where it was"),
	    AS_IS("recv(2)"))
	CONSTANT(AS_IS("MSG_DONTROUTE"),
	    N_("send() to machines of the same network only"),
	    AS_IS("send(2)"))
	CONSTANT(AS_IS("MSG_CTRUNC"),
	    N_("recvmsg(): what comes beside the bytes did not fit"),
	    AS_IS("recvmsg(2)"))
	CONSTANT(AS_IS("MSG_TRUNC"),
	    N_("the datagram was larger than the buffer: its end is lost"),
	    AS_IS("recv(2)"))
	CONSTANT(AS_IS("MSG_DONTWAIT"),
	    N_("this one call does not wait: EAGAIN instead"),
	    AS_IS("send(2), recv(2)"))
	CONSTANT(AS_IS("MSG_EOR"),
	    N_("the end of a record, where the protocol has records"),
	    AS_IS("send(2)"))
	CONSTANT(AS_IS("MSG_WAITALL"),
	    N_("recv() waits until all bytes that were asked for are there"),
	    AS_IS("recv(2)"))
	CONSTANT(AS_IS("MSG_CONFIRM"),
	    N_("tells the kernel that the other end answered, so that it need "
	       "not ask on the network (ARP) whether that machine is there"),
	    AS_IS("send(2)"))
	CONSTANT(AS_IS("MSG_ERRQUEUE"),
	    N_("recvmsg() takes what was refused (ICMP), or time stamps"),
	    AS_IS("recv(2), ip(7)"))
	CONSTANT(AS_IS("MSG_NOSIGNAL"),
	    N_("send() to a closed connection gives EPIPE, without SIGPIPE"),
	    AS_IS("send(2)"))
	CONSTANT(AS_IS("MSG_MORE"),
	    N_("send(): more follows, so wait with a small piece"),
	    AS_IS("send(2), tcp(7)"))
	CONSTANT(AS_IS("MSG_WAITFORONE"),
	    N_("recvmmsg() waits for the first message only"),
	    AS_IS("recvmmsg(2)"))
	CONSTANT(AS_IS("MSG_ZEROCOPY"),
	    N_("send() does not copy the bytes"),
	    AS_IS("https://docs.kernel.org/networking/msg_zerocopy.html"))
	CONSTANT(AS_IS("MSG_FASTOPEN"),
	    N_("connects and sends with the SYN"),
	    AS_IS("tcp(7); RFC 7413"))
	CONSTANT(AS_IS("MSG_CMSG_CLOEXEC"),
	    N_("descriptors that come with a message get FD_CLOEXEC"),
	    AS_IS("recvmsg(2)"))
	CONSTANT(AS_IS("O_RDONLY"),
	    N_("open(): to read only"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_WRONLY"),
	    N_("open(): to write only"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_RDWR"),
	    N_("open(): to read and write; sockets have it"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_ACCMODE"),
	    N_("the two bits that say O_RDONLY, O_WRONLY or O_RDWR"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("O_CREAT"),
	    N_("open(): make the file if it is not there"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_EXCL"),
	    N_("open(): fail if the file is there"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_NOCTTY"),
	    N_("open(): a terminal does not become the program's own"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_TRUNC"),
	    N_("open(): empty the file"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_APPEND"),
	    N_("every write goes to the end of the file"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_NONBLOCK"),
	    N_("calls do not wait: EAGAIN or EINPROGRESS instead"),
	    AS_IS("open(2), fcntl(2)"))
	CONSTANT(AS_IS("O_SYNC"),
	    N_("a write ends when the disk has it"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_DSYNC"),
	    N_("a write ends when the disk has its data"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_ASYNC"),
	    N_("a signal comes when there is something to read"),
	    AS_IS("open(2), fcntl(2)"))
	CONSTANT(AS_IS("O_DIRECT"),
	    N_("past the kernel's cache; of a pipe: writes are packets"),
	    AS_IS("open(2), pipe(2)"))
	CONSTANT(AS_IS("O_TMPFILE"),
	    N_("open(): a file without a name"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_DIRECTORY"),
	    N_("open(): fail if it is no folder"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_NOFOLLOW"),
	    N_("open(): fail if it is a symbolic link"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_NOATIME"),
	    N_("reading does not change the time of the last access"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_CLOEXEC"),
	    N_("the descriptor is closed when another program is started in "
	       "its place"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("O_PATH"),
	    N_("open(): only a name of the file, neither reading nor writing"),
	    AS_IS("open(2)"))
	CONSTANT(AS_IS("SPLICE_F_MOVE"),
	    N_("splice(): move pages instead of copying, if that is possible"),
	    AS_IS("splice(2)"))
	CONSTANT(AS_IS("SPLICE_F_NONBLOCK"),
	    N_("splice(): do not wait for the pipe"),
	    AS_IS("splice(2)"))
	CONSTANT(AS_IS("SPLICE_F_MORE"),
	    N_("splice(): more follows"),
	    AS_IS("splice(2)"))
	CONSTANT(AS_IS("SPLICE_F_GIFT"),
	    N_("vmsplice(): the pages are the kernel's from now on"),
	    AS_IS("vmsplice(2)"))
	CONSTANT(AS_IS("EPOLLIN"),
	    N_("something can be read: bytes, a client, or the end"),
	    AS_IS("epoll_ctl(2)"))
	CONSTANT(AS_IS("EPOLLPRI"),
	    N_("urgent data have come"),
	    AS_IS("epoll_ctl(2)"))
	CONSTANT(AS_IS("EPOLLOUT"),
	    N_("there is room to send; or connect() has ended"),
	    AS_IS("epoll_ctl(2), connect(2)"))
	CONSTANT(AS_IS("EPOLLERR"),
	    N_("an error waits on the socket"),
	    AS_IS("epoll_ctl(2)"))
	CONSTANT(AS_IS("EPOLLHUP"),
	    N_("both directions have ended"),
	    AS_IS("epoll_ctl(2)"))
	CONSTANT(AS_IS("EPOLLRDHUP"),
	    N_("the other end has finished sending"),
	    AS_IS("epoll_ctl(2)"))
	CONSTANT(AS_IS("EPOLLRDNORM"),
	    N_("the same as EPOLLIN"),
	    AS_IS("poll(2)"))
	CONSTANT(AS_IS("EPOLLRDBAND"),
	    N_("data with priority can be read; sockets hardly have them"),
	    AS_IS("poll(2)"))
	CONSTANT(AS_IS("EPOLLWRNORM"),
	    N_("the same as EPOLLOUT"),
	    AS_IS("poll(2)"))
	CONSTANT(AS_IS("EPOLLWRBAND"),
	    N_("data with priority can be sent"),
	    AS_IS("poll(2)"))
	CONSTANT(AS_IS("EPOLLMSG"),
	    N_("not used"),
	    AS_IS("poll(2)"))
	CONSTANT(AS_IS("EPOLLEXCLUSIVE"),
	    N_("of several epolls that wait for one descriptor, not all are "
	       "woken"),
	    AS_IS("epoll_ctl(2)"))
	CONSTANT(AS_IS("EPOLLWAKEUP"),
	    N_("the machine does not go to sleep while the event is dealt with"),
	    AS_IS("epoll_ctl(2)"))
	CONSTANT(AS_IS("EPOLLONESHOT"),
	    N_("tell once, then be silent until EPOLL_CTL_MOD"),
	    AS_IS("epoll_ctl(2)"))
	CONSTANT(AS_IS("EPOLLET"),
	    N_("tell only when something changes, not as long as it lasts"),
	    AS_IS("epoll(7)"))
	CONSTANT(AS_IS("EPOLL_CTL_ADD"),
	    N_("epoll_ctl(): watch this descriptor, too"),
	    AS_IS("epoll_ctl(2)"))
	CONSTANT(AS_IS("EPOLL_CTL_DEL"),
	    N_("epoll_ctl(): watch it no longer"),
	    AS_IS("epoll_ctl(2)"))
	CONSTANT(AS_IS("EPOLL_CTL_MOD"),
	    N_("epoll_ctl(): watch it for something else"),
	    AS_IS("epoll_ctl(2)"))
	CONSTANT(AS_IS("EPOLL_CLOEXEC"),
	    N_("the epoll is closed when another program is started in its "
	       "place"),
	    AS_IS("epoll_create1(2)"))
	CONSTANT(AS_IS("AI_PASSIVE"),
	    N_("getaddrinfo(): without a name, addresses for bind()"),
	    AS_IS("getaddrinfo(3)"))
	CONSTANT(AS_IS("AI_CANONNAME"),
	    N_("getaddrinfo(): give the machine's official name, too"),
	    AS_IS("getaddrinfo(3)"))
	CONSTANT(AS_IS("AI_NUMERICHOST"),
	    N_("getaddrinfo(): the address is in numbers, look nothing up"),
	    AS_IS("getaddrinfo(3)"))
	CONSTANT(AS_IS("AI_NUMERICSERV"),
	    N_("getaddrinfo(): the port is a number"),
	    AS_IS("getaddrinfo(3)"))
	CONSTANT(AS_IS("AI_V4MAPPED"),
	    N_("getaddrinfo(): without IPv6 addresses, IPv4 ones as "
	       "::ffff:127.0.0.1"),
	    AS_IS("getaddrinfo(3)"))
	CONSTANT(AS_IS("AI_ALL"),
	    N_("getaddrinfo(): with AI_V4MAPPED, both kinds"),
	    AS_IS("getaddrinfo(3)"))
	CONSTANT(AS_IS("AI_ADDRCONFIG"),
	    N_("getaddrinfo(): only families of which this machine has an "
	       "address"),
	    AS_IS("getaddrinfo(3)"))
	CONSTANT(AS_IS("F_DUPFD"),
	    N_("fcntl(): a second number for the same descriptor"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_DUPFD_CLOEXEC"),
	    N_("F_DUPFD, with FD_CLOEXEC"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_GETFD"),
	    N_("fcntl(): whether FD_CLOEXEC is set"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_SETFD"),
	    N_("fcntl(): sets FD_CLOEXEC"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_GETFL"),
	    N_("fcntl(): the flags of open(), such as O_NONBLOCK"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_SETFL"),
	    N_("fcntl(): sets O_NONBLOCK and the like"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_GETLK"),
	    N_("fcntl(): who locks that part of a file"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_SETLK"),
	    N_("fcntl(): locks a part of a file, or fails"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_SETLKW"),
	    N_("fcntl(): locks a part of a file, and waits for it"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_GETOWN"),
	    N_("fcntl(): who gets the signals of a descriptor"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_SETOWN"),
	    N_("fcntl(): sets who gets them"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_GETSIG"),
	    N_("fcntl(): which signal O_ASYNC sends"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_SETSIG"),
	    N_("fcntl(): sets which signal O_ASYNC sends"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_GETPIPE_SZ"),
	    N_("fcntl(): how many bytes a pipe holds"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("F_SETPIPE_SZ"),
	    N_("fcntl(): sets how many bytes a pipe holds"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("FD_CLOEXEC"),
	    N_("the descriptor is closed when another program is started in "
	       "its place"),
	    AS_IS("fcntl(2)"))
	CONSTANT(AS_IS("SIGINT"),
	    N_("the signal of Ctrl-C"),
	    AS_IS("signal(7)"))
	CONSTANT(AS_IS("SIGTERM"),
	    N_("the signal that asks a program to end: that of kill"),
	    AS_IS("signal(7)"))
	CONSTANT(AS_IS("SIGHUP"),
	    N_("the signal that the terminal is gone"),
	    AS_IS("signal(7)"))
	CONSTANT(AS_IS("SIGKILL"),
	    N_("the signal that ends a program at once; it cannot be held back"),
	    AS_IS("signal(7)"))
	CONSTANT(AS_IS("CAP_NET_ADMIN"),
	    N_("the right to change the network of this machine"),
	    AS_IS("capabilities(7)"))
	CONSTANT(AS_IS("CAP_NET_RAW"),
	    N_("the right to make raw sockets (SOCK_RAW)"),
	    AS_IS("capabilities(7)"))
	CONSTANT(AS_IS("CAP_NET_BIND_SERVICE"),
	    N_("the right to bind ports below 1024"),
	    AS_IS("capabilities(7)"))
	CONSTANT(AS_IS("SIG_IGN"),
	    N_("signal(): the signal is ignored"),
	    AS_IS("signal(2)"));
/* clang-format on */
