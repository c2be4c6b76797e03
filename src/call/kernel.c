/*
 * The carrier that really calls: one line a call, the arguments handed over as
 * the table says they are. This file and no other uses the sockets API.
 */
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "call/carrier.h"

static long
carry(struct carrier *carrier, const struct call *call)
{
	const union arg *a = call->arg;
	int fd = (int)a[0].num;

	(void)carrier;
	switch (call->id) {
	case CALL_GETADDRINFO:
		return getaddrinfo(a[0].ptr, a[1].ptr, a[2].ptr, a[3].ptr);
	case CALL_GETIFADDRS:
		return getifaddrs(a[0].ptr);
	case CALL_SOCKET:
		return socket((int)a[0].num, (int)a[1].num, (int)a[2].num);
	case CALL_SETSOCKOPT:
		return setsockopt(fd, (int)a[1].num, (int)a[2].num, a[3].ptr,
		    (socklen_t)a[4].num);
	case CALL_GETSOCKOPT:
		return getsockopt(
		    fd, (int)a[1].num, (int)a[2].num, a[3].ptr, a[4].ptr);
	case CALL_BIND:
		return bind(fd, a[1].ptr, (socklen_t)a[2].num);
	case CALL_LISTEN:
		return listen(fd, (int)a[1].num);
	case CALL_ACCEPT:
		return accept(fd, a[1].ptr, a[2].ptr);
	case CALL_CONNECT:
		return connect(fd, a[1].ptr, (socklen_t)a[2].num);
	case CALL_GETSOCKNAME:
		return getsockname(fd, a[1].ptr, a[2].ptr);
	case CALL_GETPEERNAME:
		return getpeername(fd, a[1].ptr, a[2].ptr);
	case CALL_SEND:
		return send(fd, a[1].ptr, (size_t)a[2].num, (int)a[3].num);
	case CALL_RECV:
		return recv(fd, a[1].ptr, (size_t)a[2].num, (int)a[3].num);
	case CALL_SENDTO:
		return sendto(fd, a[1].ptr, (size_t)a[2].num, (int)a[3].num,
		    a[4].ptr, (socklen_t)a[5].num);
	case CALL_RECVFROM:
		return recvfrom(fd, a[1].ptr, (size_t)a[2].num, (int)a[3].num,
		    a[4].ptr, a[5].ptr);
	case CALL_RECVMSG:
		return recvmsg(fd, a[1].ptr, (int)a[2].num);
	case CALL_SPLICE:
		return splice(fd, a[1].ptr, (int)a[2].num, a[3].ptr,
		    (size_t)a[4].num, (unsigned)a[5].num);
	case CALL_SHUTDOWN:
		return shutdown(fd, (int)a[1].num);
	case CALL_CLOSE:
		return close(fd);
	case CALL_UNLINK:
		return unlink(a[0].ptr);
	case CALL_FCNTL:
		return fcntl(fd, (int)a[1].num, a[2].num);
	case CALL_IOCTL:
		return ioctl(fd, (unsigned long)a[1].num, a[2].ptr);
	case CALL_PIPE2:
		return pipe2(a[0].ptr, (int)a[1].num);
	case CALL_EPOLL_CREATE1:
		return epoll_create1((int)a[0].num);
	case CALL_EPOLL_CTL:
		return epoll_ctl(fd, (int)a[1].num, (int)a[2].num, a[3].ptr);
	case CALL_EPOLL_WAIT:
		return epoll_wait(fd, a[1].ptr, (int)a[2].num, (int)a[3].num);
	default: /* told only: nobody calls it by us */
		errno = ENOSYS;
		return -1;
	}
}

struct carrier *
kernel_carrier(void)
{
	static struct carrier kernel = { .carry = carry };

	return &kernel;
}
