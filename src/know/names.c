/*
 * Tables of constants, and those that look one up. A constant that is missing
 * here is shown as a number.
 */
#include "know/names.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

struct name {
	int value;
	const char *name;
};

/* A constant and its name, so that they cannot differ. */
#define ROW(constant)                      \
	{                                  \
		(int)(constant), #constant \
	}

static const char *
lookup(const struct name *names, int value)
{
	for (; names->name != NULL; names++)
		if (names->value == value)
			return names->name;
	return NULL;
}

/*
 * Appends flags. A name of several bits (O_SYNC) must come before those of
 * its parts; *first* is whether nothing stands before them.
 */
static void
put_flags(struct buf *b, const struct name *names, int flags, bool first)
{
	for (; names->name != NULL; names++) {
		if ((flags & names->value) != names->value)
			continue;
		buf_printf(b, "%s%s", first ? "" : "|", names->name);
		flags &= ~names->value;
		first = false;
	}
	if (flags != 0)
		buf_printf(b, "%s%#x", first ? "" : "|", (unsigned)flags);
	else if (first)
		buf_put(b, "0");
}

const char *
name_family(int family)
{
	static const struct name names[] = { ROW(AF_UNSPEC), ROW(AF_UNIX),
		ROW(AF_INET), ROW(AF_INET6), ROW(AF_NETLINK), ROW(AF_PACKET),
		ROW(AF_VSOCK), { 0, NULL } };

	return lookup(names, family);
}

/* 0 is IPPROTO_IP, but what a program means by it is: the usual one. */
const char *
name_protocol(int protocol)
{
	static const struct name names[] = { ROW(IPPROTO_ICMP),
		ROW(IPPROTO_TCP), ROW(IPPROTO_UDP), ROW(IPPROTO_ICMPV6),
		ROW(IPPROTO_SCTP), ROW(IPPROTO_UDPLITE), ROW(IPPROTO_RAW),
		ROW(IPPROTO_MPTCP), { 0, NULL } };

	return lookup(names, protocol);
}

const char *
name_level(int level)
{
	static const struct name names[] = { ROW(SOL_SOCKET), ROW(IPPROTO_IP),
		ROW(IPPROTO_IPV6), ROW(IPPROTO_TCP), ROW(IPPROTO_UDP),
		ROW(IPPROTO_RAW), { 0, NULL } };

	return lookup(names, level);
}

static const struct name socket_options[] = { ROW(SO_DEBUG), ROW(SO_REUSEADDR),
	ROW(SO_TYPE), ROW(SO_ERROR), ROW(SO_DONTROUTE), ROW(SO_BROADCAST),
	ROW(SO_SNDBUF), ROW(SO_RCVBUF), ROW(SO_KEEPALIVE), ROW(SO_OOBINLINE),
	ROW(SO_NO_CHECK), ROW(SO_PRIORITY), ROW(SO_LINGER), ROW(SO_REUSEPORT),
	ROW(SO_PASSCRED), ROW(SO_PEERCRED), ROW(SO_RCVLOWAT), ROW(SO_SNDLOWAT),
	ROW(SO_RCVTIMEO), ROW(SO_SNDTIMEO), ROW(SO_BINDTODEVICE),
	ROW(SO_ATTACH_FILTER), ROW(SO_DETACH_FILTER), ROW(SO_TIMESTAMP),
	ROW(SO_ACCEPTCONN), ROW(SO_SNDBUFFORCE), ROW(SO_RCVBUFFORCE),
	ROW(SO_TIMESTAMPNS), ROW(SO_MARK), ROW(SO_TIMESTAMPING),
	ROW(SO_PROTOCOL), ROW(SO_DOMAIN), ROW(SO_RXQ_OVFL), ROW(SO_PEEK_OFF),
	ROW(SO_BUSY_POLL), ROW(SO_MAX_PACING_RATE), ROW(SO_INCOMING_CPU),
	ROW(SO_MEMINFO), ROW(SO_COOKIE), ROW(SO_ZEROCOPY), ROW(SO_TXTIME),
	ROW(SO_BINDTOIFINDEX), { 0, NULL } };

