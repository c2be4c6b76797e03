/*
 * The calls: what each is for, and how it stands in a program. What -vv says of
 * them is in know/tcp.c, and shown beside it.
 */
#include "entries/tables.h"
#include "text/lang.h"

/* Its parts are rows, and each is shorter than C has every compiler take. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/* clang-format off */
const char entries_of_calls[] =
	CALL(AS_IS("getaddrinfo()"),
	    N_("finds the addresses that belong to a name"),
	    N_("From a name and a service it makes addresses for bind() and "
	       "connect(), of IPv4 and IPv6. There may be several, to be "
	       "tried one after the other."),
	    N_("Its errors are its own, EAI_..., and not in errno; "
	       "gai_strerror() has their texts."),
	    AS_IS("struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, "
	          "*list;\n"
	          "int err = getaddrinfo(\"localhost\", \"1234\", "
	          "&hints, &list);"),
	    AS_IS("socket.getaddrinfo(\"localhost\", 1234)"),
	    AS_IS("getent ahosts localhost"),
	    AS_IS("getaddrinfo(3); RFC 6724"),
	    AS_IS("DNS; EAI_NONAME; getnameinfo()"))
	CALL(AS_IS("getnameinfo()"),
	    N_("writes an address as text, or finds the name that it has"),
	    N_("The opposite of getaddrinfo(). With NI_NUMERICHOST nothing is "
	       "looked up."),
	    "",
	    AS_IS("char host[256], port[32];\n"
	          "getnameinfo((struct sockaddr "
	          "*)&a, sizeof(a),\n"
	          "    host, sizeof(host), port, "
	          "sizeof(port), NI_NUMERICHOST);"),
	    AS_IS("socket.getnameinfo((\"127.0.0.1\", 80), "
	          "socket.NI_NUMERICHOST)"),
	    "",
	    AS_IS("getnameinfo(3)"),
	    AS_IS("getaddrinfo(); inet_ntop()"))
	CALL(AS_IS("getifaddrs()"),
	    N_("lists this machine's network interfaces and their addresses"),
	    N_("sockdemo calls it to say through which addresses a server is "
	       "reached."),
	    "",
	    AS_IS("struct ifaddrs *list;\n"
	          "getifaddrs(&list);"),
	    AS_IS("socket.if_nameindex()  # names only"),
	    AS_IS("ip address"),
	    AS_IS("getifaddrs(3), netdevice(7)"),
	    AS_IS("network interface; address"))
	CALL(AS_IS("socket()"),
	    N_("makes a socket, one end of a conversation"),
	    N_("It is told which addresses (AF_INET is IPv4, AF_INET6 IPv6) "
	       "and which kind (SOCK_STREAM is TCP, SOCK_DGRAM is UDP), and "
	       "returns the socket's number."),
	    N_("AF_INET says nothing of TCP or UDP: that is for the second "
	       "argument."),
	    AS_IS("int fd = socket(AF_INET, SOCK_STREAM, 0);"),
	    AS_IS("s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)"),
	    AS_IS("sockdemo demo"),
	    AS_IS("socket(2), ip(7), tcp(7), udp(7)"),
	    AS_IS("socket; AF_INET; SOCK_STREAM; bind(); connect()"))
	CALL(AS_IS("socketpair()"),
	    N_("makes two sockets that are connected to each other"),
	    N_("For a program and its child, or for a test: no address, no "
	       "network."),
	    "",
	    AS_IS("int fd[2];\n"
	          "socketpair(AF_UNIX, SOCK_STREAM, 0, fd);"),
	    AS_IS("a, b = socket.socketpair()"),
	    AS_IS("python3 -c 'import socket; print(socket.socketpair())'"),
	    AS_IS("socketpair(2), unix(7)"),
	    AS_IS("Unix-domain socket; pipe2()"))
	CALL(AS_IS("bind()"),
	    N_("gives a socket its address and port"),
	    N_("A server says so where clients find it: its port, and the "
	       "address, 127.0.0.1 for this machine only, 0.0.0.0 for "
	       "everybody. With port 0 the kernel chooses a free one."),
	    N_("A client does without: connect() gives it an address and a "
	       "free port."),
	    AS_IS("struct sockaddr_in a = { .sin_family = AF_INET,\n"
	          "    "
	          ".sin_port = htons(1234) };  /* 0.0.0.0 */\n"
	          "bind(fd, "
	          "(struct sockaddr *)&a, sizeof(a));"),
	    AS_IS("s.bind((\"127.0.0.1\", 1234))"),
	    AS_IS("sockdemo listen -v 127.0.0.1 1234"),
	    AS_IS("bind(2), ip(7); RFC 9293, 3.9.1"),
	    AS_IS("0.0.0.0; port; EADDRINUSE; EADDRNOTAVAIL; htons()"))
	CALL(AS_IS("listen()"),
	    N_("makes a socket one that clients can connect to"),
	    N_("It returns at once. From then on the kernel answers clients, "
	       "and keeps their connections until accept() takes them; its "
	       "number says how many."),
	    "",
	    AS_IS("listen(fd, 5);"),
	    AS_IS("s.listen(5)"),
	    AS_IS("sockdemo listen -v 1234"),
	    AS_IS("listen(2), tcp(7)"),
	    AS_IS("backlog; accept(); listening socket"))
	CALL(AS_IS("accept()"),
	    N_("takes the next client, and gives a new socket for it"),
	    N_("It waits until there is one. The new socket is connected to "
	       "this client alone; the first one goes on listening. All have "
	       "the server's port: connections differ by the clients' "
	       "addresses and ports, so that many share it."),
	    N_("One talks through the new socket: in Python conn, not s "
	       "(ENOTCONN, EPIPE), and not addr, which is an address only."),
	    AS_IS("int conn = accept(fd, NULL, NULL);"),
	    AS_IS("conn, addr = s.accept()"),
	    AS_IS("sockdemo demo"),
	    AS_IS("accept(2), tcp(7)"),
	    AS_IS("listening socket; backlog; many clients"))
	CALL(AS_IS("accept4()"),
	    N_("accept() with flags: SOCK_NONBLOCK, SOCK_CLOEXEC"),
	    N_("The new socket does not inherit O_NONBLOCK from the listening "
	       "one: it has to be asked for."),
	    "",
	    AS_IS("int conn = accept4(fd, NULL, NULL, SOCK_NONBLOCK);"),
	    "",
	    "",
	    AS_IS("accept4(2)"),
	    AS_IS("accept()"))
	CALL(AS_IS("connect()"),
	    N_("connects a socket to a server"),
	    N_("With TCP it asks the other machine for a connection and waits "
	       "for the answer: yes, no (ECONNREFUSED), or none (ETIMEDOUT). "
	       "With UDP it asks nobody, and only keeps the address."),
	    N_("After it failed, close the socket and make a new one: what "
	       "state it is in is not said. In Python it takes one argument, "
	       "the pair."),
	    AS_IS("connect(fd, (struct sockaddr *)&a, sizeof(a));"),
	    AS_IS("s.connect((\"127.0.0.1\", 1234))"),
	    AS_IS("sockdemo connect -v 127.0.0.1 9"),
	    AS_IS("connect(2), tcp(7); RFC 9293, 3.9.1"),
	    AS_IS("handshake; ECONNREFUSED; ETIMEDOUT; client"))
	CALL(AS_IS("getsockname()"),
	    N_("tells the address and port of this end"),
	    N_("After bind() with port 0, or after connect(): what the kernel "
	       "has chosen."),
	    "",
	    AS_IS("socklen_t len = sizeof(a);\n"
	          "getsockname(fd, (struct "
	          "sockaddr *)&a, &len);"),
	    AS_IS("s.getsockname()"),
	    AS_IS("sockdemo demo"),
	    AS_IS("getsockname(2)"),
	    AS_IS("local address; getpeername()"))
	CALL(AS_IS("getpeername()"),
	    N_("tells the address and port of the other end"),
	    N_("Only a connected socket has one; else ENOTCONN."),
	    "",
	    AS_IS("socklen_t len = sizeof(a);\n"
	          "getpeername(fd, (struct "
	          "sockaddr *)&a, &len);"),
	    AS_IS("s.getpeername()"),
	    AS_IS("sockdemo demo"),
	    AS_IS("getpeername(2)"),
	    AS_IS("remote address; getsockname()"))
	CALL(AS_IS("setsockopt()"),
	    N_("sets an option of a socket"),
	    N_("An option has a level (SOL_SOCKET, IPPROTO_TCP, ...) and a "
	       "name (SO_REUSEADDR, TCP_NODELAY, ...). Some only count before "
	       "bind(), connect() or listen()."),
	    "",
	    AS_IS("int on = 1;\n"
	          "setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, "
	          "sizeof(on));"),
	    AS_IS("s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)"),
	    AS_IS("sockdemo listen -v --set SO_KEEPALIVE 1234"),
	    AS_IS("setsockopt(2), socket(7), ip(7), tcp(7)"),
	    AS_IS("getsockopt(); SO_REUSEADDR; --set"))
	CALL(AS_IS("getsockopt()"),
	    N_("reads an option of a socket"),
	    N_("What the kernel made of it: of SO_RCVBUF, for example, twice "
	       "as much as was set."),
	    N_("Reading SO_ERROR takes the error away: the next call no "
	       "longer gives it."),
	    AS_IS("int value;\n"
	          "socklen_t len = sizeof(value);\n"
	          "getsockopt(fd, "
	          "SOL_SOCKET, SO_RCVBUF, &value, &len);"),
	    AS_IS("s.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF)"),
	    AS_IS("sockdemo listen -v --set SO_RCVBUF=8192 1234"),
	    AS_IS("getsockopt(2), socket(7)"),
	    AS_IS("setsockopt(); SO_ERROR; /set"))
	CALL(AS_IS("send()"),
	    N_("hands bytes to the kernel, which sends them"),
	    N_("It returns how many the kernel took. When that is fewer than "
	       "asked for (a socket that does not block, a signal), the rest "
	       "has to be sent again from there: sendall() of Python does it "
	       "by itself."),
	    N_("That it succeeds says nothing of the other end. The first "
	       "send() to one that has closed succeeds too, and its bytes are "
	       "lost; the next one gives EPIPE or ECONNRESET."),
	    AS_IS("ssize_t n = send(fd, data, len, MSG_NOSIGNAL);"),
	    AS_IS("s.sendall(\"Olá!\".encode())"),
	    AS_IS("sockdemo demo"),
	    AS_IS("send(2), tcp(7); RFC 9293, 3.9.1"),
	    AS_IS("recv(); buffer; EPIPE; MSG_NOSIGNAL; TypeError-bytes"))
	CALL(AS_IS("recv()"),
	    N_("takes bytes that have come"),
	    N_("recv(fd, buf, 2048) waits until there are some, and returns "
	       "at least one and at most 2048: what is there, be it half a "
	       "message or two. Whoever wants whole messages calls it until "
	       "one is complete, and keeps the rest."),
	    N_("0 is the end: the other end has finished sending. It is not "
	       "\"nothing yet\", for which recv() waits."),
	    AS_IS("ssize_t n = recv(fd, buf, sizeof(buf), 0);"),
	    AS_IS("data = s.recv(2048)  # b\"\": the end"),
	    AS_IS("sockdemo listen -v --read-size 3 1234"),
	    AS_IS("recv(2), tcp(7); RFC 9293, 3.9.1"),
	    AS_IS("byte stream; framing; EOF; blocking"))
	CALL(AS_IS("sendto()"),
	    N_("sends a datagram to an address"),
	    N_("For UDP sockets that are not connected: each datagram may go "
	       "to somebody else."),
	    "",
	    AS_IS("sendto(fd, data, len, 0, (struct sockaddr *)&a, sizeof(a));"),
	    AS_IS("s.sendto(b\"ola\", (\"127.0.0.1\", 1234))"),
	    AS_IS("sockdemo listen -v -u 1234\n"
	          "sockdemo connect -v -u "
	          "127.0.0.1 1234"),
	    AS_IS("sendto(2), udp(7)"),
	    AS_IS("recvfrom(); datagram; UDP"))
	CALL(AS_IS("recvfrom()"),
	    N_("receives a datagram, and tells who sent it"),
	    N_("The answer goes to that address, with sendto()."),
	    "",
	    AS_IS("socklen_t len = sizeof(a);\n"
	          "recvfrom(fd, buf, sizeof(buf), "
	          "0,\n"
	          "    (struct sockaddr *)&a, &len);"),
	    AS_IS("data, addr = s.recvfrom(2048)"),
	    AS_IS("sockdemo listen -v -u 1234"),
	    AS_IS("recvfrom(2), udp(7)"),
	    AS_IS("sendto(); datagram; MSG_TRUNC"))
	CALL(AS_IS("sendmsg()"),
	    N_("sends from several pieces of memory, with more beside the "
	       "bytes"),
	    N_("Python and C programs seldom need it: it can send descriptors "
	       "over a Unix-domain socket, or choose the address to send from."),
	    "",
	    AS_IS("struct iovec part = { data, len };\n"
	          "struct msghdr msg = { "
	          ".msg_iov = &part, .msg_iovlen = 1 };\n"
	          "sendmsg(fd, &msg, 0);"),
	    AS_IS("s.sendmsg([b\"one \", b\"two\"])"),
	    "",
	    AS_IS("sendmsg(2), cmsg(3)"),
	    AS_IS("recvmsg(); send()"))
	CALL(AS_IS("recvmsg()"),
	    N_("receives with more beside the bytes: flags, and what is known "
	       "of them"),
	    N_("sockdemo calls it with MSG_ERRQUEUE, to hear who refused a "
	       "datagram."),
	    "",
	    AS_IS("struct iovec part = { buf, sizeof(buf) };\n"
	          "struct msghdr "
	          "msg = { .msg_iov = &part, .msg_iovlen = 1 };\n"
	          "recvmsg(fd, "
	          "&msg, 0);"),
	    AS_IS("data, extra, flags, addr = s.recvmsg(2048)"),
	    "",
	    AS_IS("recvmsg(2), cmsg(3), ip(7)"),
	    AS_IS("sendmsg(); recv(); MSG_ERRQUEUE"))
	CALL(AS_IS("recvmmsg()"),
	    N_("receives several datagrams with one call"),
	    N_("For programs with very many of them: one way into the kernel "
	       "instead of many."),
	    "",
	    AS_IS("int n = recvmmsg(fd, msgs, 16, 0, NULL);"),
	    "",
	    "",
	    AS_IS("recvmmsg(2)"),
	    AS_IS("recvmsg(); datagram"))
	CALL(AS_IS("read()"),
	    N_("recv() without flags: it also reads files"),
	    N_("On a socket the same holds as for recv(): it may give fewer "
	       "bytes than asked for, and 0 is the end."),
	    "",
	    AS_IS("ssize_t n = read(fd, buf, sizeof(buf));"),
	    AS_IS("os.read(s.fileno(), 2048)"),
	    "",
	    AS_IS("read(2)"),
	    AS_IS("recv(); write()"))
	CALL(AS_IS("write()"),
	    N_("send() without flags: it also writes files"),
	    N_("It cannot be told MSG_NOSIGNAL: where the other end has "
	       "closed, SIGPIPE comes."),
	    "",
	    AS_IS("ssize_t n = write(fd, data, len);"),
	    AS_IS("os.write(s.fileno(), data)"),
	    "",
	    AS_IS("write(2)"),
	    AS_IS("send(); SIGPIPE"))
	CALL(AS_IS("splice()"),
	    N_("moves bytes between a socket and a pipe, inside the kernel"),
	    N_("They are not copied into the program. sockdemo uses it for "
	       "large amounts that nobody looks at."),
	    "",
	    AS_IS("splice(fd, NULL, pipefd[1], NULL, 65536, SPLICE_F_MOVE);"),
	    AS_IS("os.splice(s.fileno(), pipe, 65536)"),
	    "",
	    AS_IS("splice(2)"),
	    AS_IS("pipe2(); recv()"))
	CALL(AS_IS("shutdown()"),
	    N_("ends one direction of a connection, or both, and keeps the "
	       "socket"),
	    N_("shutdown(fd, SHUT_WR) says: nothing more comes from here; the "
	       "other end's recv() returns 0, and one can still receive. "
	       "close() ends both directions and gives the number back; where "
	       "a child process has the socket too, only shutdown() ends the "
	       "connection at once."),
	    N_("It does not close: close() is still due."),
	    AS_IS("shutdown(fd, SHUT_WR);"),
	    AS_IS("s.shutdown(socket.SHUT_WR)"),
	    AS_IS("sockdemo listen 1234\n"
	          "sockdemo connect -v 127.0.0.1 1234 < "
	          "/dev/null"),
	    AS_IS("shutdown(2); RFC 9293, 3.6"),
	    AS_IS("close(); half-close; EOF; SHUT_WR"))
	CALL(AS_IS("close()"),
	    N_("gives a socket's number back, and ends its connection"),
	    N_("What was sent still goes out, and then a FIN; close() does "
	       "not wait for it. Bytes that came and were not read make it an "
	       "RST, which may cost the other end data."),
	    N_("Closing the listening socket does not close the connections "
	       "of accept(); and a socket that a child has too stays open "
	       "until both have closed it."),
	    AS_IS("close(fd);"),
	    AS_IS("s.close()  # or: with socket.socket() as s:"),
	    AS_IS("sockdemo demo"),
	    AS_IS("close(2), tcp(7); RFC 9293, 3.6, 3.6.1"),
	    AS_IS("shutdown(); FIN; RST; TIME_WAIT; SO_LINGER"))
	CALL(AS_IS("unlink()"),
	    N_("removes a file's name: that of a Unix-domain socket, for "
	       "example"),
	    N_("bind() makes that file, and close() leaves it there."),
	    "",
	    AS_IS("unlink(\"a.sock\");"),
	    AS_IS("os.unlink(\"a.sock\")"),
	    AS_IS("sockdemo listen -v -U a.sock"),
	    AS_IS("unlink(2), unix(7)"),
	    AS_IS("Unix-domain socket; bind()"))
	CALL(AS_IS("fcntl()"),
	    N_("changes how a descriptor behaves: O_NONBLOCK, FD_CLOEXEC"),
	    N_("With F_SETFL and O_NONBLOCK no call on it waits any more."),
	    "",
	    AS_IS("fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);"),
	    AS_IS("s.setblocking(False)"),
	    AS_IS("sockdemo listen -vvv 1234"),
	    AS_IS("fcntl(2)"),
	    AS_IS("blocking; O_NONBLOCK; F_SETFL"))
	CALL(AS_IS("ioctl()"),
	    N_("other requests to a descriptor: how many bytes wait, for "
	       "example"),
	    N_("FIONREAD tells how many bytes can be read, SIOCOUTQ how many "
	       "are not acknowledged."),
	    "",
	    AS_IS("int n;\n"
	          "ioctl(fd, FIONREAD, &n);"),
	    AS_IS("fcntl.ioctl(s, termios.FIONREAD, bytes(4))"),
	    "",
	    AS_IS("ioctl(2), tcp(7), udp(7)"),
	    AS_IS("buffer"))
	CALL(AS_IS("pipe2()"),
	    N_("makes a pipe: what goes in at one end comes out at the other"),
	    N_("Within one machine, one direction. pipe() is the same without "
	       "flags."),
	    "",
	    AS_IS("int fd[2];\n"
	          "pipe2(fd, O_CLOEXEC);"),
	    AS_IS("r, w = os.pipe2(os.O_CLOEXEC)"),
	    "",
	    AS_IS("pipe2(2), pipe(7)"),
	    AS_IS("splice(); socketpair()"))
	CALL(AS_IS("epoll_create1()"),
	    N_("makes an epoll: a list of descriptors to be watched"),
	    N_("Then epoll_ctl() puts sockets on it, and epoll_wait() waits "
	       "for all of them at once."),
	    "",
	    AS_IS("int ep = epoll_create1(EPOLL_CLOEXEC);"),
	    AS_IS("ep = select.epoll()"),
	    AS_IS("sockdemo listen -vvv 1234"),
	    AS_IS("epoll_create1(2), epoll(7)"),
	    AS_IS("epoll_ctl(); epoll_wait(); poll()"))
	CALL(AS_IS("epoll_ctl()"),
	    N_("says which descriptors an epoll watches, and for what"),
	    N_("EPOLL_CTL_ADD, EPOLL_CTL_MOD and EPOLL_CTL_DEL; EPOLLIN waits "
	       "for what can be read, EPOLLOUT for room to send."),
	    "",
	    AS_IS("struct epoll_event e = { .events = EPOLLIN, .data.fd = fd "
	          "};\n"
	          "epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);"),
	    AS_IS("ep.register(s, select.EPOLLIN)"),
	    AS_IS("sockdemo listen -vvv 1234"),
	    AS_IS("epoll_ctl(2)"),
	    AS_IS("epoll_wait(); EPOLLIN; EPOLLOUT"))
	CALL(AS_IS("epoll_wait()"),
	    N_("waits until one of many sockets is ready"),
	    N_("A listening socket is ready when a client can be accepted, a "
	       "connection when there are bytes, or its end. sockdemo waits "
	       "in it for the socket and the keyboard at once."),
	    "",
	    AS_IS("struct epoll_event e[16];\n"
	          "int n = epoll_wait(ep, e, 16, "
	          "-1);"),
	    AS_IS("for fd, events in ep.poll(): ..."),
	    AS_IS("sockdemo listen -vvv 1234"),
	    AS_IS("epoll_wait(2), epoll(7)"),
	    AS_IS("poll(); many clients; EPOLLIN"))
	CALL(AS_IS("poll()"),
	    N_("waits until one of several sockets is ready"),
	    N_("A server with many clients cannot wait in recv() for one of "
	       "them. It asks poll() which sockets have something (a client "
	       "to accept, bytes, an end), serves those, and asks again. "
	       "select() is older and takes no descriptor from 1024 on; epoll "
	       "is faster with very many. A thread or a process for each "
	       "client is the other way."),
	    N_("Ready means that the call does not wait, and no more: recv() "
	       "may then return 0, or an error."),
	    AS_IS("struct pollfd p = { .fd = fd, .events = POLLIN "
	          "};\n"
	          "poll(&p, 1, -1);"),
	    AS_IS("sel = selectors.DefaultSelector()\n"
	          "sel.register(s, "
	          "selectors.EVENT_READ)\n"
	          "for key, events in sel.select(): ..."),
	    AS_IS("sockdemo listen -v -k 1234"),
	    AS_IS("poll(2), select(2), epoll(7)"),
	    AS_IS("many clients; blocking; event loop; epoll_wait()"))
	CALL(AS_IS("select()"),
	    N_("waits until one of several sockets is ready: the older poll()"),
	    N_("In C it takes no descriptor from 1024 on, and its sets have "
	       "to be filled again each time."),
	    "",
	    AS_IS("fd_set set;\n"
	          "FD_ZERO(&set);\n"
	          "FD_SET(fd, &set);\n"
	          "select(fd "
	          "+ 1, &set, NULL, NULL, NULL);"),
	    AS_IS("ready, _, _ = select.select([s, conn], [], [])"),
	    "",
	    AS_IS("select(2)"),
	    AS_IS("poll(); many clients; ValueError-fd"))
	CALL(AS_IS("htons()"),
	    N_("puts the two bytes of a port into the order of the network"),
	    N_("The network has the high byte first (big-endian), most "
	       "processors the low one. Without it port 1234, bytes 04 d2, "
	       "becomes d2 04, port 53764. htonl() does the same for four "
	       "bytes; ntohs() and ntohl() are the way back."),
	    N_("Python does it by itself for ports; for one's own numbers "
	       "there is struct.pack(\"!H\", n)."),
	    AS_IS("a.sin_port = htons(1234);"),
	    AS_IS("struct.pack(\"!H\", 1234)  # b'\\x04\\xd2'"),
	    AS_IS("python3 -c 'import socket; print(socket.htons(1234))'"),
	    AS_IS("htons(3), byteorder(3), ip(7)"),
	    AS_IS("port; byte; bind()"))
	CALL(AS_IS("inet_pton()"),
	    N_("makes an address of its text: \"127.0.0.1\""),
	    N_("inet_ntop() is the way back. Both take IPv4 and IPv6; names "
	       "are getaddrinfo()'s."),
	    N_("inet_aton() and inet_addr() also take 127.1, and read 010 as "
	       "8."),
	    AS_IS("inet_pton(AF_INET, \"127.0.0.1\", &a.sin_addr);"),
	    AS_IS("socket.inet_pton(socket.AF_INET, \"127.0.0.1\")"),
	    AS_IS("python3 -c 'import socket; "
	          "print(socket.inet_aton(\"127.1\"))'"),
	    AS_IS("inet_pton(3), inet_ntop(3), inet(3)"),
	    AS_IS("address; getaddrinfo()"))
	CALL(AS_IS("perror()"),
	    N_("prints the text of errno: why the last call failed"),
	    N_("strerror() gives the same text as a string, gai_strerror() "
	       "that of getaddrinfo()'s errors."),
	    "",
	    AS_IS("if (connect(fd, addr, len) == -1)\n"
	          "    perror(\"connect\");"),
	    AS_IS("except OSError as e: print(e.errno, e.strerror)"),
	    "",
	    AS_IS("perror(3), strerror(3), gai_strerror(3)"),
	    AS_IS("errno"));
/* clang-format on */
