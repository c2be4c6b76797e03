/*
 * The seam: each function makes a call of what it was given, and has perform()
 * tell it and carry it out. Where they are carried to: kernel.c; who hears of
 * them: src/tell/.
 */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>

#include "call/sys.h"

/* A wrapper's arguments, on its stack. The API takes some pointers as const
   that struct call holds plain; nothing here writes through them. */
#define NUM(n)                   \
	{                        \
		.num = (long)(n) \
	}
#define PTR(p)                     \
	{                          \
		.ptr = (void *)(p) \
	}
#define CALL(name, ...) (&(struct call){ .id = name, .arg = { __VA_ARGS__ } })

void
sys_init(struct sys *sys, struct carrier *carrier)
{
	*sys = (struct sys){ .carrier = carrier };
}

void
sys_attach(struct sys *sys, struct sink *sink)
{
	sinks_attach(&sys->sinks, sink);
}

void
sys_end(struct sys *sys)
{
	sinks_close(&sys->sinks);
}

void
sys_note(struct sys *sys, struct note *note)
{
	clock_gettime(CLOCK_MONOTONIC, &note->at);
	sinks_note(sys->sinks, note);
}

/* Kept even where nobody listens: an error is explained in the end. */
static void
remember_failure(struct sys *sys, const struct call *call)
{
	struct failure *failed = &sys->failed;
	struct option_value option;

	*failed = (struct failure){ .id = call->id,
		.err = call->err,
		.fd = call_fd(call),
		.size = call_asked(call) };
	call_address(call, &failed->addr);
	if (call_option(call, &option)) {
		failed->level = option.level;
		failed->option = option.option;
	}
}

static void
finish(struct sys *sys, struct call *call)
{
	call->err = 0;
	if (!call_failed(call))
		return;
	call->err = call->id == CALL_GETADDRINFO ? (int)call->ret : errno;
	if (!call_waits(call) || !call_row(call->id)->blocks)
		remember_failure(sys, call);
}

/* Begin, carry out, end: what the seam is. */
static long
perform(struct sys *sys, struct call *call)
{
	int err;

	call->seq = ++sys->seq;
	if (sys->sinks == NULL) {
		call->ret = sys->carrier->carry(sys->carrier, call);
		if (call->ret < 0)
			finish(sys, call);
		return call->ret;
	}
	sinks_begin(sys->sinks, call);
	if (sys->after != NULL)
		sys->after->before(sys->after, sys, call);
	clock_gettime(CLOCK_MONOTONIC, &call->began);
	call->ret = sys->carrier->carry(sys->carrier, call);
	err = errno;
	finish(sys, call);
	clock_gettime(CLOCK_MONOTONIC, &call->ended);
	sinks_end(sys->sinks, call);
	if (sys->after != NULL)
		sys->after->look(sys->after, sys, call);
	errno = err; /* a sink may have changed it */
	return call->ret;
}

int
sys_getaddrinfo(struct sys *sys, const char *node, const char *service,
    const struct addrinfo *hints, struct addrinfo **res)
{
	return (int)perform(sys,
	    CALL(CALL_GETADDRINFO, PTR(node), PTR(service), PTR(hints),
		PTR(res)));
}

int
sys_getifaddrs(struct sys *sys, struct ifaddrs **res)
{
	return (int)perform(sys, CALL(CALL_GETIFADDRS, PTR(res)));
}

int
sys_socket(struct sys *sys, int family, int type, int protocol)
{
	return (int)perform(
	    sys, CALL(CALL_SOCKET, NUM(family), NUM(type), NUM(protocol)));
}

int
sys_setsockopt(struct sys *sys, int fd, int level, int option,
    const void *value, socklen_t len)
{
	return (int)perform(sys,
	    CALL(CALL_SETSOCKOPT, NUM(fd), NUM(level), NUM(option), PTR(value),
		NUM(len)));
}

int
sys_getsockopt(
    struct sys *sys, int fd, int level, int option, void *value, socklen_t *len)
{
	return (int)perform(sys,
	    CALL(CALL_GETSOCKOPT, NUM(fd), NUM(level), NUM(option), PTR(value),
		PTR(len)));
}

int
sys_bind(struct sys *sys, int fd, const struct sockaddr *addr, socklen_t len)
{
	return (int)perform(sys, CALL(CALL_BIND, NUM(fd), PTR(addr), NUM(len)));
}

int
sys_listen(struct sys *sys, int fd, int backlog)
{
	return (int)perform(sys, CALL(CALL_LISTEN, NUM(fd), NUM(backlog)));
}

