/*
 * The words of the glossary. Their other names, in any language, are rows of
 * aliases.tsv.
 */
#include "entries/tables.h"
#include "text/lang.h"

/* Its parts are rows, and each is shorter than C has every compiler take. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/* clang-format off */
const char entries_of_words[] =
	WORD(N_("socket"),
	    N_("one end of a conversation between two programs"),
	    N_("A socket is one end of a conversation: a program asks the "
	       "system for one, gets a number for it, and sends and receives "
	       "through it. A port is a number in an address, by which the "
	       "system finds the right socket; a server and all its clients "
	       "may share one. A connection is what two sockets make "
	       "together, one at each end: two addresses and two ports."),
	    N_("A socket that was just made has no address and no other end. "
	       "A server has several: one that listens, and a new one for "
	       "each client."),
	    AS_IS("sockdemo demo"),
	    AS_IS("socket(2), socket(7)"),
	    AS_IS("port; connection; socket(); file descriptor; listening "
	          "socket"))
	WORD(N_("port"),
	    N_("a number from 0 to 65535 that leads to a program of a machine"),
	    N_("An address leads to a machine, and the port to a program "
	       "there. A server usually chooses its port, since clients have "
	       "to know it; a client's is chosen by its kernel. TCP and UDP "
	       "have ports of their own: port 53 of TCP and port 53 of UDP "
	       "are two."),
	    N_("A port is open while a program listens on it, and only then. "
	       "Which program that is, ss shows (of another user, only to the "
	       "administrator); to free the port, end that program."),
	    AS_IS("ss -ltnp"),
	    AS_IS("ip(7), ss(8); RFC 6335"),
	    AS_IS("EADDRINUSE; ephemeral port; privileged port; connection"))
	WORD(N_("connection"),
	    N_("what TCP sets up between two sockets before data pass"),
	    N_("The two ends agree to talk, number their bytes, and confirm "
	       "what has come. A connection is known by four values: two "
	       "addresses and two ports. So a server may have many on one "
	       "port, as long as the clients' addresses or ports differ."),
	    N_("It is no wire: while nobody sends, nothing passes, and "
	       "neither end notices that the other machine is gone."),
	    AS_IS("sockdemo demo"),
	    AS_IS("tcp(7); RFC 9293, 4"),
	    AS_IS("socket; handshake; keepalive; UDP"))
	WORD(N_("server"),
	    N_("a program that waits for others to come to it"),
	    N_("It binds a socket to a port that clients know, listens, and "
	       "accepts one client after the other. That is all that makes it "
	       "a server: once connected, both ends send and receive alike."),
	    "",
	    AS_IS("sockdemo listen -v 1234"),
	    AS_IS("listen(2), accept(2)"),
	    AS_IS("client; listening socket; many clients"))
	WORD(N_("client"),
	    N_("a program that connects to a server"),
	    N_("It has to know the server's address and port; its own are "
	       "chosen by its kernel when it connects, unless it calls bind() "
	       "before."),
	    "",
	    AS_IS("sockdemo demo"),
	    AS_IS("connect(2)"),
	    AS_IS("server; ephemeral port"))
	WORD(N_("listening socket"),
	    N_("the socket of a server to which clients come; no data pass "
	       "through it"),
	    N_("listen() makes it one. It has no other end: accept() gives a "
	       "new socket for each client, and through that one the server "
	       "talks to it. Closing the listening socket does not close "
	       "those."),
	    N_("send() and recv() on it fail (EPIPE, ENOTCONN): in Python it "
	       "is conn that sends, not s."),
	    AS_IS("sockdemo listen -v 1234"),
	    AS_IS("listen(2), accept(2)"),
	    AS_IS("accept(); backlog"))
	WORD(N_("address"),
	    N_("a number that leads to a machine"),
	    N_("IPv4 writes it as four numbers, 192.168.1.20, IPv6 in "
	       "hexadecimal, 2001:db8::1. A machine has several: one or more "
	       "for each network interface, and 127.0.0.1, by which it "
	       "reaches itself. An address and a port together are the "
	       "address of a socket."),
	    "",
	    AS_IS("ip address"),
	    AS_IS("ip(7), ipv6(7); RFC 791; RFC 4291"),
	    AS_IS("port; 0.0.0.0; IPv6; network interface"))
	WORD(N_("local address"),
	    N_("the address and port of this end: laddr"),
	    N_("This end is that of the program that shows it. A listening "
	       "socket that is bound to 0.0.0.0 has all addresses of its "
	       "machine; a connection has the one that its client chose."),
	    "",
	    AS_IS("sockdemo demo"),
	    AS_IS("getsockname(2)"),
	    AS_IS("remote address; getsockname()"))
	WORD(N_("remote address"),
	    N_("the address and port of the other end: raddr"),
	    N_("The two ends mirror each other: what is laddr here is raddr "
	       "there. Without a connection there is none."),
	    N_("With TCP one does not send to it, but through the socket that "
	       "is connected to it."),
	    AS_IS("sockdemo demo"),
	    AS_IS("getpeername(2)"),
	    AS_IS("local address; getpeername()"))
	WORD(N_("0.0.0.0"),
	    N_("for bind(): every IPv4 address of this machine"),
	    N_("A server bound to 0.0.0.0 (in C INADDR_ANY, in Python \"\") "
	       "is reached at each address of its machine, from other "
	       "machines too. Bound to 127.0.0.1 it is reached from its own "
	       "machine only. localhost is a name: it stands for 127.0.0.1, "
	       "and often for ::1 of IPv6 as well."),
	    N_("It is nobody's address: a client is given a real one, such as "
	       "192.168.1.20."),
	    AS_IS("sockdemo listen -v 0.0.0.0 1234"),
	    AS_IS("ip(7); RFC 1122, 3.2.1.3"),
	    AS_IS("loopback; bind(); NAT"))
	WORD(N_("localhost"),
	    N_("the name by which a machine calls itself"),
	    N_("It stands for 127.0.0.1, and where IPv6 is set up usually for "
	       "::1 too. A client then tries one after the other, and a "
	       "server that listens on one of them alone is reached by that "
	       "one alone."),
	    "",
	    AS_IS("getent ahosts localhost"),
	    AS_IS("hosts(5); RFC 6761, 6.3"),
	    AS_IS("0.0.0.0; loopback"))
	WORD(N_("loopback"),
	    N_("the network inside one machine: 127.0.0.1 and ::1"),
	    N_("What is sent there does not leave the machine. Every address "
	       "from 127.0.0.1 to 127.255.255.254 belongs to it, so that "
	       "127.0.0.2 works too."),
	    N_("It hides faults: hardly anything is late or lost there, and "
	       "data often come in the pieces in which they were sent. On a "
	       "network they do not."),
	    AS_IS("sockdemo listen -v 127.0.0.1 1234"),
	    AS_IS("ip(7); RFC 1122, 3.2.1.3; RFC 4291, 2.5.3"),
	    AS_IS("0.0.0.0; localhost"))
	WORD(N_("network interface"),
	    N_("where packets leave and enter a machine: eth0, wlan0, lo"),
	    N_("Each has addresses of its own. lo is loopback: it leads back "
	       "to the machine itself."),
	    "",
	    AS_IS("ip address"),
	    AS_IS("netdevice(7), ip-address(8)"),
	    AS_IS("address; loopback"))
	WORD(N_("TCP"),
	    N_("a connection that carries a stream of bytes, all of them and "
	       "in order"),
	    N_("TCP numbers the bytes, sends again what was lost, and slows "
	       "down for a receiver that cannot keep up. It does not keep "
	       "messages apart: see byte stream."),
	    N_("It keeps that promise while the connection lasts. When it is "
	       "cut, nobody tells the sender how much the other program has "
	       "read."),
	    AS_IS("sockdemo demo"),
	    AS_IS("tcp(7); RFC 9293"),
	    AS_IS("UDP; byte stream; connection; handshake"))
	WORD(N_("UDP"),
	    N_("single messages, datagrams, without a connection"),
	    N_("A datagram comes whole or not at all; some are lost, some "
	       "come in another order, and nobody says so. TCP sets up a "
	       "connection, and delivers all bytes in order or fails. UDP is "
	       "for what is worth nothing when it is late (voice, games), or "
	       "for a question and its answer (DNS); for all else, take TCP."),
	    N_("connect() on a UDP socket contacts nobody: it keeps the "
	       "address. And a send() succeeds also where nobody receives."),
	    AS_IS("sockdemo listen -v -u 1234\n"
	          "sockdemo connect -v -u "
	          "127.0.0.1 1234"),
	    AS_IS("udp(7); RFC 768"),
	    AS_IS("TCP; datagram; SOCK_DGRAM"))
	WORD(N_("IPv4"),
	    N_("the older kind of addresses: four numbers, 192.168.1.20"),
	    N_("Each number is from 0 to 255. 127.0.0.1 is this machine; "
	       "10.x.x.x, 172.16 to 172.31 and 192.168.x.x are for networks "
	       "of one's own, and are not reached from the Internet."),
	    "",
	    AS_IS("ip -4 address"),
	    AS_IS("ip(7); RFC 791; RFC 1918"),
	    AS_IS("IPv6; NAT; 0.0.0.0"))
	WORD(N_("IPv6"),
	    N_("the newer kind of addresses: groups in hexadecimal, "
	       "2001:db8::1"),
	    /* xgettext:no-c-format */
	    N_(":: stands for groups that are 0; ::1 is this machine, and :: "
	       "alone, for bind(), every address. One that begins with fe80 "
	       "is valid on one network only: behind % comes the interface "
	       "that leads there. Beside a port it stands in brackets: "
	       "[::1]:1234."),
	    "",
	    AS_IS("sockdemo listen -v -6 1234"),
	    AS_IS("ipv6(7); RFC 4291; RFC 5952"),
	    AS_IS("dual stack; IPv4"))
	WORD(N_("dual stack"),
	    N_("one IPv6 socket that serves IPv4 clients as well"),
	    N_("Bound to :: and without IPV6_V6ONLY, it does. IPv4 clients "
	       "then appear with addresses such as ::ffff:127.0.0.1, IPv4 "
	       "mapped into IPv6."),
	    "",
	    AS_IS("sockdemo listen -v -6 1234"),
	    AS_IS("ipv6(7); RFC 4291, 2.5.5.2"),
	    AS_IS("IPv6; IPV6_V6ONLY"))
	WORD(N_("handshake"),
	    N_("how a TCP connection begins: SYN, SYN and ACK, ACK"),
	    N_("The client's kernel asks (SYN), the server's says yes and "
	       "asks back (SYN, ACK), and the client's says yes (ACK): three "
	       "steps. connect() returns when the answer has come."),
	    N_("accept() has no part in it: the kernels do it by themselves, "
	       "and a connection stands before the server's program takes it."),
	    AS_IS("sockdemo demo"),
	    AS_IS("tcp(7); RFC 9293, 3.5"),
	    AS_IS("SYN; accept(); backlog"))
	WORD(N_("SYN"),
	    N_("the first segment of a TCP connection"),
	    N_("It asks for a connection, and says from which number on its "
	       "sender counts its bytes. Without an answer the kernel sends "
	       "it again, after a second at first."),
	    "",
	    "",
	    AS_IS("tcp(7); RFC 9293, 3.5"),
	    AS_IS("handshake; SYN_SENT; ETIMEDOUT"))
	WORD(N_("FIN"),
	    N_("the mark that ends one direction of a TCP connection"),
	    N_("shutdown(SHUT_WR) and close() have the kernel send it, behind "
	       "the last byte; at the other end recv() then returns 0. The "
	       "other direction goes on until its own FIN."),
	    "",
	    AS_IS("sockdemo demo"),
	    AS_IS("tcp(7); RFC 9293, 3.6"),
	    AS_IS("RST; half-close; EOF"))
	WORD(N_("RST"),
	    N_("the mark that refuses or cuts a TCP connection at once"),
	    N_("A kernel sends it where it has no socket for what came: "
	       "nobody listens on that port (ECONNREFUSED), or the connection "
	       "is gone (ECONNRESET, EPIPE). close() sends it too, when bytes "
	       "were left unread, or with SO_LINGER {1, 0}."),
	    N_("What was on its way is lost."),
	    AS_IS("sockdemo connect 127.0.0.1 9"),
	    AS_IS("tcp(7); RFC 9293, 3.5.2"),
	    AS_IS("FIN; ECONNREFUSED; ECONNRESET"))
	WORD(N_("ACK"),
	    N_("the confirmation that bytes have come"),
	    N_("It says up to which byte everything has come. The kernel "
	       "sends it, and not the program: bytes are acknowledged that no "
	       "recv() has read yet."),
	    "",
	    "",
	    AS_IS("tcp(7); RFC 9293, 3.4"),
	    AS_IS("delayed ACK; retransmission; send()"))
	WORD(N_("segment"),
	    N_("what TCP sends at once: a header and a piece of the stream"),
	    N_("The kernel decides where the stream is cut: neither one "
	       "send() nor one recv() is one segment."),
	    "",
	    "",
	    AS_IS("tcp(7); RFC 9293, 3.7.1"),
	    AS_IS("MSS; packet; byte stream"))
	WORD(N_("packet"),
	    N_("what passes through a network at once: a header and what it "
	       "carries"),
	    N_("Its header has the addresses of the two machines. A TCP "
	       "segment, or a UDP datagram, is what it carries."),
	    "",
	    "",
	    AS_IS("packet(7); RFC 791"),
	    AS_IS("segment; datagram; MTU"))
	WORD(N_("datagram"),
	    N_("a message that is sent and received as a whole"),
	    N_("One send() makes one datagram, and one recv() takes one; what "
	       "does not fit into its buffer is thrown away (MSG_TRUNC "
	       "tells). It may be empty: then recv() returns 0, which is no "
	       "end."),
	    N_("Over IPv4 it carries at most 65507 bytes. What is larger than "
	       "the network's packets (1500 bytes on Ethernet) travels in "
	       "pieces, and the loss of one of them loses it all."),
	    AS_IS("sockdemo listen -v -u 1234\n"
	          "sockdemo connect -v -u "
	          "127.0.0.1 1234"),
	    AS_IS("udp(7), recv(2); RFC 768"),
	    AS_IS("UDP; EMSGSIZE; MSG_TRUNC"))
	WORD(N_("byte stream"),
	    N_("bytes one after the other, without a boundary between messages"),
	    N_("TCP delivers every byte, in order, but not in the pieces in "
	       "which they were sent: two sends may come with one recv(), and "
	       "one send with several. Where a message ends, the two programs "
	       "have to agree between them."),
	    "",
	    AS_IS("sockdemo listen -v --read-size 3 1234"),
	    AS_IS("tcp(7); RFC 9293, 2.2"),
	    AS_IS("framing; recv(); TCP"))
	WORD(N_("framing"),
	    N_("how programs find out where a message ends in a stream of "
	       "bytes"),
	    N_("Three ways are usual: a mark at the end, such as a newline; "
	       "the length before the message; or one connection for each "
	       "message. The receiver collects what recv() gives until a "
	       "message is whole, and keeps the rest for the next."),
	    "",
	    "",
	    AS_IS("tcp(7); RFC 9293, 2.2"),
	    AS_IS("byte stream; recv(); CRLF; struct.error"))
	WORD(N_("backlog"),
	    N_("the number of listen(): how many connections may wait for "
	       "accept()"),
	    N_("The kernel sets up connections by itself, and keeps them in a "
	       "queue until accept() takes them. The 5 of listen(5) is the "
	       "room of this queue, and no limit of how many clients can be "
	       "served; Linux lets in one more. Where it is full nobody is "
	       "refused: what comes is dropped, and the client's kernel asks "
	       "again after a second, and again."),
	    N_("It is cut to net.core.somaxconn, which is 4096 since Linux "
	       "5.4."),
	    AS_IS("sockdemo listen -v --backlog 1 1234"),
	    AS_IS("listen(2), tcp(7)"),
	    AS_IS("listen(); accept(); SYN queue"))
	WORD(N_("SYN queue"),
	    N_("connections of which the last step of the handshake is missing"),
	    N_("The server's kernel has answered a SYN, and waits for the "
	       "client's ACK: state SYN_RECV. When there are too many, it "
	       "answers with SYN cookies and keeps nothing, or drops them "
	       "where net.ipv4.tcp_syncookies is 0."),
	    "",
	    AS_IS("ss -tan state syn-recv"),
	    AS_IS("tcp(7), listen(2); RFC 4987"),
	    AS_IS("backlog; SYN_RECV"))
	WORD(N_("buffer"),
	    N_("memory in which bytes wait: in the kernel, one for each "
	       "direction"),
	    N_("send() copies into the send buffer, from which the kernel "
	       "sends; what comes waits in the receive buffer for recv(). "
	       "When the send buffer is full, send() waits, or gives EAGAIN."),
	    N_("Programs have buffers of their own before it (stdio's, that "
	       "of print()): what is not flushed was not sent yet."),
	    AS_IS("grep . /proc/sys/net/ipv4/tcp_rmem /proc/sys/net/ipv4/tcp_wmem"),
	    AS_IS("socket(7), tcp(7)"),
	    AS_IS("SO_RCVBUF; SO_SNDBUF; window"))
	WORD(N_("blocking"),
	    N_("said of a call that waits until it can be done"),
	    N_("accept() waits for a client, recv() for data, connect() for "
	       "an answer, send() for room. Meanwhile the program stands "
	       "still, which is no fault. On a non-blocking socket "
	       "(O_NONBLOCK, in Python setblocking(False)) such a call gives "
	       "EAGAIN or EINPROGRESS instead, and poll() or epoll_wait() "
	       "tell when to try again."),
	    N_("Where both programs stand still, usually both wait in recv(): "
	       "one of them for bytes that the other has not sent, or not "
	       "flushed."),
	    AS_IS("sockdemo listen -v 1234"),
	    AS_IS("socket(7), fcntl(2), recv(2)"),
	    AS_IS("poll(); O_NONBLOCK; EAGAIN"))
	WORD(N_("many clients"),
	    N_("how one server talks to several clients at the same time"),
	    N_("A program that waits in recv() for one client cannot hear the "
	       "others. So it asks poll() (or select(), epoll_wait(), "
	       "asyncio) which of its sockets have something, and serves "
	       "those; or it has a thread or a process for each client."),
	    "",
	    AS_IS("sockdemo listen -v -k 1234"),
	    AS_IS("poll(2), select(2), epoll(7)"),
	    AS_IS("poll(); thread; event loop; accept()"))
	WORD(N_("event loop"),
	    N_("a loop that waits for many sockets at once, and serves those "
	       "that are ready"),
	    N_("poll() or epoll_wait() is where it waits; asyncio of Python "
	       "and Node are built around one. A call that blocks elsewhere "
	       "stops all clients."),
	    "",
	    AS_IS("sockdemo listen -vvv -k 1234"),
	    AS_IS("epoll(7), poll(2)"),
	    AS_IS("many clients; blocking"))
	WORD(N_("thread"),
	    N_("a line of execution: a program may have several at once"),
	    N_("With one for each client, each may wait in recv() without "
	       "holding up the others. They share sockets and variables, and "
	       "so must not write to the same at the same time."),
	    "",
	    "",
	    AS_IS("pthreads(7)"),
	    AS_IS("many clients; process"))
	WORD(N_("process"),
	    N_("a program that runs"),
	    N_("It has memory and descriptors of its own. A child made by "
	       "fork() shares the sockets that were open: one is closed only "
	       "when both have closed it."),
	    "",
	    AS_IS("ps"),
	    AS_IS("fork(2), credentials(7)"),
	    AS_IS("thread; file descriptor"))
	WORD(N_("file descriptor"),
	    N_("the number by which a program names an open file or socket"),
	    N_("0, 1 and 2 are standard input, output and error; what is "
	       "opened next gets the lowest number that is free. After "
	       "close() the number comes back for something else."),
	    "",
	    AS_IS("ls -l /proc/self/fd"),
	    AS_IS("open(2), proc(5)"),
	    AS_IS("EBADF; EMFILE; close()"))
	WORD(N_("system call"),
	    N_("what a program has the kernel do for it"),
	    N_("socket(), send() and most of the calls here are such; "
	       "getaddrinfo() is a function of the C library, which makes "
	       "several. -vvv tells those of sockdemo."),
	    "",
	    AS_IS("sockdemo listen -vvv 1234"),
	    AS_IS("syscalls(2), intro(2)"),
	    AS_IS("kernel; errno"))
	WORD(N_("kernel"),
	    N_("the part of the system that carries out calls, and does TCP "
	       "by itself"),
	    N_("It has the sockets and their buffers; it sets up connections, "
	       "sends, acknowledges and sends again. So a connection stands "
	       "before accept(), and is ended in order after close()."),
	    "",
	    AS_IS("uname -sr"),
	    AS_IS("intro(2), tcp(7)"),
	    AS_IS("system call; buffer"))
	WORD(N_("errno"),
	    N_("the number that says why a call failed"),
	    N_("A call that fails returns -1 and puts it there; in Python it "
	       "is in the exception, e.errno. Its name is the same on every "
	       "system (ECONNREFUSED), its number is not: 111 on Linux is 61 "
	       "on macOS."),
	    N_("It holds right after the call that failed, and only then: a "
	       "call that succeeds leaves the old number there."),
	    AS_IS("sockdemo connect 127.0.0.1 9"),
	    AS_IS("errno(3)"),
	    AS_IS("ECONNREFUSED; EADDRINUSE; perror()"))
	WORD(N_("ephemeral port"),
	    N_("the port that the kernel gives to a client, for one connection"),
	    N_("connect() takes a free one, on Linux usually from 32768 to "
	       "60999. A server that binds port 0 gets one, too; "
	       "getsockname() says which."),
	    "",
	    AS_IS("cat /proc/sys/net/ipv4/ip_local_port_range"),
	    AS_IS("ip(7); RFC 6335, 6"),
	    AS_IS("port; bind(); EADDRNOTAVAIL"))
	WORD(N_("well-known port"),
	    N_("a port that is agreed on: 80 for HTTP, 443 for HTTPS, 22 for "
	       "SSH"),
	    N_("So that clients need not be told. /etc/services lists them; "
	       "nobody is forced to keep to it."),
	    "",
	    AS_IS("getent services http"),
	    AS_IS("services(5); RFC 6335"),
	    AS_IS("port; privileged port"))
	WORD(N_("privileged port"),
	    N_("a port below 1024: bind() is for the administrator"),
	    N_("For others bind() fails there with EACCES. Where the limit "
	       "is, the system says: net.ipv4.ip_unprivileged_port_start."),
	    "",
	    AS_IS("cat /proc/sys/net/ipv4/ip_unprivileged_port_start"),
	    AS_IS("ip(7), capabilities(7)"),
	    AS_IS("EACCES; port"))
	WORD(N_("half-close"),
	    N_("to finish sending, and still receive"),
	    N_("shutdown(SHUT_WR) does it, and so does Ctrl-D at sockdemo's "
	       "prompt: at the other end recv() returns 0, and it can go on "
	       "sending."),
	    N_("Many servers take it for leaving, and close without an "
	       "answer; for those there is --no-shutdown."),
	    AS_IS("sockdemo listen 1234\n"
	          "sockdemo connect -v 127.0.0.1 1234"),
	    AS_IS("shutdown(2); RFC 9293, 3.6"),
	    AS_IS("shutdown(); FIN; EOF"))
	WORD(N_("EOF"),
	    N_("the end: the other end has finished sending"),
	    N_("recv() returns 0 (in Python b\"\") when the other end has "
	       "called shutdown() or close(), and all that it sent has been "
	       "read. Where a program reports it as an error, the connection "
	       "ended before the answer came, or in the midst of it."),
	    N_("0 does not mean that nothing has come yet: then recv() waits, "
	       "or gives EAGAIN. And a machine that loses its power sends no "
	       "end: only a send(), a deadline or SO_KEEPALIVE finds out."),
	    AS_IS("sockdemo demo"),
	    AS_IS("recv(2); RFC 9293, 3.6"),
	    AS_IS("recv(); FIN; half-close; ECONNRESET"))
	WORD(N_("keepalive"),
	    N_("the kernel's question whether the other end is still there"),
	    N_("It is asked only where SO_KEEPALIVE is set, and then after "
	       "two hours without data, unless the system or TCP_KEEPIDLE say "
	       "otherwise. Without answers the connection ends: ETIMEDOUT."),
	    "",
	    AS_IS("cat /proc/sys/net/ipv4/tcp_keepalive_time"),
	    AS_IS("tcp(7); RFC 9293, 3.8.4"),
	    AS_IS("SO_KEEPALIVE; TCP_KEEPIDLE"))
	WORD(N_("Nagle's algorithm"),
	    N_("TCP holds back a small piece until what was sent before is "
	       "acknowledged"),
	    N_("It saves packets. But two small sends followed by a recv() "
	       "may then wait for the other end's delayed ACK, some 40 ms. "
	       "One send() for the whole message avoids that, and so does "
	       "TCP_NODELAY."),
	    "",
	    "",
	    AS_IS("tcp(7); RFC 9293, 3.7.4"),
	    AS_IS("TCP_NODELAY; delayed ACK"))
	WORD(N_("delayed ACK"),
	    N_("the receiver waits a moment before it acknowledges"),
	    N_("Perhaps data go the same way, and can carry the ACK. On Linux "
	       "that takes some 40 ms, at most 200."),
	    "",
	    "",
	    AS_IS("tcp(7); RFC 9293, 3.8.6.3"),
	    AS_IS("Nagle's algorithm; TCP_QUICKACK"))
	WORD(N_("window"),
	    N_("how many bytes the receiver has room for"),
	    N_("Every ACK tells it to the sender, who sends no more than "
	       "that. At 0 the other program does not read: send() waits in "
	       "the end, and the connection lasts."),
	    "",
	    "",
	    AS_IS("tcp(7); RFC 9293, 3.8.6"),
	    AS_IS("flow control; buffer; SO_RCVBUF"))
	WORD(N_("flow control"),
	    N_("the receiver slows the sender down"),
	    N_("By its window: bytes that are not read fill its buffer, the "
	       "window becomes smaller, and send() at the other end waits."),
	    "",
	    "",
	    AS_IS("tcp(7); RFC 9293, 3.8"),
	    AS_IS("window; congestion control"))
	WORD(N_("congestion control"),
	    N_("the sender slows down for the network"),
	    N_("It begins slowly, sends more as long as ACKs come, and less "
	       "when packets are lost. An algorithm decides how much: "
	       "TCP_CONGESTION."),
	    "",
	    AS_IS("cat /proc/sys/net/ipv4/tcp_congestion_control"),
	    AS_IS("tcp(7); RFC 5681"),
	    AS_IS("flow control; TCP_CONGESTION"))
	WORD(N_("retransmission"),
	    N_("sending again what was not acknowledged"),
	    N_("The kernel does it by itself, after a time that follows the "
	       "round-trip time and doubles with each try. On Linux it gives "
	       "up after 13 to 30 minutes (net.ipv4.tcp_retries2): ETIMEDOUT."),
	    "",
	    AS_IS("cat /proc/sys/net/ipv4/tcp_retries2"),
	    AS_IS("tcp(7); RFC 6298"),
	    AS_IS("ACK; round-trip time; packet loss"))
	WORD(N_("round-trip time"),
	    N_("how long a packet and its answer take: RTT"),
	    N_("TCP measures it all the time: it decides when something "
	       "counts as lost. On loopback some microseconds, to the other "
	       "end of the world 300 ms."),
	    "",
	    "",
	    AS_IS("tcp(7); RFC 6298"),
	    AS_IS("retransmission; TCP_INFO"))
	WORD(N_("packet loss"),
	    N_("packets that never arrive"),
	    N_("A network whose queues are full drops some. TCP notices, and "
	       "sends again; UDP does not, and the program has to live with "
	       "it."),
	    "",
	    "",
	    AS_IS("udp(7); RFC 9293, 3.8"),
	    AS_IS("UDP; retransmission"))
	WORD(N_("MSS"),
	    N_("how many bytes of data one TCP segment carries at most"),
	    N_("Each end says its own in its SYN; 1460 is usual with IPv4 on "
	       "Ethernet: the MTU less two headers of 20 bytes."),
	    "",
	    "",
	    AS_IS("tcp(7); RFC 9293, 3.7.1"),
	    AS_IS("MTU; segment; TCP_MAXSEG"))
	WORD(N_("MTU"),
	    N_("how large a packet may be on a network: 1500 bytes on Ethernet"),
	    N_("TCP cuts its stream so that it fits; a larger datagram is cut "
	       "into fragments, or not sent."),
	    "",
	    AS_IS("ip link"),
	    AS_IS("ip(7), netdevice(7); RFC 791"),
	    AS_IS("MSS; datagram; EMSGSIZE"))
	WORD(N_("header"),
	    N_("what stands before the data: addresses, ports, marks"),
	    N_("IP's has the addresses and TTL; TCP's the ports, the numbers "
	       "of the bytes, ACK and window, and SYN, FIN and RST."),
	    "",
	    "",
	    AS_IS("RFC 791, 3.1; RFC 9293, 3.1"),
	    AS_IS("packet; segment"))
	WORD(N_("sequence number"),
	    N_("the number of a byte in one direction of a TCP connection"),
	    N_("It does not begin at 0, but at a number that the SYN tells. "
	       "So the receiver puts bytes in order, and knows what it has "
	       "had already."),
	    "",
	    "",
	    AS_IS("RFC 9293, 3.4"),
	    AS_IS("SYN; ACK"))
	WORD(N_("TTL"),
	    N_("how many routers a packet may still pass"),
	    N_("Each takes 1 off, and drops the packet at 0, so that none "
	       "goes round for ever. IPv6 calls it hop limit."),
	    "",
	    AS_IS("cat /proc/sys/net/ipv4/ip_default_ttl"),
	    AS_IS("ip(7); RFC 791, 3.2"),
	    AS_IS("router; IP_TTL"))
	WORD(N_("byte"),
	    N_("a number from 0 to 255: all that passes through a socket is "
	       "bytes"),
	    N_("A text becomes bytes by an encoding: in UTF-8, O is one byte, "
	       "4f, and á two, c3 a1. In Python text is str and bytes are "
	       "bytes: s.encode() and b.decode() lead from one to the other."),
	    "",
	    AS_IS("printf 'Olá!' | od -An -tx1"),
	    AS_IS("utf-8(7), od(1)"),
	    AS_IS("encoding; UTF-8; TypeError-bytes"))
	WORD(N_("hexadecimal"),
	    N_("numbers in base 16: 0a is 10, ff is 255"),
	    N_("Two digits are one byte: so bytes are usually shown."),
	    "",
	    AS_IS("printf 'Olá!' | od -An -tx1"),
	    AS_IS("od(1)"),
	    AS_IS("byte; /hex"))
	WORD(N_("encoding"),
	    N_("which bytes stand for which characters"),
	    N_("Both ends have to use the same one, usually UTF-8. Otherwise "
	       "accents become other letters (Olá, OlÃ¡), or "
	       "UnicodeDecodeError."),
	    N_("It hides nothing: that is encryption."),
	    AS_IS("printf 'Olá!' | od -An -tx1"),
	    AS_IS("utf-8(7), charsets(7); RFC 3629"),
	    AS_IS("UTF-8; byte; UnicodeDecodeError"))
	WORD(N_("UTF-8"),
	    N_("the usual encoding: from one to four bytes for a character"),
	    N_("The letters of English take one, á and ç two, most emoji "
	       "four. recv() may cut a character in two: its other bytes come "
	       "with the next one, and only then can it be decoded."),
	    "",
	    AS_IS("sockdemo listen -v --read-size 3 1234"),
	    AS_IS("utf-8(7); RFC 3629"),
	    AS_IS("encoding; UnicodeDecodeError"))
	WORD(N_("encryption"),
	    N_("making data unreadable for everybody but the receiver"),
	    N_("A socket does not do it: who is on the way can read and "
	       "change what TCP or UDP carry. TLS does (https)."),
	    "",
	    "",
	    AS_IS("RFC 8446"),
	    AS_IS("TLS; encoding"))
	WORD(N_("TLS"),
	    N_("encryption on top of TCP: what the s of https stands for"),
	    N_("It needs a server that speaks it, usually on a port of its "
	       "own: 443 instead of 80. sockdemo does not speak it; openssl "
	       "s_client does."),
	    "",
	    "",
	    AS_IS("RFC 8446, openssl-s_client(1)"),
	    AS_IS("encryption; TLS-plain"))
	WORD(N_("CRLF"),
	    N_("the line end of many protocols: two bytes, 0d 0a"),
	    N_("HTTP and SMTP want it; Linux programs end a line with 0a "
	       "alone. Who waits for CRLF, and does not get it, goes on "
	       "waiting: sockdemo -C sends it."),
	    "",
	    AS_IS("sockdemo listen -v 1234\n"
	          "sockdemo connect -v -C 127.0.0.1 "
	          "1234"),
	    AS_IS("RFC 5321, 2.3.8; RFC 9112, 2.2"),
	    AS_IS("framing; --crlf"))
	WORD(N_("DNS"),
	    N_("how a name becomes an address"),
	    N_("Names are looked up in /etc/hosts, and then by the DNS "
	       "servers that /etc/resolv.conf lists. A name may have several "
	       "addresses; getaddrinfo() gives all of them."),
	    "",
	    AS_IS("getent ahosts localhost"),
	    AS_IS("resolv.conf(5), nsswitch.conf(5); RFC 1034"),
	    AS_IS("getaddrinfo(); EAI_NONAME; EAI_AGAIN"))
	WORD(N_("firewall"),
	    N_("rules that say which packets may pass"),
	    N_("It may stand on either machine, or on the way. One that drops "
	       "says nothing: the client waits until ETIMEDOUT. One that "
	       "rejects answers: ECONNREFUSED, EHOSTUNREACH or EACCES."),
	    N_("Whether others reach a port can only be seen from another "
	       "machine."),
	    "",
	    AS_IS("iptables(8), nft(8)"),
	    AS_IS("ETIMEDOUT; ECONNREFUSED; NAT"))
	WORD(N_("NAT"),
	    N_("a router that shares one public address among many machines"),
	    N_("Inside, addresses such as 192.168.1.20 are not reached from "
	       "the Internet. For a friend to reach a server at home, the "
	       "router has to pass its port on (port forwarding), and he "
	       "connects to the router's public address."),
	    N_("First try from another machine of the same network: the "
	       "server bound to 0.0.0.0 and not to 127.0.0.1, the address as "
	       "ip address shows it, no firewall before it."),
	    AS_IS("ip address"),
	    AS_IS("RFC 3022; RFC 1918"),
	    AS_IS("firewall; 0.0.0.0; router"))
	WORD(N_("router"),
	    N_("a machine that passes packets on from one network to another"),
	    N_("It looks at the address in each packet, and at its routes."),
	    "",
	    AS_IS("ip route"),
	    AS_IS("ip-route(8); RFC 1812"),
	    AS_IS("route; NAT; TTL"))
	WORD(N_("route"),
	    N_("which way packets to a network take"),
	    N_("Each machine has a list: through which interface, and which "
	       "router. The default route is for all that no other one is "
	       "for; without one that fits, ENETUNREACH."),
	    "",
	    AS_IS("ip route"),
	    AS_IS("ip-route(8), ip(7)"),
	    AS_IS("router; ENETUNREACH"))
	WORD(N_("ICMP"),
	    N_("messages about packets: unreachable, too big, time exceeded"),
	    N_("Machines on the way send them, and so does a kernel that has "
	       "nobody on a UDP port: to the sender they are ECONNREFUSED, "
	       "EHOSTUNREACH, EMSGSIZE and the like. ping uses it, too."),
	    "",
	    "",
	    AS_IS("icmp(7); RFC 792"),
	    AS_IS("UDP; ECONNREFUSED; EHOSTUNREACH"))
	WORD(N_("broadcast"),
	    N_("one datagram to all machines of a network"),
	    N_("The last address of a network is for it, 192.168.1.255 for "
	       "example. A socket has to ask for it: SO_BROADCAST, else "
	       "EACCES. TCP has none, and neither has IPv6."),
	    "",
	    "",
	    AS_IS("ip(7), socket(7); RFC 919"),
	    AS_IS("SO_BROADCAST; multicast; EACCES"))
	WORD(N_("multicast"),
	    N_("one datagram to all machines that have joined a group"),
	    N_("Groups have addresses from 224.0.0.0 to 239.255.255.255, or "
	       "beginning with ff. A receiver joins with IP_ADD_MEMBERSHIP; "
	       "to bind the address is not enough."),
	    "",
	    "",
	    AS_IS("ip(7), ipv6(7); RFC 1112"),
	    AS_IS("broadcast; IP_ADD_MEMBERSHIP"))
	WORD(N_("Unix-domain socket"),
	    N_("a socket between programs of one machine; its address is a "
	       "path"),
	    N_("bind() makes a file of the kind socket, and its permissions "
	       "say who may connect. A name that begins with a byte of 0 "
	       "(abstract; sockdemo and ss write @ for it) has no file."),
	    N_("The file stays after the program, and a new bind() then fails "
	       "(EADDRINUSE): remove it first."),
	    AS_IS("sockdemo listen -v -U a.sock\n"
	          "sockdemo connect -v -U a.sock"),
	    AS_IS("unix(7)"),
	    AS_IS("AF_UNIX; ENOENT; unlink()"))
	WORD(N_("peer"),
	    N_("whoever is at the other end of a connection"),
	    N_("getpeername() gives its address. Client and server are each "
	       "other's peer."),
	    "",
	    AS_IS("sockdemo demo"),
	    AS_IS("getpeername(2)"),
	    AS_IS("remote address; client; server"))
	WORD(N_("protocol"),
	    N_("what both ends have agreed on: who says what, and when"),
	    N_("TCP and UDP are protocols of kernels; HTTP, SMTP or a game's "
	       "own are those of programs, and travel in them."),
	    "",
	    "",
	    AS_IS("protocols(5); RFC 1122, 1.1.3"),
	    AS_IS("TCP; UDP; framing"))
	WORD(N_("HTTP"),
	    N_("the protocol of the Web: a request and an answer, over TCP"),
	    N_("A client sends a line such as GET / HTTP/1.0, more lines, and "
	       "an empty one; each ends in CRLF. The server answers in the "
	       "same way, and then come the data."),
	    "",
	    AS_IS("sockdemo listen 1234\n"
	          "printf 'GET / HTTP/1.0\\n"
	          "\\n"
	          "' | "
	          "sockdemo connect -C 127.0.0.1 1234"),
	    AS_IS("RFC 9110; RFC 9112"),
	    AS_IS("CRLF; TLS; well-known port"))
	WORD(N_("signal"),
	    N_("a notice of the system to a program: SIGINT, SIGTERM, SIGPIPE"),
	    N_("Ctrl-C sends SIGINT. Most of them end the program unless it "
	       "says what to do; a call that waits may end with EINTR."),
	    "",
	    AS_IS("kill -l"),
	    AS_IS("signal(7)"),
	    AS_IS("SIGPIPE; EINTR; exit status"))
	WORD(N_("exit status"),
	    N_("the number with which a program ends: 0 is success"),
	    N_("In a shell it is in $?. Where a signal ended the program, it "
	       "is 128 and the signal's number: 130 is 128 and 2, SIGINT; 141 "
	       "is 128 and 13, SIGPIPE."),
	    "",
	    AS_IS("sockdemo connect 127.0.0.1 9; echo $?"),
	    AS_IS("exit(3), bash(1)"),
	    AS_IS("signal; SIGPIPE"))
	WORD(N_("host"),
	    N_("a machine on a network"),
	    N_("Its name is looked up by getaddrinfo(); what leads to it is "
	       "its address."),
	    "",
	    AS_IS("uname -n"),
	    AS_IS("hostname(7)"),
	    AS_IS("address; DNS; port"))
	WORD(N_("SIGPIPE"),
	    N_("the signal that ends a program which sends where nobody takes "
	       "it"),
	    N_("With send() it comes together with EPIPE: nothing more can be "
	       "sent on that connection, usually because the other end is "
	       "closed. A program in C then ends without a word, with status "
	       "141 in a shell."),
	    N_("MSG_NOSIGNAL in send(), or signal(SIGPIPE, SIG_IGN), leaves "
	       "the error alone. Python ignores the signal by itself, and "
	       "raises BrokenPipeError."),
	    AS_IS("bash -c 'yes | head -1; echo ${PIPESTATUS[0]}'"),
	    AS_IS("signal(7), send(2)"),
	    AS_IS("EPIPE; MSG_NOSIGNAL; exit status"));
/* clang-format on */