static const struct name ip_options[] = { ROW(IP_TOS), ROW(IP_TTL),
	ROW(IP_HDRINCL), ROW(IP_OPTIONS), ROW(IP_RECVOPTS), ROW(IP_PKTINFO),
	ROW(IP_MTU_DISCOVER), ROW(IP_RECVERR), ROW(IP_RECVTTL), ROW(IP_RECVTOS),
	ROW(IP_MTU), ROW(IP_FREEBIND), ROW(IP_TRANSPARENT), ROW(IP_MINTTL),
	ROW(IP_BIND_ADDRESS_NO_PORT), ROW(IP_MULTICAST_IF),
	ROW(IP_MULTICAST_TTL), ROW(IP_MULTICAST_LOOP), ROW(IP_ADD_MEMBERSHIP),
	ROW(IP_DROP_MEMBERSHIP), ROW(IP_MULTICAST_ALL), { 0, NULL } };

static const struct name ipv6_options[] = { ROW(IPV6_UNICAST_HOPS),
	ROW(IPV6_MULTICAST_IF), ROW(IPV6_MULTICAST_HOPS),
	ROW(IPV6_MULTICAST_LOOP), ROW(IPV6_JOIN_GROUP), ROW(IPV6_LEAVE_GROUP),
	ROW(IPV6_MTU_DISCOVER), ROW(IPV6_MTU), ROW(IPV6_RECVERR),
	ROW(IPV6_V6ONLY), ROW(IPV6_RECVPKTINFO), ROW(IPV6_PKTINFO),
	ROW(IPV6_RECVHOPLIMIT), ROW(IPV6_HOPLIMIT), ROW(IPV6_RECVTCLASS),
	ROW(IPV6_TCLASS), { 0, NULL } };

static const struct name tcp_options[] = { ROW(TCP_NODELAY), ROW(TCP_MAXSEG),
	ROW(TCP_CORK), ROW(TCP_KEEPIDLE), ROW(TCP_KEEPINTVL), ROW(TCP_KEEPCNT),
	ROW(TCP_SYNCNT), ROW(TCP_LINGER2), ROW(TCP_DEFER_ACCEPT),
	ROW(TCP_WINDOW_CLAMP), ROW(TCP_INFO), ROW(TCP_QUICKACK),
	ROW(TCP_CONGESTION), ROW(TCP_USER_TIMEOUT), ROW(TCP_REPAIR),
	ROW(TCP_REPAIR_QUEUE), ROW(TCP_QUEUE_SEQ), ROW(TCP_FASTOPEN),
	ROW(TCP_TIMESTAMP), ROW(TCP_NOTSENT_LOWAT), ROW(TCP_CC_INFO),
	ROW(TCP_SAVE_SYN), ROW(TCP_SAVED_SYN), ROW(TCP_FASTOPEN_CONNECT),
	ROW(TCP_ULP), ROW(TCP_ZEROCOPY_RECEIVE), ROW(TCP_INQ), { 0, NULL } };

const char *
name_option(int level, int option)
{
	switch (level) {
	case SOL_SOCKET:
		return lookup(socket_options, option);
	case IPPROTO_IP:
		return lookup(ip_options, option);
	case IPPROTO_IPV6:
		return lookup(ipv6_options, option);
	case IPPROTO_TCP:
		return lookup(tcp_options, option);
	default:
		return NULL;
	}
}

const char *
name_how(int how)
{
	static const struct name names[] = { ROW(SHUT_RD), ROW(SHUT_WR),
		ROW(SHUT_RDWR), { 0, NULL } };

	return lookup(names, how);
}