int
sys_accept(struct sys *sys, int fd, struct sockaddr *addr, socklen_t *len)
{
	return (int)perform(
	    sys, CALL(CALL_ACCEPT, NUM(fd), PTR(addr), PTR(len)));
}

int
sys_connect(struct sys *sys, int fd, const struct sockaddr *addr, socklen_t len)
{
	return (int)perform(
	    sys, CALL(CALL_CONNECT, NUM(fd), PTR(addr), NUM(len)));
}

int
sys_getsockname(struct sys *sys, int fd, struct sockaddr *addr, socklen_t *len)
{
	return (int)perform(
	    sys, CALL(CALL_GETSOCKNAME, NUM(fd), PTR(addr), PTR(len)));
}

int
sys_getpeername(struct sys *sys, int fd, struct sockaddr *addr, socklen_t *len)
{
	return (int)perform(
	    sys, CALL(CALL_GETPEERNAME, NUM(fd), PTR(addr), PTR(len)));
}

ssize_t
sys_send(struct sys *sys, int fd, const void *data, size_t n, int flags)
{
	return perform(
	    sys, CALL(CALL_SEND, NUM(fd), PTR(data), NUM(n), NUM(flags)));
}

ssize_t
sys_recv(struct sys *sys, int fd, void *data, size_t n, int flags)
{
	return perform(
	    sys, CALL(CALL_RECV, NUM(fd), PTR(data), NUM(n), NUM(flags)));
}

ssize_t
sys_sendto(struct sys *sys, int fd, const void *data, size_t n, int flags,
    const struct sockaddr *addr, socklen_t len)
{
	return perform(sys,
	    CALL(CALL_SENDTO, NUM(fd), PTR(data), NUM(n), NUM(flags), PTR(addr),
		NUM(len)));
}

ssize_t
sys_recvfrom(struct sys *sys, int fd, void *data, size_t n, int flags,
    struct sockaddr *addr, socklen_t *len)
{
	return perform(sys,
	    CALL(CALL_RECVFROM, NUM(fd), PTR(data), NUM(n), NUM(flags),
		PTR(addr), PTR(len)));
}

ssize_t
sys_recvmsg(struct sys *sys, int fd, struct msghdr *msg, int flags)
{
	return perform(sys, CALL(CALL_RECVMSG, NUM(fd), PTR(msg), NUM(flags)));
}

ssize_t
sys_splice(struct sys *sys, int in, int out, size_t n, unsigned flags)
{
	return perform(sys,
	    CALL(CALL_SPLICE, NUM(in), PTR(NULL), NUM(out), PTR(NULL), NUM(n),
		NUM(flags)));
}

int
sys_shutdown(struct sys *sys, int fd, int how)
{
	return (int)perform(sys, CALL(CALL_SHUTDOWN, NUM(fd), NUM(how)));
}

int
sys_close(struct sys *sys, int fd)
{
	return (int)perform(sys, CALL(CALL_CLOSE, NUM(fd)));
}

int
sys_unlink(struct sys *sys, const char *path)
{
	return (int)perform(sys, CALL(CALL_UNLINK, PTR(path)));
}

int
sys_fcntl(struct sys *sys, int fd, int cmd, long arg)
{
	return (int)perform(sys, CALL(CALL_FCNTL, NUM(fd), NUM(cmd), NUM(arg)));
}

int
sys_ioctl(struct sys *sys, int fd, unsigned long op, int *value)
{
	return (int)perform(
	    sys, CALL(CALL_IOCTL, NUM(fd), NUM(op), PTR(value)));
}

int
sys_pipe2(struct sys *sys, int fds[2], int flags)
{
	return (int)perform(sys, CALL(CALL_PIPE2, PTR(fds), NUM(flags)));
}

int
sys_epoll_create1(struct sys *sys, int flags)
{
	return (int)perform(sys, CALL(CALL_EPOLL_CREATE1, NUM(flags)));
}

int
sys_epoll_ctl(
    struct sys *sys, int epfd, int op, int fd, struct epoll_event *event)
{
	return (int)perform(
	    sys, CALL(CALL_EPOLL_CTL, NUM(epfd), NUM(op), NUM(fd), PTR(event)));
}

int
sys_epoll_wait(
    struct sys *sys, int epfd, struct epoll_event *events, int max, int msec)
{
	return (int)perform(sys,
	    CALL(CALL_EPOLL_WAIT, NUM(epfd), PTR(events), NUM(max), NUM(msec)));
}
