/*
 * The one table of calls: what strace has in its syscallent.h, for the handful
 * of calls that sockets need. A new call is one row here, one wrapper in sys.c
 * and one line in kernel.c.
 */
#include <errno.h>
#include <netdb.h>
#include <sys/socket.h>

#include "call/call.h"

/* Which errors a call may give: the ERRORS of its page in section 2 or 3. */
#define ERRORS(...) ((const int[]){ __VA_ARGS__, 0 })

/* clang-format off */
static const struct call_row rows[] = {
	[CALL_GETADDRINFO] = {
		.name = "getaddrinfo",
		.section = 3,
		.header = "<netdb.h>",
		.level = LEVEL_STEP,
		.blocks = true,
		.arg = { { "node", ARG_STRING }, { "service", ARG_STRING },
		    { "hints", ARG_HINTS }, { "res", ARG_ADDRINFO_OUT } },
		.errors = ERRORS(EAI_ADDRFAMILY, EAI_AGAIN, EAI_BADFLAGS,
		    EAI_FAIL, EAI_FAMILY, EAI_MEMORY, EAI_NODATA, EAI_NONAME,
		    EAI_SERVICE, EAI_SOCKTYPE, EAI_SYSTEM),
	},
	[CALL_GETIFADDRS] = {
		.name = "getifaddrs",
		.section = 3,
		.header = "<ifaddrs.h>",
		.level = LEVEL_WAIT,
		.arg = { { "ifap", ARG_IFADDRS_OUT } },
		.errors = ERRORS(EACCES, EAFNOSUPPORT, EAGAIN, EBADF, EINTR,
		    EINVAL, EMFILE, ENFILE, ENOBUFS, ENOMEM, ENOTSOCK,
		    EPROTONOSUPPORT),
	},
	[CALL_SOCKET] = {
		.name = "socket",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.arg = { { "domain", ARG_FAMILY }, { "type", ARG_TYPE },
		    { "protocol", ARG_PROTOCOL } },
		.errors = ERRORS(EACCES, EAFNOSUPPORT, EINVAL, EMFILE, ENFILE,
		    ENOBUFS, ENOMEM, EPERM, EPROTONOSUPPORT, ESOCKTNOSUPPORT),
	},
	[CALL_SETSOCKOPT] = {
		.name = "setsockopt",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.arg = { { "sockfd", ARG_FD }, { "level", ARG_LEVEL },
		    { "optname", ARG_OPTION }, { "optval", ARG_OPTVAL },
		    { "optlen", ARG_OPTLEN } },
		.errors = ERRORS(EACCES, EBADF, EDOM, EFAULT, EINVAL, ENODEV,
		    ENOENT, ENOMEM, ENOPROTOOPT, ENOTSOCK, EOPNOTSUPP, EPERM),
	},
	[CALL_GETSOCKOPT] = {
		.name = "getsockopt",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.arg = { { "sockfd", ARG_FD }, { "level", ARG_LEVEL },
		    { "optname", ARG_OPTION }, { "optval", ARG_OPTVAL_OUT },
		    { "optlen", ARG_OPTLEN_OUT } },
		.errors = ERRORS(EBADF, EFAULT, EINVAL, ENOPROTOOPT, ENOTCONN,
		    ENOTSOCK, EOPNOTSUPP),
	},
	[CALL_BIND] = {
		.name = "bind",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.arg = { { "sockfd", ARG_FD }, { "addr", ARG_ADDR },
		    { "addrlen", ARG_ADDRLEN } },
		.errors = ERRORS(EACCES, EADDRINUSE, EADDRNOTAVAIL,
		    EAFNOSUPPORT, EBADF, EFAULT, EINVAL, ELOOP, ENAMETOOLONG,
		    ENODEV, ENOENT, ENOMEM, ENOTDIR, ENOTSOCK, EPERM, EROFS),
	},
	[CALL_LISTEN] = {
		.name = "listen",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.arg = { { "sockfd", ARG_FD }, { "backlog", ARG_BACKLOG } },
		.errors = ERRORS(EADDRINUSE, EBADF, EINVAL, ENOTSOCK,
		    EOPNOTSUPP),
	},
	[CALL_ACCEPT] = {
		.name = "accept",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.blocks = true,
		.arg = { { "sockfd", ARG_FD }, { "addr", ARG_ADDR_OUT },
		    { "addrlen", ARG_ADDRLEN_OUT } },
		.errors = ERRORS(EAGAIN, EBADF, ECONNABORTED, EFAULT, EHOSTDOWN,
		    EHOSTUNREACH, EINTR, EINVAL, EMFILE, ENETDOWN, ENETUNREACH,
		    ENFILE, ENOBUFS, ENOMEM, ENONET, ENOPROTOOPT, ENOTSOCK,
		    EOPNOTSUPP, EPERM, EPROTO, ETIMEDOUT),
	},
	[CALL_CONNECT] = {
		.name = "connect",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.blocks = true,
		.arg = { { "sockfd", ARG_FD }, { "addr", ARG_ADDR },
		    { "addrlen", ARG_ADDRLEN } },
		.errors = ERRORS(EACCES, EADDRINUSE, EADDRNOTAVAIL,
		    EAFNOSUPPORT, EAGAIN, EALREADY, EBADF, ECONNABORTED,
		    ECONNREFUSED, ECONNRESET, EFAULT, EHOSTUNREACH, EINPROGRESS,
		    EINTR, EINVAL, EISCONN, ENETDOWN, ENETUNREACH, ENOBUFS,
		    ENOENT, ENOMEM, ENOTSOCK, EPERM, EPROTOTYPE, ETIMEDOUT),
	},
	[CALL_GETSOCKNAME] = {
		.name = "getsockname",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.arg = { { "sockfd", ARG_FD }, { "addr", ARG_ADDR_OUT },
		    { "addrlen", ARG_ADDRLEN_OUT } },
		.errors = ERRORS(EBADF, EFAULT, EINVAL, ENOBUFS, ENOTSOCK),
	},
	[CALL_GETPEERNAME] = {
		.name = "getpeername",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.arg = { { "sockfd", ARG_FD }, { "addr", ARG_ADDR_OUT },
		    { "addrlen", ARG_ADDRLEN_OUT } },
		.errors = ERRORS(EBADF, EFAULT, EINVAL, ENOBUFS, ENOTCONN,
		    ENOTSOCK),
	},
	[CALL_SEND] = {
		.name = "send",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.blocks = true,
		.arg = { { "sockfd", ARG_FD }, { "buf", ARG_DATA }, { "len",
		    ARG_SIZE }, { "flags", ARG_MSGFLAGS } },
		.errors = ERRORS(EACCES, EAGAIN, EALREADY, EBADF, ECONNREFUSED,
		    ECONNRESET, EDESTADDRREQ, EFAULT, EHOSTUNREACH, EINTR,
		    EINVAL, EISCONN, EMSGSIZE, ENETDOWN, ENETUNREACH, ENOBUFS,
		    ENOMEM, ENOTCONN, ENOTSOCK, EOPNOTSUPP, EPERM, EPIPE,
		    ETIMEDOUT),
	},
	[CALL_RECV] = {
		.name = "recv",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.blocks = true,
		.arg = { { "sockfd", ARG_FD }, { "buf", ARG_DATA_OUT }, { "len",
		    ARG_SIZE }, { "flags", ARG_MSGFLAGS } },
		.errors = ERRORS(EAGAIN, EBADF, ECONNREFUSED, ECONNRESET,
		    EFAULT, EHOSTUNREACH, EINTR, EINVAL, ENETUNREACH, ENOMEM,
		    ENOTCONN, ENOTSOCK, EOPNOTSUPP, ETIMEDOUT),
	},
	[CALL_SENDTO] = {
		.name = "sendto",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.blocks = true,
		.arg = { { "sockfd", ARG_FD }, { "buf", ARG_DATA }, { "len",
		    ARG_SIZE }, { "flags", ARG_MSGFLAGS }, { "dest_addr",
		    ARG_ADDR }, { "addrlen", ARG_ADDRLEN } },
		.errors = ERRORS(EACCES, EAFNOSUPPORT, EAGAIN, EALREADY, EBADF,
		    ECONNREFUSED, ECONNRESET, EDESTADDRREQ, EFAULT,
		    EHOSTUNREACH, EINTR, EINVAL, EISCONN, EMSGSIZE, ENETDOWN,
		    ENETUNREACH, ENOBUFS, ENOENT, ENOMEM, ENOTCONN, ENOTSOCK,
		    EOPNOTSUPP, EPERM, EPIPE, EPROTOTYPE),
	},
	[CALL_RECVFROM] = {
		.name = "recvfrom",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.blocks = true,
		.arg = { { "sockfd", ARG_FD }, { "buf", ARG_DATA_OUT }, { "len",
		    ARG_SIZE }, { "flags", ARG_MSGFLAGS }, { "src_addr",
		    ARG_SENDER }, { "addrlen", ARG_ADDRLEN_OUT } },
		.errors = ERRORS(EAGAIN, EBADF, ECONNREFUSED, EFAULT, EINTR,
		    EINVAL, ENOMEM, ENOTCONN, ENOTSOCK),
	},
	[CALL_RECVMSG] = {
		.name = "recvmsg",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_WAIT,
		.blocks = true,
		.arg = { { "sockfd", ARG_FD }, { "msg", ARG_MSGHDR }, { "flags",
		    ARG_MSGFLAGS } },
		.errors = ERRORS(EAGAIN, EBADF, ECONNREFUSED, EFAULT, EINTR,
		    EINVAL, ENOMEM, ENOTCONN, ENOTSOCK),
	},
	[CALL_SPLICE] = {
		.name = "splice",
		.section = 2,
		.header = "<fcntl.h>",
		.level = LEVEL_STEP,
		.blocks = true,
		.arg = { { "fd_in", ARG_FD }, { "off_in", ARG_OFFSET },
		    { "fd_out", ARG_FD }, { "off_out", ARG_OFFSET }, { "len",
		    ARG_SIZE }, { "flags", ARG_SPLICE_FLAGS } },
		.errors = ERRORS(EAGAIN, EBADF, EINVAL, ENOMEM, ESPIPE),
	},
	[CALL_SHUTDOWN] = {
		.name = "shutdown",
		.section = 2,
		.header = "<sys/socket.h>",
		.level = LEVEL_STEP,
		.arg = { { "sockfd", ARG_FD }, { "how", ARG_HOW } },
		.errors = ERRORS(EBADF, EINVAL, ENOTCONN, ENOTSOCK),
	},
	[CALL_CLOSE] = {
		.name = "close",
		.section = 2,
		.header = "<unistd.h>",
		.level = LEVEL_STEP,
		.arg = { { "fd", ARG_FD } },
		.errors = ERRORS(EBADF, EDQUOT, EINTR, EIO, ENOSPC),
	},
	[CALL_UNLINK] = {
		.name = "unlink",
		.section = 2,
		.header = "<unistd.h>",
		.level = LEVEL_STEP,
		.arg = { { "pathname", ARG_STRING } },
		.errors = ERRORS(EACCES, EBUSY, EFAULT, EIO, EISDIR, ELOOP,
		    ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EPERM, EROFS),
	},
	[CALL_FCNTL] = {
		.name = "fcntl",
		.section = 2,
		.header = "<fcntl.h>",
		.level = LEVEL_WAIT,
		.arg = { { "fd", ARG_FD }, { "cmd", ARG_FCNTL }, { "arg",
		    ARG_FCNTL_ARG } },
		.errors = ERRORS(EBADF, EINVAL, EMFILE, EPERM),
	},
	[CALL_PIPE2] = {
		.name = "pipe2",
		.section = 2,
		.header = "<unistd.h>",
		.level = LEVEL_WAIT,
		.arg = { { "pipefd", ARG_PIPE_OUT }, { "flags",
		    ARG_PIPE_FLAGS } },
		.errors = ERRORS(EFAULT, EINVAL, EMFILE, ENFILE),
	},
	[CALL_EPOLL_CREATE1] = {
		.name = "epoll_create1",
		.section = 2,
		.header = "<sys/epoll.h>",
		.level = LEVEL_WAIT,
		.arg = { { "flags", ARG_EPOLL_FLAGS } },
		.errors = ERRORS(EINVAL, EMFILE, ENFILE, ENOMEM),
	},
	[CALL_EPOLL_CTL] = {
		.name = "epoll_ctl",
		.section = 2,
		.header = "<sys/epoll.h>",
		.level = LEVEL_WAIT,
		.arg = { { "epfd", ARG_FD }, { "op", ARG_EPOLL_OP }, { "fd",
		    ARG_FD }, { "event", ARG_EPOLL_EVENT } },
		.errors = ERRORS(EBADF, EEXIST, EINVAL, ELOOP, ENOENT, ENOMEM,
		    ENOSPC, EPERM),
	},
	[CALL_EPOLL_WAIT] = {
		.name = "epoll_wait",
		.section = 2,
		.header = "<sys/epoll.h>",
		.level = LEVEL_WAIT,
		.blocks = true,
		.arg = { { "epfd", ARG_FD }, { "events", ARG_EPOLL_EVENTS },
		    { "maxevents", ARG_INT }, { "timeout", ARG_MSEC } },
		.errors = ERRORS(EBADF, EFAULT, EINTR, EINVAL),
	},
};
/* clang-format on */