/* EWOULDBLOCK, EDEADLOCK and ENOTSUP are second names, and left out. */
static const struct name errors[] = { ROW(EPERM), ROW(ENOENT), ROW(ESRCH),
	ROW(EINTR), ROW(EIO), ROW(ENXIO), ROW(E2BIG), ROW(ENOEXEC), ROW(EBADF),
	ROW(ECHILD), ROW(EAGAIN), ROW(ENOMEM), ROW(EACCES), ROW(EFAULT),
	ROW(ENOTBLK), ROW(EBUSY), ROW(EEXIST), ROW(EXDEV), ROW(ENODEV),
	ROW(ENOTDIR), ROW(EISDIR), ROW(EINVAL), ROW(ENFILE), ROW(EMFILE),
	ROW(ENOTTY), ROW(ETXTBSY), ROW(EFBIG), ROW(ENOSPC), ROW(ESPIPE),
	ROW(EROFS), ROW(EMLINK), ROW(EPIPE), ROW(EDOM), ROW(ERANGE),
	ROW(EDEADLK), ROW(ENAMETOOLONG), ROW(ENOLCK), ROW(ENOSYS),
	ROW(ENOTEMPTY), ROW(ELOOP), ROW(ENOMSG), ROW(EIDRM), ROW(ECHRNG),
	ROW(EL2NSYNC), ROW(EL3HLT), ROW(EL3RST), ROW(ELNRNG), ROW(EUNATCH),
	ROW(ENOCSI), ROW(EL2HLT), ROW(EBADE), ROW(EBADR), ROW(EXFULL),
	ROW(ENOANO), ROW(EBADRQC), ROW(EBADSLT), ROW(EBFONT), ROW(ENOSTR),
	ROW(ENODATA), ROW(ETIME), ROW(ENOSR), ROW(ENONET), ROW(ENOPKG),
	ROW(EREMOTE), ROW(ENOLINK), ROW(EADV), ROW(ESRMNT), ROW(ECOMM),
	ROW(EPROTO), ROW(EMULTIHOP), ROW(EDOTDOT), ROW(EBADMSG), ROW(EOVERFLOW),
	ROW(ENOTUNIQ), ROW(EBADFD), ROW(EREMCHG), ROW(ELIBACC), ROW(ELIBBAD),
	ROW(ELIBSCN), ROW(ELIBMAX), ROW(ELIBEXEC), ROW(EILSEQ), ROW(ERESTART),
	ROW(ESTRPIPE), ROW(EUSERS), ROW(ENOTSOCK), ROW(EDESTADDRREQ),
	ROW(EMSGSIZE), ROW(EPROTOTYPE), ROW(ENOPROTOOPT), ROW(EPROTONOSUPPORT),
	ROW(ESOCKTNOSUPPORT), ROW(EOPNOTSUPP), ROW(EPFNOSUPPORT),
	ROW(EAFNOSUPPORT), ROW(EADDRINUSE), ROW(EADDRNOTAVAIL), ROW(ENETDOWN),
	ROW(ENETUNREACH), ROW(ENETRESET), ROW(ECONNABORTED), ROW(ECONNRESET),
	ROW(ENOBUFS), ROW(EISCONN), ROW(ENOTCONN), ROW(ESHUTDOWN),
	ROW(ETOOMANYREFS), ROW(ETIMEDOUT), ROW(ECONNREFUSED), ROW(EHOSTDOWN),
	ROW(EHOSTUNREACH), ROW(EALREADY), ROW(EINPROGRESS), ROW(ESTALE),
	ROW(EUCLEAN), ROW(ENOTNAM), ROW(ENAVAIL), ROW(EISNAM), ROW(EREMOTEIO),
	ROW(EDQUOT), ROW(ENOMEDIUM), ROW(EMEDIUMTYPE), ROW(ECANCELED),
	ROW(ENOKEY), ROW(EKEYEXPIRED), ROW(EKEYREVOKED), ROW(EKEYREJECTED),
	ROW(EOWNERDEAD), ROW(ENOTRECOVERABLE), ROW(ERFKILL), ROW(EHWPOISON),
	{ 0, NULL } };

const char *
name_errno(int err)
{
	return lookup(errors, err);
}

const char *
name_eai(int err)
{
	static const struct name names[] = { ROW(EAI_BADFLAGS), ROW(EAI_NONAME),
		ROW(EAI_AGAIN), ROW(EAI_FAIL), ROW(EAI_NODATA), ROW(EAI_FAMILY),
		ROW(EAI_SOCKTYPE), ROW(EAI_SERVICE), ROW(EAI_ADDRFAMILY),
		ROW(EAI_MEMORY), ROW(EAI_SYSTEM), ROW(EAI_OVERFLOW),
		{ 0, NULL } };

	return lookup(names, err);
}

