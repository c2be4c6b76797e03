/*
 * Socket options: more on those that know/sockopts.c says what they decide, and
 * a line on each of the others.
 */
#include "entries/tables.h"
#include "text/lang.h"

/* Its parts are rows, and each is shorter than C has every compiler take. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/* clang-format off */
const char entries_of_sockopts[] =
	SOCKOPT(AS_IS("SO_REUSEADDR"),
	    N_("A server sets it before bind(), so that it can start again "
	       "while connections of its last run are in TIME_WAIT. "
	       "SO_REUSEPORT is another thing: with it several programs of "
	       "one user listen on the same port, and the kernel shares the "
	       "clients among them."),
	    N_("On Linux it must have been set on the earlier socket, too. On "
	       "Windows it means something else: two programs may then take "
	       "the same port."),
	    AS_IS("sockdemo listen -v 1234"),
	    AS_IS("socket(7), ip(7)"),
	    AS_IS("TIME_WAIT; EADDRINUSE; SO_REUSEPORT"))
	SOCKOPT(AS_IS("SO_REUSEPORT"),
	    N_("All of them set it before bind(), and belong to the same "
	       "user. Each has a queue of its own."),
	    N_("For a restart after TIME_WAIT one needs SO_REUSEADDR, and not "
	       "this."),
	    AS_IS("sockdemo listen -v --set SO_REUSEPORT 1234\n"
	          "sockdemo "
	          "listen -v --set SO_REUSEPORT 1234"),
	    AS_IS("socket(7)"),
	    AS_IS("SO_REUSEADDR; many clients"))
	SOCKOPT(AS_IS("SO_KEEPALIVE"),
	    "",
	    N_("Unless it is set, a connection on which nothing passes is "
	       "never ended by itself."),
	    "",
	    AS_IS("socket(7), tcp(7); RFC 9293, 3.8.4"),
	    AS_IS("keepalive; TCP_KEEPIDLE; TCP_KEEPINTVL; TCP_KEEPCNT"))
	SOCKOPT(AS_IS("SO_LINGER"),
	    "",
	    N_("With {1, 0} the other end gets ECONNRESET, and may lose what "
	       "it had not read."),
	    AS_IS("sockdemo listen -v --set SO_LINGER=0 1234"),
	    AS_IS("socket(7)"),
	    AS_IS("close(); RST"))
	SOCKOPT(AS_IS("SO_RCVBUF"),
	    "",
	    "",
	    "",
	    AS_IS("socket(7), tcp(7)"),
	    AS_IS("buffer; window"))
	SOCKOPT(AS_IS("SO_SNDBUF"),
	    "",
	    "",
	    "",
	    AS_IS("socket(7), tcp(7)"),
	    AS_IS("buffer; send()"))
	SOCKOPT(AS_IS("SO_BROADCAST"),
	    "",
	    "",
	    AS_IS("sockdemo connect -v -u --set SO_BROADCAST 127.255.255.255 9"),
	    AS_IS("socket(7), ip(7)"),
	    AS_IS("broadcast; EACCES"))
	SOCKOPT(AS_IS("SO_RCVTIMEO"),
	    "",
	    "",
	    "",
	    AS_IS("socket(7)"),
	    AS_IS("EAGAIN; blocking"))
	SOCKOPT(AS_IS("SO_SNDTIMEO"),
	    "",
	    "",
	    "",
	    AS_IS("socket(7)"),
	    AS_IS("EAGAIN; blocking"))
	SOCKOPT(AS_IS("SO_BINDTODEVICE"),
	    "",
	    "",
	    "",
	    AS_IS("socket(7)"),
	    AS_IS("network interface; ENODEV"))
	SOCKOPT(AS_IS("SO_DONTROUTE"),
	    "",
	    "",
	    "",
	    AS_IS("socket(7)"),
	    AS_IS("route"))
	SOCKOPT(AS_IS("SO_MARK"),
	    "",
	    "",
	    "",
	    AS_IS("socket(7)"),
	    AS_IS("firewall; route"))
	SOCKOPT(AS_IS("SO_OOBINLINE"),
	    "",
	    "",
	    "",
	    AS_IS("socket(7), tcp(7)"),
	    AS_IS("MSG_OOB"))
	SOCKOPT(AS_IS("SO_PRIORITY"),
	    "",
	    "",
	    "",
	    AS_IS("socket(7)"),
	    AS_IS("IP_TOS"))
	SOCKOPT(AS_IS("SO_RCVLOWAT"),
	    "",
	    "",
	    "",
	    AS_IS("socket(7)"),
	    AS_IS("recv()"))
	SOCKOPT(AS_IS("IP_FREEBIND"),
	    "",
	    "",
	    "",
	    AS_IS("ip(7)"),
	    AS_IS("EADDRNOTAVAIL"))
	SOCKOPT(AS_IS("IP_MTU_DISCOVER"),
	    "",
	    "",
	    "",
	    AS_IS("ip(7); RFC 1191"),
	    AS_IS("MTU; EMSGSIZE"))
	SOCKOPT(AS_IS("IP_TOS"),
	    "",
	    "",
	    "",
	    AS_IS("ip(7); RFC 2474"),
	    AS_IS("IPV6_TCLASS"))
	SOCKOPT(AS_IS("IP_TTL"),
	    "",
	    "",
	    "",
	    AS_IS("ip(7)"),
	    AS_IS("TTL"))
	SOCKOPT(AS_IS("IPV6_TCLASS"),
	    "",
	    "",
	    "",
	    AS_IS("ipv6(7); RFC 3542"),
	    AS_IS("IP_TOS"))
	SOCKOPT(AS_IS("IPV6_UNICAST_HOPS"),
	    "",
	    "",
	    "",
	    AS_IS("ipv6(7)"),
	    AS_IS("TTL"))
	SOCKOPT(AS_IS("IPV6_V6ONLY"),
	    "",
	    "",
	    AS_IS("sockdemo listen -v --set IPV6_V6ONLY -6 1234"),
	    AS_IS("ipv6(7); RFC 3493, 5.3"),
	    AS_IS("dual stack; IPv6"))
	SOCKOPT(AS_IS("TCP_CONGESTION"),
	    "",
	    "",
	    AS_IS("cat /proc/sys/net/ipv4/tcp_available_congestion_control"),
	    AS_IS("tcp(7)"),
	    AS_IS("congestion control"))
	SOCKOPT(AS_IS("TCP_CORK"),
	    "",
	    "",
	    "",
	    AS_IS("tcp(7)"),
	    AS_IS("TCP_NODELAY; segment"))
	SOCKOPT(AS_IS("TCP_DEFER_ACCEPT"),
	    "",
	    "",
	    "",
	    AS_IS("tcp(7)"),
	    AS_IS("accept(); SYN_RECV"))
	SOCKOPT(AS_IS("TCP_KEEPCNT"),
	    "",
	    "",
	    "",
	    AS_IS("tcp(7)"),
	    AS_IS("keepalive; SO_KEEPALIVE"))
	SOCKOPT(AS_IS("TCP_KEEPIDLE"),
	    "",
	    "",
	    "",
	    AS_IS("tcp(7)"),
	    AS_IS("keepalive; SO_KEEPALIVE"))
	SOCKOPT(AS_IS("TCP_KEEPINTVL"),
	    "",
	    "",
	    "",
	    AS_IS("tcp(7)"),
	    AS_IS("keepalive; SO_KEEPALIVE"))
	SOCKOPT(AS_IS("TCP_LINGER2"),
	    "",
	    "",
	    "",
	    AS_IS("tcp(7)"),
	    AS_IS("FIN_WAIT2"))
	SOCKOPT(AS_IS("TCP_MAXSEG"),
	    "",
	    "",
	    AS_IS("sockdemo listen -v --set TCP_MAXSEG=100 1234"),
	    AS_IS("tcp(7); RFC 9293, 3.7.1"),
	    AS_IS("MSS; segment"))
	SOCKOPT(AS_IS("TCP_NODELAY"),
	    "",
	    N_("It does not make TCP fast: it helps where a program sends a "
	       "message in several small pieces and then waits."),
	    "",
	    AS_IS("tcp(7); RFC 9293, 3.7.4"),
	    AS_IS("Nagle's algorithm; delayed ACK"))
	SOCKOPT(AS_IS("TCP_NOTSENT_LOWAT"),
	    "",
	    "",
	    "",
	    AS_IS("tcp(7), epoll(7)"),
	    AS_IS("buffer; EPOLLOUT"))
	SOCKOPT(AS_IS("TCP_QUICKACK"),
	    "",
	    "",
	    "",
	    AS_IS("tcp(7)"),
	    AS_IS("delayed ACK"))
	SOCKOPT(AS_IS("TCP_SYNCNT"),
	    "",
	    "",
	    "",
	    AS_IS("tcp(7)"),
	    AS_IS("SYN_SENT; ETIMEDOUT"))
	SOCKOPT(AS_IS("TCP_USER_TIMEOUT"),
	    "",
	    "",
	    "",
	    AS_IS("tcp(7); RFC 5482"),
	    AS_IS("ETIMEDOUT; retransmission"))
	SOCKOPT(AS_IS("TCP_WINDOW_CLAMP"),
	    "",
	    "",
	    "",
	    AS_IS("tcp(7)"),
	    AS_IS("window"))

	/* Those that --set does not know. */
	CONSTANT(AS_IS("SO_DEBUG"),
	    N_("has the kernel note what happens on the socket; for the "
	       "administrator"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_TYPE"),
	    N_("tells the kind of the socket: SOCK_STREAM, SOCK_DGRAM"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_ERROR"),
	    N_("gives the error that waits on the socket, and takes it away"),
	    AS_IS("socket(7), connect(2)"))
	CONSTANT(AS_IS("SO_NO_CHECK"),
	    N_("UDP: sends datagrams without a checksum"),
	    AS_IS("udp(7)"))
	CONSTANT(AS_IS("SO_PASSCRED"),
	    N_("Unix-domain: has each message say which process sent it"),
	    AS_IS("unix(7)"))
	CONSTANT(AS_IS("SO_PEERCRED"),
	    N_("Unix-domain: the process that called connect() or listen() at "
	       "the other end"),
	    AS_IS("unix(7)"))
	CONSTANT(AS_IS("SO_SNDLOWAT"),
	    N_("how many bytes of room a send() waits for: always 1 on Linux"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_ATTACH_FILTER"),
	    N_("has the kernel run a small program that drops what does not "
	       "interest"),
	    AS_IS("socket(7), bpf(2)"))
	CONSTANT(AS_IS("SO_DETACH_FILTER"),
	    N_("takes the filter of SO_ATTACH_FILTER away"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_TIMESTAMP"),
	    N_("has recvmsg() say when a message came, in microseconds"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_TIMESTAMPNS"),
	    N_("has recvmsg() say when a message came, in nanoseconds"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_TIMESTAMPING"),
	    N_("asks for times of sending and receiving, of the kernel or the "
	       "network card"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_ACCEPTCONN"),
	    N_("tells whether the socket listens"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_SNDBUFFORCE"),
	    N_("SO_SNDBUF without the system's limit; for the administrator"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_RCVBUFFORCE"),
	    N_("SO_RCVBUF without the system's limit; for the administrator"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_PROTOCOL"),
	    N_("tells the protocol of the socket: IPPROTO_TCP, IPPROTO_UDP"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_DOMAIN"),
	    N_("tells the address family of the socket: AF_INET, AF_INET6"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_RXQ_OVFL"),
	    N_("has recvmsg() say how many datagrams were dropped for want of "
	       "room"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_PEEK_OFF"),
	    N_("where MSG_PEEK begins to read"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_BUSY_POLL"),
	    N_("how many microseconds to ask the network card before waiting"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_MAX_PACING_RATE"),
	    N_("how many bytes a second the socket sends at most"),
	    AS_IS("tcp(7), tc-fq(8)"))
	CONSTANT(AS_IS("SO_INCOMING_CPU"),
	    N_("the processor on which the socket's data arrive"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("SO_MEMINFO"),
	    N_("how much memory the socket uses, and how many datagrams it "
	       "has dropped"),
	    AS_IS("sock_diag(7)"))
	CONSTANT(AS_IS("SO_COOKIE"),
	    N_("a number of the socket that no other one has"),
	    AS_IS("sock_diag(7)"))
	CONSTANT(AS_IS("SO_ZEROCOPY"),
	    N_("lets send() with MSG_ZEROCOPY do without copying"),
	    AS_IS("https://docs.kernel.org/networking/msg_zerocopy.html"))
	CONSTANT(AS_IS("SO_TXTIME"),
	    N_("lets a program say when each packet is to leave"),
	    AS_IS("tc-etf(8)"))
	CONSTANT(AS_IS("SO_BINDTOIFINDEX"),
	    N_("SO_BINDTODEVICE, with the interface's number instead of its "
	       "name"),
	    AS_IS("socket(7)"))
	CONSTANT(AS_IS("IP_HDRINCL"),
	    N_("raw sockets: the program writes the IP header itself"),
	    AS_IS("ip(7), raw(7)"))
	CONSTANT(AS_IS("IP_OPTIONS"),
	    N_("the options of the IP header of each packet"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_RECVOPTS"),
	    N_("has recvmsg() give the IP options of what came"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_PKTINFO"),
	    N_("has recvmsg() say to which address, and at which interface, a "
	       "datagram came"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_RECVERR"),
	    N_("keeps refusals (ICMP) of datagrams, with who sent them, for "
	       "MSG_ERRQUEUE"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_RECVTTL"),
	    N_("has recvmsg() give the TTL of what came"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_RECVTOS"),
	    N_("has recvmsg() give the TOS byte of what came"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_MTU"),
	    N_("tells the path's MTU, on a connected socket"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_TRANSPARENT"),
	    N_("binds to addresses of others, for proxies; for the "
	       "administrator"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_MINTTL"),
	    N_("drops what comes with a smaller TTL than this"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_BIND_ADDRESS_NO_PORT"),
	    N_("bind() with port 0 leaves the port to connect()"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_MULTICAST_IF"),
	    N_("the interface through which multicast datagrams leave"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_MULTICAST_TTL"),
	    N_("how many routers a multicast datagram may pass; 1: none"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_MULTICAST_LOOP"),
	    N_("whether this machine gets what it sends to a group itself"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_MULTICAST_ALL"),
	    N_("whether the socket gets datagrams of groups that others have "
	       "joined"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IP_ADD_MEMBERSHIP"),
	    N_("joins a multicast group"),
	    AS_IS("ip(7); RFC 1112"))
	CONSTANT(AS_IS("IP_DROP_MEMBERSHIP"),
	    N_("leaves a multicast group"),
	    AS_IS("ip(7)"))
	CONSTANT(AS_IS("IPV6_MULTICAST_IF"),
	    N_("the interface through which IPv6 multicast datagrams leave"),
	    AS_IS("ipv6(7)"))
	CONSTANT(AS_IS("IPV6_MULTICAST_HOPS"),
	    N_("how many routers an IPv6 multicast datagram may pass"),
	    AS_IS("ipv6(7)"))
	CONSTANT(AS_IS("IPV6_MULTICAST_LOOP"),
	    N_("whether this machine gets what it sends to an IPv6 group "
	       "itself"),
	    AS_IS("ipv6(7)"))
	CONSTANT(AS_IS("IPV6_JOIN_GROUP"),
	    N_("joins an IPv6 multicast group"),
	    AS_IS("ipv6(7); RFC 3493, 5.2"))
	CONSTANT(AS_IS("IPV6_LEAVE_GROUP"),
	    N_("leaves an IPv6 multicast group"),
	    AS_IS("ipv6(7)"))
	CONSTANT(AS_IS("IPV6_MTU_DISCOVER"),
	    N_("IP_MTU_DISCOVER for IPv6"),
	    AS_IS("ipv6(7)"))
	CONSTANT(AS_IS("IPV6_MTU"),
	    N_("the MTU of an IPv6 socket's path"),
	    AS_IS("ipv6(7)"))
	CONSTANT(AS_IS("IPV6_RECVERR"),
	    N_("IP_RECVERR for IPv6"),
	    AS_IS("ipv6(7)"))
	CONSTANT(AS_IS("IPV6_RECVPKTINFO"),
	    N_("has recvmsg() say to which IPv6 address a datagram came"),
	    AS_IS("ipv6(7)"))
	CONSTANT(AS_IS("IPV6_PKTINFO"),
	    N_("the IPv6 address and interface of a datagram, in recvmsg() "
	       "and sendmsg()"),
	    AS_IS("ipv6(7)"))
	CONSTANT(AS_IS("IPV6_RECVHOPLIMIT"),
	    N_("has recvmsg() give the hop limit of what came"),
	    AS_IS("RFC 3542, 6.3"))
	CONSTANT(AS_IS("IPV6_HOPLIMIT"),
	    N_("the hop limit of a datagram, in recvmsg() and sendmsg()"),
	    AS_IS("RFC 3542, 6.3"))
	CONSTANT(AS_IS("IPV6_RECVTCLASS"),
	    N_("has recvmsg() give the traffic class of what came"),
	    AS_IS("RFC 3542, 6.5"))
	CONSTANT(AS_IS("TCP_INFO"),
	    N_("what the kernel knows of a connection: state, round-trip "
	       "time, segments"),
	    AS_IS("tcp(7)"))
	CONSTANT(AS_IS("TCP_REPAIR"),
	    N_("takes a connection out of the kernel and puts one in; for the "
	       "administrator"),
	    AS_IS("tcp(7)"))
	CONSTANT(AS_IS("TCP_REPAIR_QUEUE"),
	    N_("which queue TCP_REPAIR is about"),
	    AS_IS("tcp(7)"))
	CONSTANT(AS_IS("TCP_QUEUE_SEQ"),
	    N_("the sequence number of that queue, with TCP_REPAIR"),
	    AS_IS("tcp(7)"))
	CONSTANT(AS_IS("TCP_FASTOPEN"),
	    N_("lets data come with the SYN: a server's queue for it"),
	    AS_IS("tcp(7); RFC 7413"))
	CONSTANT(AS_IS("TCP_FASTOPEN_CONNECT"),
	    N_("lets data go with the SYN: connect() waits for the first "
	       "send()"),
	    AS_IS("tcp(7); RFC 7413"))
	CONSTANT(AS_IS("TCP_TIMESTAMP"),
	    N_("the clock that TCP's time stamps come from"),
	    AS_IS("tcp(7)"))
	CONSTANT(AS_IS("TCP_CC_INFO"),
	    N_("what the algorithm of congestion control shows of itself"),
	    AS_IS("tcp(7)"))
	CONSTANT(AS_IS("TCP_SAVE_SYN"),
	    N_("has a listening socket keep the SYN of each client"),
	    AS_IS("tcp(7)"))
	CONSTANT(AS_IS("TCP_SAVED_SYN"),
	    N_("gives the SYN that a client came with: once"),
	    AS_IS("tcp(7)"))
	CONSTANT(AS_IS("TCP_ULP"),
	    N_("puts a protocol on top, inside the kernel: tls"),
	    AS_IS("https://docs.kernel.org/networking/tls.html"))
	CONSTANT(AS_IS("TCP_ZEROCOPY_RECEIVE"),
	    N_("receives without copying"),
	    AS_IS("tcp(7)"))
	CONSTANT(AS_IS("TCP_INQ"),
	    N_("has recvmsg() say how many bytes are still to be read"),
	    AS_IS("tcp(7)"));
/* clang-format on */