const struct call_row *
call_row(enum call_id id)
{
	return &rows[id];
}

int
call_arg_index(enum call_id id, enum arg_type type)
{
	for (int i = 0; i < CALL_MAXARGS; i++)
		if (rows[id].arg[i].type == type)
			return i;
	return -1;
}

int
call_fd(const struct call *call)
{
	int i = call_arg_index(call->id, ARG_FD);

	return i == -1 ? -1 : (int)call->arg[i].num;
}

bool
call_sends(enum call_id id)
{
	return id == CALL_SEND || id == CALL_SENDTO;
}

bool
call_receives(enum call_id id)
{
	return id == CALL_RECV || id == CALL_RECVFROM;
}

size_t
call_received(const struct call *call)
{
	int size = call_arg_index(call->id, ARG_SIZE);

	if (call->ret <= 0 || size == -1)
		return 0;
	return (size_t)(call->ret < call->arg[size].num ? call->ret
							: call->arg[size].num);
}

bool
call_failed(const struct call *call)
{
	if (call->id == CALL_GETADDRINFO)
		return call->ret != 0;
	return call->ret == -1;
}

bool
would_wait(int err)
{
	return err == EAGAIN || err == EWOULDBLOCK || err == EINPROGRESS ||
	    err == EALREADY;
}

bool
connect_would_wait(int err, int family)
{
	return would_wait(err) && (err != EAGAIN || family == AF_UNIX);
}

bool
call_waits(const struct call *call)
{
	const struct sockaddr *addr = call->arg[1].ptr;

	if (!call_failed(call))
		return false;
	if (call->id == CALL_CONNECT && addr != NULL)
		return connect_would_wait(call->err, addr->sa_family);
	return would_wait(call->err);
}
