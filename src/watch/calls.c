/*
 * The table of system calls. What a processor does not have (poll() on ARM) has
 * no number there. From here go to filter.c, which stops a program at them, and
 * tracer.c, which is told.
 */
#include <sys/syscall.h>

#include "watch/calls.h"

/* clang-format off */
const struct watched_call watched_calls[] = {
	{ SYS_socket, ANY_TIME, CALL_SOCKET },
	{ SYS_socketpair, ANY_TIME, CALL_SOCKETPAIR },
	{ SYS_bind, ANY_TIME, CALL_BIND },
	{ SYS_listen, ANY_TIME, CALL_LISTEN },
#ifdef SYS_accept
	{ SYS_accept, ANY_TIME, CALL_ACCEPT },
#endif
	{ SYS_accept4, ANY_TIME, CALL_ACCEPT4 },
	{ SYS_connect, ANY_TIME, CALL_CONNECT },
	{ SYS_getsockname, ANY_TIME, CALL_GETSOCKNAME },
	{ SYS_getpeername, ANY_TIME, CALL_GETPEERNAME },
	{ SYS_setsockopt, ANY_TIME, CALL_SETSOCKOPT },
	{ SYS_getsockopt, ANY_TIME, CALL_GETSOCKOPT },
	{ SYS_shutdown, ANY_TIME, CALL_SHUTDOWN },
	{ SYS_sendto, ANY_TIME, CALL_SENDTO },
	{ SYS_recvfrom, ANY_TIME, CALL_RECVFROM },
	{ SYS_sendmsg, ANY_TIME, CALL_SENDMSG },
	{ SYS_recvmsg, ANY_TIME, CALL_RECVMSG },
	{ SYS_sendmmsg, ANY_TIME, CALL_SENDMMSG },
	{ SYS_recvmmsg, ANY_TIME, CALL_RECVMMSG },
	{ SYS_read, ON_SOCKET, CALL_READ },
	{ SYS_write, ON_SOCKET, CALL_WRITE },
	{ SYS_readv, ON_SOCKET, CALL_READV },
	{ SYS_writev, ON_SOCKET, CALL_WRITEV },
	{ SYS_sendfile, ON_SOCKET, CALL_SENDFILE },
#if defined(SYS_sendfile64) && SYS_sendfile64 != SYS_sendfile
	{ SYS_sendfile64, ON_SOCKET, CALL_SENDFILE },
#endif
	{ SYS_splice, ON_SOCKET, CALL_SPLICE },
	{ SYS_close, ON_SOCKET, CALL_CLOSE },
	{ SYS_fcntl, ON_SOCKET, CALL_FCNTL },
#ifdef SYS_fcntl64
	{ SYS_fcntl64, ON_SOCKET, CALL_FCNTL },
#endif
	{ SYS_ioctl, ON_SOCKET, CALL_IOCTL },
	{ SYS_dup, ON_SOCKET, CALL_DUP },
#ifdef SYS_dup2
	{ SYS_dup2, OVER_FD, CALL_DUP2 },
#endif
	{ SYS_dup3, OVER_FD, CALL_DUP3 },
#ifdef SYS_close_range
	{ SYS_close_range, ON_RANGE, CALL_CLOSE_RANGE },
#endif

	/* Waiting. */
#ifdef SYS_poll
	{ SYS_poll, ON_SET, CALL_POLL },
#endif
	{ SYS_ppoll, ON_SET, CALL_PPOLL },
#ifdef SYS_select
	{ SYS_select, ON_SET, CALL_SELECT },
#endif
#ifdef SYS__newselect
	{ SYS__newselect, ON_SET, CALL_SELECT },
#endif
	{ SYS_pselect6, ON_SET, CALL_PSELECT6 },
	{ SYS_epoll_ctl, EPOLL_FILL, CALL_EPOLL_CTL },
#ifdef SYS_epoll_wait
	{ SYS_epoll_wait, ON_EPOLL, CALL_EPOLL_WAIT },
#endif
	{ SYS_epoll_pwait, ON_EPOLL, CALL_EPOLL_PWAIT },
#ifdef SYS_epoll_pwait2
	{ SYS_epoll_pwait2, ON_EPOLL, CALL_EPOLL_PWAIT2 },
#endif

	/* Who there is. */
#ifdef SYS_fork
	{ SYS_fork, FORKS, CALL_COUNT },
	{ SYS_vfork, FORKS, CALL_COUNT },
#endif
	{ SYS_clone, CLONES, CALL_COUNT },
#ifdef SYS_clone3
	{ SYS_clone3, CLONES3, CALL_COUNT },
#endif
	{ SYS_unshare, UNSHARES, CALL_COUNT },
	{ SYS_exit_group, EXITS, CALL_COUNT },
	{ SYS_restart_syscall, RESTARTS, CALL_COUNT },
	{ SYS_rt_sigreturn, RETURNS, CALL_COUNT },
#ifdef SYS_io_uring_setup
	{ SYS_io_uring_setup, USES_RING, CALL_COUNT },
#endif
};
/* clang-format on */

const unsigned watched_call_count =
    sizeof(watched_calls) / sizeof(watched_calls[0]);

/* send() is sendto() without an address, and recv() is recvfrom() so; that is
   what the C library makes of them. */
static enum call_id
told_as(const struct watched_call *row, const uint64_t args[6])
{
	if (row->id == CALL_SENDTO && args[4] == 0)
		return CALL_SEND;
	if (row->id == CALL_RECVFROM && args[4] == 0)
		return CALL_RECV;
	return row->id;
}

/* A register is wider than many an argument, and the rest of it may be
   anything. */
static union arg
narrowed(enum arg_type type, uint64_t value)
{
	if (arg_is_pointer(type))
		/* NOLINTNEXTLINE(performance-no-int-to-ptr): another's pointer */
		return (union arg){ .ptr = (void *)(uintptr_t)value };
	switch (type) {
	case ARG_SIZE:
	case ARG_FCNTL_ARG:
	case ARG_IOCTL:
		return (union arg){ .num = (long)value };
	case ARG_ADDRLEN:
	case ARG_OPTLEN:
	case ARG_UNSIGNED:
		return (union arg){ .num = (long)(uint32_t)value };
	default:
		return (union arg){ .num = (int32_t)value };
	}
}

void
call_from_registers(
    struct call *call, const struct watched_call *row, const uint64_t args[6])
{
	const struct arg_row *arg;

	*call = (struct call){ .id = told_as(row, args) };
	arg = call_row(call->id)->arg;
	for (int i = 0; i < CALL_MAXARGS && arg[i].type != ARG_NONE; i++)
		call->arg[i] = narrowed(arg[i].type, args[i]);
}
