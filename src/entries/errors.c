/*
 * The errors: what is true of each in general. What one means for a call, and
 * what to try, is in know/errors_table.c.
 */
#include "entries/tables.h"
#include "text/lang.h"

/* Its parts are rows, and each is shorter than C has every compiler take. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/* clang-format off */
const char entries_of_errors[] =
	ERROR(AS_IS("ECONNREFUSED"),
	    AS_IS("connect"),
	    N_("The other machine answered that nobody listens on that port "
	       "there: the server does not run, or listens on another port or "
	       "address, or a firewall refuses for it."),
	    N_("It is an answer, and comes at once: usually the machine is on, "
	       "but a firewall may have answered for it. Where no answer comes "
	       "it is ETIMEDOUT."),
	    AS_IS("except ConnectionRefusedError:"),
	    AS_IS("sockdemo connect 127.0.0.1 9"),
	    AS_IS("connect(2), udp(7); RFC 9293, 3.10.7.1"),
	    AS_IS("listen(); RST; ETIMEDOUT; 0.0.0.0"))
	ERROR(AS_IS("ETIMEDOUT"),
	    AS_IS("connect"),
	    N_("No answer came in time. Where it was connect(), usually the "
	       "machine is off, a firewall drops what is sent to it, or the "
	       "server's queue is full. Where it was recv() or send(), the "
	       "other end no longer acknowledges what is sent, or does not "
	       "answer SO_KEEPALIVE; with a deadline of the program's own, "
	       "nothing came until then."),
	    N_("Refused is an answer, and comes at once; this is silence. A "
	       "deadline of the program's own (settimeout() in Python, curl "
	       "-m, sockdemo -w) says only that it waited no longer."),
	    AS_IS("except TimeoutError:"),
	    "",
	    AS_IS("connect(2), tcp(7); RFC 9293, 3.8.3"),
	    AS_IS("ECONNREFUSED; firewall; backlog; TCP_USER_TIMEOUT"))
	ERROR(AS_IS("EADDRINUSE"),
	    AS_IS("bind"),
	    N_("The port is taken: by a program that still runs, often the "
	       "same server started before, or by connections of its last run "
	       "that are in TIME_WAIT. In the first case end that program, or "
	       "choose another port; in the second, SO_REUSEADDR before "
	       "bind() lets the server start."),
	    N_("SO_REUSEADDR does not let two programs listen on the same "
	       "port."),
	    AS_IS("s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)"),
	    AS_IS("sockdemo listen 1234\n"
	          "sockdemo listen 1234"),
	    AS_IS("bind(2), ip(7), socket(7)"),
	    AS_IS("TIME_WAIT; SO_REUSEADDR; SO_REUSEPORT; port"))
	ERROR(AS_IS("EADDRNOTAVAIL"),
	    AS_IS("bind"),
	    N_("bind(): the address is none of this machine's. connect(): no "
	       "free port is left for this destination, or this machine has "
	       "no address to reach it from."),
	    N_("A server is not bound to the address of its router, nor to a "
	       "public one that a NAT has."),
	    "",
	    AS_IS("sockdemo listen 192.0.2.1 1234"),
	    AS_IS("bind(2), connect(2), ip(7)"),
	    AS_IS("0.0.0.0; NAT; ephemeral port"))
	ERROR(AS_IS("EACCES"),
	    AS_IS("bind"),
	    N_("bind(): ports below 1024 are kept for the administrator; for a "
	       "Unix-domain socket, its folder is not open to this program. "
	       "connect() and send(): the address is a broadcast address and "
	       "SO_BROADCAST is not set; or the permissions of a Unix-domain "
	       "socket forbid it, or a rule of this machine (with IPv6, also "
	       "one on the way)."),
	    N_("A server need not run as root for it: choose a port from 1024 "
	       "on, 8080 for example."),
	    AS_IS("except PermissionError:"),
	    AS_IS("sockdemo connect -u 127.255.255.255 9"),
	    AS_IS("bind(2), connect(2), ip(7), capabilities(7)"),
	    AS_IS("privileged port; SO_BROADCAST; EPERM"))
	ERROR(AS_IS("EPERM"),
	    AS_IS("socket"),
	    N_("socket(): raw sockets (SOCK_RAW) are for the administrator. "
	       "send() and connect(): a firewall of this machine forbids it. "
	       "setsockopt(): this value is for the administrator."),
	    "",
	    AS_IS("except PermissionError:"),
	    "",
	    AS_IS("socket(2), send(2), capabilities(7)"),
	    AS_IS("EACCES; SOCK_RAW; firewall"))
	ERROR(AS_IS("ENETUNREACH"),
	    AS_IS("connect"),
	    "",
	    N_("Usually no route on this machine leads there, and nothing was sent."),
	    "",
	    AS_IS("unshare -rn sockdemo connect 192.0.2.1 80"),
	    AS_IS("connect(2), ip(7)"),
	    AS_IS("route; EHOSTUNREACH"))
	ERROR(AS_IS("EHOSTUNREACH"),
	    AS_IS("connect"),
	    "",
	    N_("A machine on the way said so (ICMP), or the one asked for "
	       "does not answer on its own network. A firewall that rejects "
	       "may say it, too."),
	    "",
	    "",
	    AS_IS("connect(2), ip(7), icmp(7); RFC 1122, 3.2.2.1"),
	    AS_IS("ENETUNREACH; ICMP; route"))
	ERROR(AS_IS("EHOSTDOWN"),
	    AS_IS("connect"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("accept(2), ip(7)"),
	    AS_IS("EHOSTUNREACH"))
	ERROR(AS_IS("ENETDOWN"),
	    AS_IS("connect"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("connect(2), netdevice(7)"),
	    AS_IS("network interface; ENETUNREACH"))
	ERROR(AS_IS("ENONET"),
	    AS_IS("accept"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("accept(2)"),
	    AS_IS("EHOSTUNREACH"))
	ERROR(AS_IS("ECONNRESET"),
	    AS_IS("recv"),
	    N_("The other end cut the connection (RST): its program closed it, "
	       "or ended, with bytes unread, or set SO_LINGER to {1, 0}; or "
	       "the connection was no longer known there. What was on its way "
	       "may be lost."),
	    N_("It is seen at the next call, which need not be the one to "
	       "blame."),
	    AS_IS("except ConnectionResetError:"),
	    AS_IS("python3 -c 'import socket as s; l = "
	          "s.create_server((\"127.0.0.1\", 0)); c = "
	          "s.create_connection(l.getsockname()); c.send(b\"x\"); "
	          "l.accept()[0].close(); c.recv(1)'"),
	    AS_IS("recv(2), send(2), tcp(7); RFC 9293, 3.5.2"),
	    AS_IS("RST; EPIPE; SO_LINGER; close()"))
	ERROR(AS_IS("EPIPE"),
	    AS_IS("send"),
	    N_("Nothing more can be sent on this connection: this end has "
	       "finished sending, or the other end is closed and this kernel "
	       "knows it (with TCP by an RST, which usually answers an earlier "
	       "send()). Together with it comes SIGPIPE, which ends a program "
	       "in C without a word (status 141)."),
	    N_("With TCP, a send() before it may have succeeded, and what it "
	       "sent is lost all the same: an answer of the other program is "
	       "the only proof."),
	    AS_IS("except BrokenPipeError:"),
	    AS_IS("python3 -c 'import socket as s; a, b = s.socketpair(); "
	          "b.close(); a.send(b\"x\")'"),
	    AS_IS("send(2), signal(7)"),
	    AS_IS("SIGPIPE; MSG_NOSIGNAL; ECONNRESET; send()"))
	ERROR(AS_IS("ECONNABORTED"),
	    AS_IS("accept"),
	    "",
	    "",
	    AS_IS("except ConnectionAbortedError:"),
	    "",
	    AS_IS("accept(2)"),
	    AS_IS("accept(); RST"))
	ERROR(AS_IS("EAGAIN"),
	    AS_IS("recv"),
	    N_("The socket does not block, and the call would have to wait: "
	       "nothing has come yet, or there is no room to send. It is no "
	       "failure: wait with poll(), and try again. It is also what "
	       "comes after SO_RCVTIMEO."),
	    N_("EWOULDBLOCK is the same number on Linux. To call again at "
	       "once in a loop keeps the processor busy for nothing."),
	    AS_IS("except BlockingIOError:"),
	    AS_IS("python3 -c 'import socket as s; a, b = s.socketpair(); "
	          "a.setblocking(0); a.recv(1)'"),
	    AS_IS("recv(2), send(2), socket(7)"),
	    AS_IS("blocking; poll(); O_NONBLOCK"))
	ERROR(AS_IS("EINPROGRESS"),
	    AS_IS("connect"),
	    N_("A connect() that does not block has begun, and goes on. Wait "
	       "with poll() until the socket can be written to; then SO_ERROR "
	       "says how it ended."),
	    "",
	    AS_IS("except BlockingIOError:"),
	    AS_IS("python3 -c 'import socket as s; l = "
	          "s.create_server((\"127.0.0.1\", 0)); c = s.socket(); "
	          "c.setblocking(0); c.connect(l.getsockname())'"),
	    AS_IS("connect(2)"),
	    AS_IS("EALREADY; blocking; SO_ERROR"))
	ERROR(AS_IS("EALREADY"),
	    AS_IS("connect"),
	    N_("An earlier connect() on this socket, which does not block, "
	       "has not ended yet."),
	    "",
	    AS_IS("except BlockingIOError:"),
	    "",
	    AS_IS("connect(2)"),
	    AS_IS("EINPROGRESS"))
	ERROR(AS_IS("EISCONN"),
	    AS_IS("connect"),
	    N_("This socket is connected already. For another connection, "
	       "make another socket."),
	    "",
	    "",
	    AS_IS("python3 -c 'import socket as s; l = "
	          "s.create_server((\"127.0.0.1\", 0)); c = "
	          "s.create_connection(l.getsockname()); "
	          "c.connect(l.getsockname())'"),
	    AS_IS("connect(2)"),
	    AS_IS("connect(); ENOTCONN"))
	ERROR(AS_IS("ENOTCONN"),
	    AS_IS("recv"),
	    N_("This socket has no other end: connect() was not called, it is "
	       "the listening one, or its connection is over, cut by an RST "
	       "for example."),
	    N_("In a server, talk through the socket that accept() gave: "
	       "conn.recv(), not s.recv()."),
	    "",
	    AS_IS("python3 -c 'import socket; socket.socket().recv(1)'"),
	    AS_IS("recv(2), getpeername(2)"),
	    AS_IS("accept(); listening socket; connect()"))
	ERROR(AS_IS("EINTR"),
	    AS_IS("recv"),
	    N_("A signal came while the call waited, and ended its waiting. "
	       "Call it again."),
	    N_("Python does so by itself. After close() do not: on Linux the "
	       "number is free already."),
	    AS_IS("except InterruptedError:"),
	    "",
	    AS_IS("signal(7), close(2)"),
	    AS_IS("signal; close()"))
	ERROR(AS_IS("EINVAL"),
	    AS_IS("accept"),
	    N_("An argument does not fit, or the socket is not in the right "
	       "state: accept() without listen(), bind() for the second time, "
	       "connect() with a wrong length of the address."),
	    "",
	    "",
	    AS_IS("python3 -c 'import socket; socket.socket().accept()'"),
	    AS_IS("accept(2), bind(2), connect(2)"),
	    AS_IS("listen(); bind()"))
	ERROR(AS_IS("EBADF"),
	    AS_IS("recv"),
	    N_("That number is no open descriptor: the socket was closed "
	       "before, or never made (-1)."),
	    N_("In Python the socket may have been closed by the end of its "
	       "with block, or by another thread."),
	    "",
	    AS_IS("python3 -c 'import socket; s = socket.socket(); s.close(); "
	          "s.recv(1)'"),
	    AS_IS("recv(2), close(2)"),
	    AS_IS("file descriptor; close(); ENOTSOCK"))
	ERROR(AS_IS("ENOTSOCK"),
	    AS_IS("recv"),
	    N_("The descriptor is that of a file or a pipe. Often the number "
	       "is a wrong one: the result of a call that failed, or one "
	       "already closed."),
	    "",
	    "",
	    AS_IS("python3 -c 'import os, socket; "
	          "socket.socket(fileno=os.pipe()[0])'"),
	    AS_IS("recv(2), getsockname(2)"),
	    AS_IS("file descriptor; EBADF"))
	ERROR(AS_IS("EMFILE"),
	    AS_IS("socket"),
	    N_("This program has as many descriptors open as it may (ulimit "
	       "-n), and each socket is one. Usually it forgets to close "
	       "connections."),
	    "",
	    "",
	    AS_IS("bash -c 'ulimit -n 20; python3 -c \"import socket; "
	          "[socket.socket() for i in range(99)].sort()\"'"),
	    AS_IS("socket(2), accept(2), getrlimit(2)"),
	    AS_IS("file descriptor; close(); ENFILE"))
	ERROR(AS_IS("ENFILE"),
	    AS_IS("socket"),
	    "",
	    "",
	    "",
	    AS_IS("cat /proc/sys/fs/file-nr"),
	    AS_IS("socket(2), accept(2), proc(5)"),
	    AS_IS("EMFILE"))
	ERROR(AS_IS("EMSGSIZE"),
	    AS_IS("send"),
	    N_("A datagram is sent as a whole, and this one is too big: over "
	       "IPv4, UDP carries 65507 bytes at most. Send it in parts, or "
	       "take TCP."),
	    "",
	    "",
	    AS_IS("python3 -c 'import socket as s; s.socket(s.AF_INET, "
	          "s.SOCK_DGRAM).sendto(bytes(65508), (\"127.0.0.1\", 9))'"),
	    AS_IS("send(2), udp(7); RFC 768"),
	    AS_IS("datagram; MTU; UDP"))
	ERROR(AS_IS("EDESTADDRREQ"),
	    AS_IS("send"),
	    N_("The socket is not connected, and sends to nobody: use "
	       "sendto() with an address, or connect() before."),
	    "",
	    "",
	    AS_IS("python3 -c 'import socket as s; s.socket(s.AF_INET, "
	          "s.SOCK_DGRAM).send(b\"x\")'"),
	    AS_IS("send(2), udp(7)"),
	    AS_IS("sendto(); UDP"))
	ERROR(AS_IS("EAFNOSUPPORT"),
	    AS_IS("socket"),
	    N_("This kind of address does not go with the socket, or the "
	       "kernel does not have it: an IPv6 address on an AF_INET "
	       "socket, for example."),
	    "",
	    "",
	    AS_IS("python3 -c 'import socket; socket.socket(99)'"),
	    AS_IS("socket(2), connect(2)"),
	    AS_IS("AF_INET; AF_INET6"))
	ERROR(AS_IS("EPROTONOSUPPORT"),
	    AS_IS("socket"),
	    "",
	    "",
	    "",
	    AS_IS("python3 -c 'import socket as s; s.socket(s.AF_INET, "
	          "s.SOCK_STREAM, s.IPPROTO_UDP)'"),
	    AS_IS("socket(2)"),
	    AS_IS("SOCK_STREAM; socket()"))
	ERROR(AS_IS("ESOCKTNOSUPPORT"),
	    AS_IS("socket"),
	    "",
	    "",
	    "",
	    AS_IS("python3 -c 'import socket as s; s.socket(s.AF_INET, "
	          "s.SOCK_RDM)'"),
	    AS_IS("socket(2)"),
	    AS_IS("SOCK_STREAM; socket()"))
	ERROR(AS_IS("EPROTOTYPE"),
	    AS_IS("connect"),
	    "",
	    "",
	    "",
	    AS_IS("sockdemo listen -U a.sock\n"
	          "sockdemo connect -u -U a.sock"),
	    AS_IS("connect(2), unix(7)"),
	    AS_IS("Unix-domain socket; SOCK_DGRAM"))
	ERROR(AS_IS("ENOPROTOOPT"),
	    AS_IS("setsockopt"),
	    "",
	    "",
	    "",
	    AS_IS("python3 -c 'import socket as s; "
	          "s.socket().setsockopt(s.SOL_SOCKET, 9999, 1)'"),
	    AS_IS("setsockopt(2), accept(2)"),
	    AS_IS("setsockopt(); SOL_SOCKET"))
	ERROR(AS_IS("EOPNOTSUPP"),
	    AS_IS("listen"),
	    N_("This kind of socket cannot do that: listen() and accept() are "
	       "for connections, and a UDP socket has none."),
	    "",
	    "",
	    AS_IS("python3 -c 'import socket as s; s.socket(s.AF_INET, "
	          "s.SOCK_DGRAM).listen()'"),
	    AS_IS("listen(2), accept(2)"),
	    AS_IS("UDP; SOCK_DGRAM; listen()"))
	ERROR(AS_IS("ENOENT"),
	    AS_IS("connect"),
	    N_("There is no file of that name. For a Unix-domain socket: it "
	       "is the server that makes it, with bind()."),
	    "",
	    AS_IS("except FileNotFoundError:"),
	    AS_IS("sockdemo connect -U nothing.sock"),
	    AS_IS("connect(2), unix(7), open(2)"),
	    AS_IS("Unix-domain socket; bind()"))
	ERROR(AS_IS("ENODEV"),
	    AS_IS("setsockopt"),
	    "",
	    "",
	    "",
	    AS_IS("sockdemo connect --set SO_BINDTODEVICE=none 127.0.0.1 9"),
	    AS_IS("socket(7), ipv6(7)"),
	    AS_IS("network interface; SO_BINDTODEVICE"))
	ERROR(AS_IS("ENAMETOOLONG"),
	    AS_IS("bind"),
	    N_("The path of a Unix-domain socket has room for 107 bytes."),
	    "",
	    "",
	    "",
	    AS_IS("unix(7), bind(2)"),
	    AS_IS("Unix-domain socket"))
	ERROR(AS_IS("ENOTDIR"),
	    AS_IS("bind"),
	    "",
	    "",
	    AS_IS("except NotADirectoryError:"),
	    AS_IS("sockdemo connect -U /etc/hosts/a.sock"),
	    AS_IS("bind(2), connect(2)"),
	    AS_IS("ENOENT"))
	ERROR(AS_IS("ELOOP"),
	    AS_IS("bind"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("bind(2), path_resolution(7)"),
	    "")
	ERROR(AS_IS("EROFS"),
	    AS_IS("bind"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("bind(2)"),
	    AS_IS("Unix-domain socket"))
	ERROR(AS_IS("EISDIR"),
	    AS_IS("unlink"),
	    "",
	    "",
	    AS_IS("except IsADirectoryError:"),
	    "",
	    AS_IS("unlink(2)"),
	    AS_IS("unlink()"))
	ERROR(AS_IS("EBUSY"),
	    AS_IS("unlink"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("unlink(2), fcntl(2)"),
	    "")
	ERROR(AS_IS("EIO"),
	    AS_IS("close"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("close(2), read(2)"),
	    "")
	ERROR(AS_IS("ENOSPC"),
	    AS_IS("close"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("close(2), write(2)"),
	    "")
	ERROR(AS_IS("EDQUOT"),
	    AS_IS("close"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("close(2), quota(1)"),
	    AS_IS("ENOSPC"))
	ERROR(AS_IS("EEXIST"),
	    AS_IS("epoll_ctl"),
	    "",
	    "",
	    AS_IS("except FileExistsError:"),
	    "",
	    AS_IS("epoll_ctl(2), open(2)"),
	    AS_IS("epoll_ctl()"))
	ERROR(AS_IS("ESPIPE"),
	    AS_IS("splice"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("splice(2), lseek(2)"),
	    AS_IS("splice()"))
	ERROR(AS_IS("EDOM"),
	    AS_IS("setsockopt"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("socket(7), math_error(7)"),
	    AS_IS("SO_RCVTIMEO"))
	ERROR(AS_IS("EDEADLK"),
	    AS_IS("fcntl"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("fcntl(2)"),
	    "")
	ERROR(AS_IS("ENOLCK"),
	    AS_IS("fcntl"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("fcntl(2)"),
	    "")
	ERROR(AS_IS("EPROTO"),
	    AS_IS("accept"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("accept(2)"),
	    "")
	ERROR(AS_IS("EFAULT"),
	    AS_IS("connect"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("connect(2), recv(2)"),
	    "")
	ERROR(AS_IS("ENOMEM"),
	    AS_IS("socket"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("socket(2), tcp(7)"),
	    AS_IS("ENOBUFS"))
	ERROR(AS_IS("ENOBUFS"),
	    AS_IS("socket"),
	    "",
	    "",
	    "",
	    "",
	    AS_IS("socket(2), send(2)"),
	    AS_IS("ENOMEM; buffer"))
	ERROR(AS_IS("EAI_NONAME"),
	    AS_IS("getaddrinfo"),
	    N_("Nobody knows an address for that name: it is misspelt, or it "
	       "does not exist. Programs say it in many ways: Name or service "
	       "not known, gaierror, UnknownHostException, ENOTFOUND."),
	    N_("A name is no URL: example.org, and neither http:// nor a port "
	       "with it. With AI_NUMERICHOST no name is known at all."),
	    AS_IS("except socket.gaierror:"),
	    AS_IS("python3 -c 'import socket as s; s.getaddrinfo(\"nobody\", "
	          "80, flags=s.AI_NUMERICHOST)'"),
	    AS_IS("getaddrinfo(3), hosts(5)"),
	    AS_IS("DNS; EAI_AGAIN; getaddrinfo()"))
	ERROR(AS_IS("EAI_AGAIN"),
	    AS_IS("getaddrinfo"),
	    "",
	    N_("That the name exists or not, nobody has said: the network or "
	       "its DNS servers do not answer."),
	    AS_IS("except socket.gaierror:"),
	    "",
	    AS_IS("getaddrinfo(3), resolv.conf(5)"),
	    AS_IS("DNS; EAI_NONAME"))
	ERROR(AS_IS("EAI_FAIL"),
	    AS_IS("getaddrinfo"),
	    "",
	    "",
	    AS_IS("except socket.gaierror:"),
	    "",
	    AS_IS("getaddrinfo(3)"),
	    AS_IS("DNS; EAI_AGAIN"))
	ERROR(AS_IS("EAI_NODATA"),
	    AS_IS("getaddrinfo"),
	    "",
	    "",
	    AS_IS("except socket.gaierror:"),
	    "",
	    AS_IS("getaddrinfo(3)"),
	    AS_IS("DNS; EAI_ADDRFAMILY"))
	ERROR(AS_IS("EAI_ADDRFAMILY"),
	    AS_IS("getaddrinfo"),
	    "",
	    "",
	    AS_IS("except socket.gaierror:"),
	    AS_IS("python3 -c 'import socket as s; "
	          "s.getaddrinfo(\"127.0.0.1\", 9, s.AF_INET6)'"),
	    AS_IS("getaddrinfo(3)"),
	    AS_IS("AF_INET; AF_INET6; EAI_NODATA"))
	ERROR(AS_IS("EAI_FAMILY"),
	    AS_IS("getaddrinfo"),
	    "",
	    "",
	    AS_IS("except socket.gaierror:"),
	    "",
	    AS_IS("getaddrinfo(3)"),
	    AS_IS("AF_INET; AF_INET6"))
	ERROR(AS_IS("EAI_SERVICE"),
	    AS_IS("getaddrinfo"),
	    N_("Where a port was expected there is a word that no service "
	       "has: services are in /etc/services."),
	    "",
	    AS_IS("except socket.gaierror:"),
	    AS_IS("python3 -c 'import socket; "
	          "socket.getaddrinfo(\"127.0.0.1\", \"htpp\")'"),
	    AS_IS("getaddrinfo(3), services(5)"),
	    AS_IS("port; well-known port; bad-port"))
	ERROR(AS_IS("EAI_SOCKTYPE"),
	    AS_IS("getaddrinfo"),
	    "",
	    "",
	    AS_IS("except socket.gaierror:"),
	    "",
	    AS_IS("getaddrinfo(3)"),
	    AS_IS("SOCK_STREAM"))
	ERROR(AS_IS("EAI_BADFLAGS"),
	    AS_IS("getaddrinfo"),
	    "",
	    "",
	    AS_IS("except socket.gaierror:"),
	    "",
	    AS_IS("getaddrinfo(3)"),
	    AS_IS("AI_PASSIVE"))
	ERROR(AS_IS("EAI_MEMORY"),
	    AS_IS("getaddrinfo"),
	    "",
	    "",
	    AS_IS("except socket.gaierror:"),
	    "",
	    AS_IS("getaddrinfo(3)"),
	    "")
	ERROR(AS_IS("EAI_SYSTEM"),
	    AS_IS("getaddrinfo"),
	    "",
	    N_("Here, and only here, errno says more."),
	    "",
	    "",
	    AS_IS("getaddrinfo(3)"),
	    AS_IS("errno"))

	/* What no call on sockets gives by itself. */
	OTHER_ERROR(AS_IS("EAI_OVERFLOW"),
	    N_("a buffer is too small"),
	    N_("It comes from getnameinfo(): the name or the service has more "
	       "bytes than there is room for."),
	    AS_IS("getnameinfo(3)"))
	OTHER_ERROR(AS_IS("ESRCH"),
	    N_("no such process"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("kill(2), errno(3)"))
	OTHER_ERROR(AS_IS("ENXIO"),
	    N_("no such device or address"),
	    N_("open() gives it where a device is not there, or for a "
	       "Unix-domain socket's file: that is for connect()."),
	    AS_IS("open(2)"))
	OTHER_ERROR(AS_IS("E2BIG"),
	    N_("argument list too long"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("execve(2)"))
	OTHER_ERROR(AS_IS("ENOEXEC"),
	    N_("not a program"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("execve(2)"))
	OTHER_ERROR(AS_IS("ECHILD"),
	    N_("no child processes"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("wait(2)"))
	OTHER_ERROR(AS_IS("ENOTBLK"),
	    N_("a block device was expected"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("mount(2)"))
	OTHER_ERROR(AS_IS("EXDEV"),
	    N_("on another file system"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("rename(2)"))
	OTHER_ERROR(AS_IS("ENOTTY"),
	    N_("not a terminal: that request does not fit"),
	    N_("ioctl() gives it when the descriptor does not know the "
	       "request, isatty() when it is no terminal."),
	    AS_IS("ioctl(2), isatty(3)"))
	OTHER_ERROR(AS_IS("ETXTBSY"),
	    N_("the program is running"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("execve(2), open(2)"))
	OTHER_ERROR(AS_IS("EFBIG"),
	    N_("file too large"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("write(2)"))
	OTHER_ERROR(AS_IS("EMLINK"),
	    N_("too many links"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("link(2)"))
	OTHER_ERROR(AS_IS("ERANGE"),
	    N_("result out of range"),
	    N_("It is about numbers: strtol(), for example, gives it for one "
	       "that is too large."),
	    AS_IS("strtol(3), math_error(7)"))
	OTHER_ERROR(AS_IS("ENOSYS"),
	    N_("this kernel does not have that call"),
	    N_("It is newer than the kernel, or forbidden by a sandbox."),
	    AS_IS("syscalls(2)"))
	OTHER_ERROR(AS_IS("ENOTEMPTY"),
	    N_("the folder is not empty"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("rmdir(2)"))
	OTHER_ERROR(AS_IS("ENOMSG"),
	    N_("no such message"),
	    N_("It comes from message queues (msgrcv()); it also marks the "
	       "time stamps on a socket's error queue."),
	    AS_IS("msgrcv(2), socket(7)"))
	OTHER_ERROR(AS_IS("EIDRM"),
	    N_("the message queue was removed"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("msgrcv(2)"))
	FOREIGN_ERROR(AS_IS("ECHRNG"), N_("channel number out of range"))
	FOREIGN_ERROR(AS_IS("EL2NSYNC"), N_("level 2 not synchronized"))
	FOREIGN_ERROR(AS_IS("EL3HLT"), N_("level 3 halted"))
	FOREIGN_ERROR(AS_IS("EL3RST"), N_("level 3 reset"))
	FOREIGN_ERROR(AS_IS("ELNRNG"), N_("link number out of range"))
	FOREIGN_ERROR(AS_IS("EUNATCH"), N_("protocol driver not attached"))
	FOREIGN_ERROR(AS_IS("ENOCSI"), N_("no CSI structure available"))
	FOREIGN_ERROR(AS_IS("EL2HLT"), N_("level 2 halted"))
	FOREIGN_ERROR(AS_IS("EBADE"), N_("invalid exchange"))
	FOREIGN_ERROR(AS_IS("EBADR"), N_("invalid request descriptor"))
	FOREIGN_ERROR(AS_IS("EXFULL"), N_("exchange full"))
	FOREIGN_ERROR(AS_IS("ENOANO"), N_("no anode"))
	FOREIGN_ERROR(AS_IS("EBADRQC"), N_("invalid request code"))
	FOREIGN_ERROR(AS_IS("EBADSLT"), N_("invalid slot"))
	FOREIGN_ERROR(AS_IS("EBFONT"), N_("bad font file format"))
	FOREIGN_ERROR(AS_IS("ENOSTR"), N_("not a stream device"))
	FOREIGN_ERROR(AS_IS("ENODATA"), N_("no data available"))
	FOREIGN_ERROR(AS_IS("ETIME"), N_("timer expired"))
	FOREIGN_ERROR(AS_IS("ENOSR"), N_("out of streams resources"))
	FOREIGN_ERROR(AS_IS("ENOPKG"), N_("package not installed"))
	FOREIGN_ERROR(AS_IS("EREMOTE"), N_("object is remote"))
	FOREIGN_ERROR(AS_IS("ENOLINK"), N_("link was severed"))
	FOREIGN_ERROR(AS_IS("EADV"), N_("advertise error"))
	FOREIGN_ERROR(AS_IS("ESRMNT"), N_("srmount error"))
	FOREIGN_ERROR(AS_IS("ECOMM"), N_("communication error on send"))
	FOREIGN_ERROR(AS_IS("EMULTIHOP"), N_("multihop attempted"))
	FOREIGN_ERROR(AS_IS("EDOTDOT"), N_("RFS specific error"))
	FOREIGN_ERROR(AS_IS("ENOTUNIQ"), N_("name not unique on the network"))
	FOREIGN_ERROR(AS_IS("EBADFD"), N_("descriptor in a bad state"))
	FOREIGN_ERROR(AS_IS("EREMCHG"), N_("remote address changed"))
	FOREIGN_ERROR(AS_IS("ELIBACC"), N_("cannot use a shared library"))
	FOREIGN_ERROR(AS_IS("ELIBBAD"), N_("a shared library is damaged"))
	FOREIGN_ERROR(AS_IS("ELIBSCN"), N_(".lib section of a program damaged"))
	FOREIGN_ERROR(AS_IS("ELIBMAX"), N_("too many shared libraries"))
	FOREIGN_ERROR(AS_IS("ELIBEXEC"), N_("a shared library is no program"))
	FOREIGN_ERROR(AS_IS("ERESTART"), N_("the interrupted call should be restarted"))
	FOREIGN_ERROR(AS_IS("ESTRPIPE"), N_("streams pipe error"))
	FOREIGN_ERROR(AS_IS("EUCLEAN"), N_("the structure needs cleaning"))
	FOREIGN_ERROR(AS_IS("ENOTNAM"), N_("not a XENIX named file"))
	FOREIGN_ERROR(AS_IS("ENAVAIL"), N_("no XENIX semaphores available"))
	FOREIGN_ERROR(AS_IS("EISNAM"), N_("is a named file"))
	FOREIGN_ERROR(AS_IS("EREMOTEIO"), N_("remote input/output error"))
	FOREIGN_ERROR(AS_IS("ENOMEDIUM"), N_("no disk in the drive"))
	FOREIGN_ERROR(AS_IS("EMEDIUMTYPE"), N_("wrong kind of disk"))
	FOREIGN_ERROR(AS_IS("ERFKILL"), N_("switched off by RF-kill, the switch of radio devices"))
	FOREIGN_ERROR(AS_IS("EHWPOISON"), N_("a memory page has a hardware error"))
	FOREIGN_ERROR(AS_IS("EBADMSG"), N_("not the kind of message expected"))
	OTHER_ERROR(AS_IS("EOVERFLOW"),
	    N_("a value does not fit"),
	    N_("A number is too large for where it is to go: the size of a "
	       "file, for example."),
	    AS_IS("stat(2), open(2)"))
	OTHER_ERROR(AS_IS("EILSEQ"),
	    N_("these bytes are no character"),
	    N_("They are not of the encoding that was expected."),
	    AS_IS("mbrtowc(3)"))
	FOREIGN_ERROR(AS_IS("EUSERS"), N_("too many users"))
	OTHER_ERROR(AS_IS("EPFNOSUPPORT"),
	    N_("protocol family not supported"),
	    N_("On Linux, EAFNOSUPPORT comes in its place."),
	    AS_IS("errno(3), socket(2)"))
	FOREIGN_ERROR(AS_IS("ENETRESET"), N_("connection cut by the network"))
	OTHER_ERROR(AS_IS("ETOOMANYREFS"),
	    N_("too many references"),
	    N_("sendmsg() gives it when too many descriptors are on their way "
	       "through Unix-domain sockets."),
	    AS_IS("unix(7)"))
	OTHER_ERROR(AS_IS("ESTALE"),
	    N_("the file is gone from the server"),
	    N_("It is about files and programs, not about sockets."),
	    AS_IS("errno(3)"))
	OTHER_ERROR(AS_IS("ECANCELED"),
	    N_("the operation was cancelled"),
	    N_("A request that ran in the background was called off."),
	    AS_IS("aio_error(3), errno(3)"))
	OTHER_ERROR(AS_IS("ENOKEY"),
	    N_("the key is missing"),
	    N_("It is about keys that the kernel keeps, not about sockets."),
	    AS_IS("keyrings(7)"))
	OTHER_ERROR(AS_IS("EKEYEXPIRED"),
	    N_("the key has expired"),
	    N_("It is about keys that the kernel keeps, not about sockets."),
	    AS_IS("keyrings(7)"))
	OTHER_ERROR(AS_IS("EKEYREVOKED"),
	    N_("the key was revoked"),
	    N_("It is about keys that the kernel keeps, not about sockets."),
	    AS_IS("keyrings(7)"))
	OTHER_ERROR(AS_IS("EKEYREJECTED"),
	    N_("the key was rejected"),
	    N_("It is about keys that the kernel keeps, not about sockets."),
	    AS_IS("keyrings(7)"))
	OTHER_ERROR(AS_IS("EOWNERDEAD"),
	    N_("the owner of the lock has died"),
	    N_("It is about locks between threads, not about sockets."),
	    AS_IS("pthread_mutexattr_setrobust(3), errno(3)"))
	OTHER_ERROR(AS_IS("ENOTRECOVERABLE"),
	    N_("the lock cannot be recovered"),
	    N_("It is about locks between threads, not about sockets."),
	    AS_IS("pthread_mutexattr_setrobust(3), errno(3)"))
	OTHER_ERROR(AS_IS("ESHUTDOWN"),
	    N_("cannot send: sending has ended"),
	    N_("On Linux, EPIPE comes in its place when a TCP connection is "
	       "closed for sending. Python raises BrokenPipeError for both."),
	    AS_IS("errno(3), shutdown(2)"));
/* clang-format on */