const char *
name_fcntl(int cmd)
{
	static const struct name names[] = { ROW(F_DUPFD), ROW(F_DUPFD_CLOEXEC),
		ROW(F_GETFD), ROW(F_SETFD), ROW(F_GETFL), ROW(F_SETFL),
		ROW(F_GETLK), ROW(F_SETLK), ROW(F_SETLKW), ROW(F_GETOWN),
		ROW(F_SETOWN), ROW(F_GETSIG), ROW(F_SETSIG), ROW(F_GETPIPE_SZ),
		ROW(F_SETPIPE_SZ), { 0, NULL } };

	return lookup(names, cmd);
}

const char *
name_epoll_op(int op)
{
	static const struct name names[] = { ROW(EPOLL_CTL_ADD),
		ROW(EPOLL_CTL_DEL), ROW(EPOLL_CTL_MOD), { 0, NULL } };

	return lookup(names, op);
}

/* FIONREAD and TIOCOUTQ are what sockets call SIOCINQ and SIOCOUTQ. */
const char *
name_ioctl(long op)
{
	static const struct name names[] = { ROW(FIONREAD), ROW(SIOCOUTQ),
		ROW(SIOCOUTQNSD), ROW(FIONBIO), ROW(SIOCATMARK),
		ROW(SIOCGIFCONF), ROW(SIOCGIFINDEX), ROW(SIOCGIFNAME),
		ROW(SIOCGIFADDR), ROW(SIOCGIFFLAGS), { 0, NULL } };

	return lookup(names, (int)op);
}

/* A number in the low bits, then flags: Linux put them into one argument. */
void
put_name(struct buf *buf, const char *name, long number)
{
	if (name != NULL)
		buf_put(buf, name);
	else
		buf_printf(buf, "%ld", number);
}

void
put_type(struct buf *b, int type)
{
	static const struct name types[] = { ROW(SOCK_STREAM), ROW(SOCK_DGRAM),
		ROW(SOCK_RAW), ROW(SOCK_RDM), ROW(SOCK_SEQPACKET),
		ROW(SOCK_DCCP), ROW(SOCK_PACKET), { 0, NULL } };
	static const struct name flags[] = { ROW(SOCK_NONBLOCK),
		ROW(SOCK_CLOEXEC), { 0, NULL } };
	const int mask = 0xf;
	const char *name = lookup(types, type & mask);

	if (name != NULL)
		buf_put(b, name);
	else
		buf_printf(b, "%d", type & mask);
	if ((type & ~mask) != 0)
		put_flags(b, flags, type & ~mask, false);
}

void
put_msg_flags(struct buf *b, int flags)
{
	static const struct name names[] = { ROW(MSG_OOB), ROW(MSG_PEEK),
		ROW(MSG_DONTROUTE), ROW(MSG_CTRUNC), ROW(MSG_TRUNC),
		ROW(MSG_DONTWAIT), ROW(MSG_EOR), ROW(MSG_WAITALL),
		ROW(MSG_CONFIRM), ROW(MSG_ERRQUEUE), ROW(MSG_NOSIGNAL),
		ROW(MSG_MORE), ROW(MSG_WAITFORONE), ROW(MSG_ZEROCOPY),
		ROW(MSG_FASTOPEN), ROW(MSG_CMSG_CLOEXEC), { 0, NULL } };

	put_flags(b, names, flags, true);
}

void
put_open_flags(struct buf *b, int flags)
{
	static const struct name modes[] = { ROW(O_RDONLY), ROW(O_WRONLY),
		ROW(O_RDWR), { 0, NULL } };
	static const struct name names[] = { ROW(O_CREAT), ROW(O_EXCL),
		ROW(O_NOCTTY), ROW(O_TRUNC), ROW(O_APPEND), ROW(O_NONBLOCK),
		ROW(O_SYNC), ROW(O_DSYNC), ROW(O_ASYNC), ROW(O_DIRECT),
		ROW(O_TMPFILE), ROW(O_DIRECTORY), ROW(O_NOFOLLOW),
		ROW(O_NOATIME), ROW(O_CLOEXEC), ROW(O_PATH), { 0, NULL } };
	const char *mode = lookup(modes, flags & O_ACCMODE);

	/* O_RDONLY is 0: the two low bits are a number, not flags. */
	buf_put(b, mode != NULL ? mode : "O_ACCMODE");
	if ((flags & ~O_ACCMODE) != 0)
		put_flags(b, names, flags & ~O_ACCMODE, false);
}

void
put_splice_flags(struct buf *b, int flags)
{
	static const struct name names[] = { ROW(SPLICE_F_MOVE),
		ROW(SPLICE_F_NONBLOCK), ROW(SPLICE_F_MORE), ROW(SPLICE_F_GIFT),
		{ 0, NULL } };

	put_flags(b, names, flags, true);
}

void
put_pipe_flags(struct buf *b, int flags)
{
	static const struct name names[] = { ROW(O_CLOEXEC), ROW(O_DIRECT),
		ROW(O_NONBLOCK), { 0, NULL } };

	put_flags(b, names, flags, true);
}

void
put_epoll_events(struct buf *b, int events)
{
	static const struct name names[] = { ROW(EPOLLIN), ROW(EPOLLPRI),
		ROW(EPOLLOUT), ROW(EPOLLERR), ROW(EPOLLHUP), ROW(EPOLLRDHUP),
		ROW(EPOLLRDNORM), ROW(EPOLLRDBAND), ROW(EPOLLWRNORM),
		ROW(EPOLLWRBAND), ROW(EPOLLMSG), ROW(EPOLLEXCLUSIVE),
		ROW(EPOLLWAKEUP), ROW(EPOLLONESHOT), ROW(EPOLLET),
		{ 0, NULL } };

	put_flags(b, names, events, true);
}

void
put_ai_flags(struct buf *b, int flags)
{
	static const struct name names[] = { ROW(AI_PASSIVE), ROW(AI_CANONNAME),
		ROW(AI_NUMERICHOST), ROW(AI_NUMERICSERV), ROW(AI_V4MAPPED),
		ROW(AI_ALL), ROW(AI_ADDRCONFIG), { 0, NULL } };

	put_flags(b, names, flags, true);
}

void
put_accept_flags(struct buf *b, int flags)
{
	static const struct name names[] = { ROW(SOCK_CLOEXEC),
		ROW(SOCK_NONBLOCK), { 0, NULL } };

	put_flags(b, names, flags, true);
}

void
put_close_flags(struct buf *b, int flags)
{
	static const struct name names[] = { ROW(CLOSE_RANGE_UNSHARE),
		ROW(CLOSE_RANGE_CLOEXEC), { 0, NULL } };

	put_flags(b, names, flags, true);
}

void
put_poll_events(struct buf *b, int events)
{
	static const struct name names[] = { ROW(POLLIN), ROW(POLLPRI),
		ROW(POLLOUT), ROW(POLLERR), ROW(POLLHUP), ROW(POLLNVAL),
		ROW(POLLRDNORM), ROW(POLLRDBAND), ROW(POLLWRNORM),
		ROW(POLLWRBAND), ROW(POLLRDHUP), { 0, NULL } };

	put_flags(b, names, events, true);
}

void
put_signal_name(struct buf *b, int signal)
{
	static const struct name names[] = { ROW(SIGHUP), ROW(SIGINT),
		ROW(SIGQUIT), ROW(SIGILL), ROW(SIGTRAP), ROW(SIGABRT),
		ROW(SIGBUS), ROW(SIGFPE), ROW(SIGKILL), ROW(SIGUSR1),
		ROW(SIGSEGV), ROW(SIGUSR2), ROW(SIGPIPE), ROW(SIGALRM),
		ROW(SIGTERM), ROW(SIGXCPU), ROW(SIGXFSZ), ROW(SIGVTALRM),
		ROW(SIGPROF), ROW(SIGIO), ROW(SIGPWR), ROW(SIGSYS),
		{ 0, NULL } };
	const char *name = lookup(names, signal);

	if (name != NULL)
		buf_put(b, name);
	else
		buf_printf(b, signal >= SIGRTMIN ? "SIGRTMIN+%d" : "%d",
		    signal >= SIGRTMIN ? signal - SIGRTMIN : signal);
}
