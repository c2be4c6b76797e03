/*
 * A call: one use of the sockets API, as plain data.
 *
 * Everything that touches a socket is described by the one table in table.c,
 * is carried out by a carrier (carrier.h) and is told, before and after, to
 * whoever listens (sink.h). Whoever reads a call goes by the types of its
 * arguments, never by where they stand: the functions below find them.
 */
#ifndef CALL_H
#define CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <time.h>

enum call_id {
	CALL_GETADDRINFO,
	CALL_GETIFADDRS,
	CALL_SOCKET,
	CALL_SETSOCKOPT,
	CALL_GETSOCKOPT,
	CALL_BIND,
	CALL_LISTEN,
	CALL_ACCEPT,
	CALL_CONNECT,
	CALL_GETSOCKNAME,
	CALL_GETPEERNAME,
	CALL_SEND,
	CALL_RECV,
	CALL_SENDTO,
	CALL_RECVFROM,
	CALL_SENDMSG,
	CALL_RECVMSG,
	CALL_RECVMMSG,
	CALL_SPLICE,
	CALL_SHUTDOWN,
	CALL_CLOSE,
	CALL_UNLINK,
	CALL_FCNTL,
	CALL_IOCTL,
	CALL_PIPE2,
	CALL_EPOLL_CREATE1,
	CALL_EPOLL_CTL,
	CALL_EPOLL_WAIT,

	/* Those that other programs make, and this one does not. */
	CALL_SOCKETPAIR,
	CALL_ACCEPT4,
	CALL_READ,
	CALL_READV,
	CALL_WRITE,
	CALL_WRITEV,
	CALL_SENDMMSG,
	CALL_SENDFILE,
	CALL_DUP,
	CALL_DUP2,
	CALL_DUP3,
	CALL_CLOSE_RANGE,
	CALL_POLL,
	CALL_PPOLL,
	CALL_SELECT,
	CALL_PSELECT6,
	CALL_EPOLL_CREATE,
	CALL_EPOLL_PWAIT,
	CALL_EPOLL_PWAIT2,
	CALL_COUNT
};

/* What an argument is; how to print it follows from this alone. */
enum arg_type {
	ARG_NONE,        /* ends a row's arguments */
	ARG_FD,          /* a descriptor */
	ARG_FD_TO,       /* one that bytes are moved to */
	ARG_FAMILY,      /* AF_INET, ... */
	ARG_TYPE,        /* SOCK_STREAM, ... and SOCK_NONBLOCK, SOCK_CLOEXEC */
	ARG_PROTOCOL,    /* IPPROTO_TCP, ... */
	ARG_ADDR,        /* const struct sockaddr *, its length follows */
	ARG_ADDRLEN,     /* socklen_t */
	ARG_ADDR_OUT,    /* struct sockaddr *, or NULL; its length follows */
	ARG_SENDER,      /* the same, and who sent the data: worth telling */
	ARG_ADDRLEN_OUT, /* socklen_t *, or NULL */
	ARG_DATA,        /* const void *: bytes that go; their count follows */
	ARG_DATA_OUT,    /* void *: bytes that came, as many as the result says
	                    and their size, which follows, holds */
	ARG_SIZE,        /* size_t */
	ARG_MSGHDR,      /* const struct msghdr *: bytes that go */
	ARG_MSGHDR_OUT,  /* struct msghdr *: bytes that came */
	ARG_MMSGHDR,     /* struct mmsghdr *: messages that go, a count of them
	                    follows */
	ARG_MMSGHDR_OUT, /* struct mmsghdr *: as many as the result */
	ARG_IOV,         /* const struct iovec *: bytes that go; a count of
	                    buffers follows */
	ARG_IOV_OUT,     /* the same, for bytes that came */
	ARG_MSGFLAGS,    /* MSG_... */
	ARG_HOW,         /* SHUT_RD, SHUT_WR, SHUT_RDWR */
	ARG_BACKLOG,     /* int */
	ARG_LEVEL,       /* SOL_SOCKET, IPPROTO_IPV6, ... */
	ARG_OPTION,      /* SO_..., read with the level before it */
	ARG_OPTVAL,      /* const void *: an int, unless the option says else */
	ARG_OPTVAL_OUT,  /* void *; its length follows */
	ARG_OPTLEN,      /* socklen_t */
	ARG_OPTLEN_OUT,  /* socklen_t * */
	ARG_STRING,      /* const char *, or NULL */
	ARG_HINTS,       /* const struct addrinfo *, or NULL */
	ARG_ADDRINFO_OUT, /* struct addrinfo ** */
	ARG_IFADDRS_OUT,  /* struct ifaddrs ** */
	ARG_OFFSET,       /* off64_t *, or NULL: where it stands */
	ARG_SPLICE_FLAGS, /* SPLICE_F_... */
	ARG_PIPE_OUT,     /* int[2]: to read from, and to write into */
	ARG_PIPE_FLAGS,   /* O_CLOEXEC, ... */
	ARG_FCNTL,        /* F_DUPFD, F_SETFL, ... */
	ARG_FCNTL_ARG,    /* long, read with the command before it */
	ARG_IOCTL,        /* SIOCINQ, FIONREAD, FIONBIO, ... */
	ARG_IOCTL_VALUE,  /* int *, where the request before it is known */
	ARG_EPOLL_FLAGS,
	ARG_EPOLL_OP,     /* EPOLL_CTL_ADD, ... */
	ARG_EPOLL_EVENT,  /* struct epoll_event *, or NULL */
	ARG_EPOLL_EVENTS, /* struct epoll_event *: as many as the result */
	ARG_ACCEPT_FLAGS, /* SOCK_NONBLOCK, SOCK_CLOEXEC */
	ARG_PAIR_OUT,     /* int[2]: two sockets */
	ARG_CLOSE_FLAGS,  /* CLOSE_RANGE_... */
	ARG_POLLFDS, /* struct pollfd *: read and filled in; a count follows */
	ARG_FDSET, /* fd_set *, or NULL: the same; as far as the ARG_INT says */
	ARG_INT,   /* a count */
	ARG_UNSIGNED, /* the same, without a sign */
	ARG_MSEC,     /* milliseconds, -1 for ever */
	ARG_TIMESPEC, /* struct timespec *, or NULL */
	ARG_OPAQUE,   /* a pointer to what is not told, or NULL */
	ARG_COUNT
};

/* Whether it is a pointer; and whether the call puts something there. */
bool arg_is_pointer(enum arg_type);
bool arg_is_filled_in(enum arg_type);

union arg {
	long num;
	void *ptr;
};

enum { CALL_MAXARGS = 6 };

/* Whose a call is. A descriptor is a number in a table, which a program's
   threads share; both 0: this program's own. */
struct owner {
	long process;   /* its pid */
	unsigned table; /* 1, 2, ... */
};

struct call {
	enum call_id id;
	struct owner owner;
	union arg arg[CALL_MAXARGS];
	unsigned seq;          /* counts the calls of one sys, from 1 */
	struct timespec began; /* CLOCK_MONOTONIC; 0 while nobody listens */
	struct timespec ended;
	long ret;
	int err;     /* errno when the call failed (for getaddrinfo: EAI_*) */
	size_t kept; /* a copy: of what passed, at most so many bytes are
			there; 0: all are */
};

struct arg_row {
	const char *name;
	enum arg_type type;
};

/* From which level of detail on a call is told: -v, or -vvv. */
enum call_level { LEVEL_STEP = 1, LEVEL_WAIT = 3 };

/* What its result is, where that is a descriptor. */
enum call_makes {
	MAKES_NO_SOCKET,
	MAKES_SOCKET,
	MAKES_CONNECTION,
	MAKES_DUPLICATE /* of the descriptor that it is about */
};

struct call_row {
	const char *name;
	int section; /* of the manual */
	const char *header;
	enum call_level level;
	bool told_only; /* this program never makes it: others do */
	bool blocks;    /* may wait for another program or machine */
	enum call_makes makes;
	enum call_id like; /* told_only: what is true of that one is of this */
	struct arg_row arg[CALL_MAXARGS];
	const int *errors; /* what it may fail with, by its man page; 0 ends */
};

/* What a socket option holds, as getsockopt() gives it; of a longer one, no
   more than that is looked at. */
enum { OPTION_VALUE_MAX = 256 };

struct option_value {
	int level, option;
	const void *value;
	socklen_t len;
	bool differs; /* from what was asked for */
};

/* Bytes that passed in one piece. */
struct message {
	const char *data;
	size_t n;      /* of them, that are there; of several buffers, in the
			first: call_copy() makes them one */
	size_t passed; /* of them, in all */
	size_t size; /* of a datagram, also where it did not fit (MSG_TRUNC) */
	bool named;  /* the call says whom it was for, or who sent it... */
	struct sockaddr_storage peer; /* ...who, family 0: without a name */
};

/* Never NULL; lives as long as the program. */
const struct call_row *call_row(enum call_id id);

/* The first argument of a type, or NULL. */
const union arg *call_arg(const struct call *, enum arg_type);

/* Its value; 0 where the call has none. */
long call_number(const struct call *, enum arg_type);

/* The text that it names, a path or a host: its ARG_STRING; may be NULL. */
const char *call_string(const struct call *);

/* What getaddrinfo() found, a list; NULL: nothing, or it failed. */
struct addrinfo;
const struct addrinfo *call_found(const struct call *);

/* The descriptor that a call is about: its ARG_FD, or -1 where it has none. */
int call_fd(const struct call *);

/* The one to where a splice() moves; -1 where there is none. */
int call_fd_to(const struct call *);

/* The socket that it made, or another descriptor of one; -1: none, or it
   failed. */
int call_made(const struct call *);

/* Both of those that socketpair() made; returns false where it made none. */
bool call_made_pair(const struct call *, int pair[2]);

/* The descriptors that a message brought, or took along (SCM_RIGHTS, unix(7)),
   at most *most* of them. Returns how many there are. */
size_t call_rights(const struct call *, int *fds, size_t most);

/*
 * The address that it names, or was told: zeroed behind its end. Returns its
 * length; 0, and an address of family 0, where there is none.
 */
socklen_t call_address(const struct call *, struct sockaddr_storage *);

/* The same of who sent what it received, where it asks for that. */
socklen_t call_sender(const struct call *, struct sockaddr_storage *);

/* The socket option that it sets, or reads; .value is NULL where it is not
   there (yet). Returns whether it is about one. */
bool call_option(const struct call *, struct option_value *);

/* Whether a call sets that option. */
bool call_sets(const struct call *, int level, int option);

/* An option's value as an int; 0 where it is none. */
int option_int(const struct option_value *);

/* Whether the value of an ioctl() is an int: of those that sockets have. */
bool ioctl_has_int(unsigned long request);

/* Whether it sends, or receives, by whichever of the calls that do; or moves
   bytes between two descriptors, which nobody sees. */
bool call_sends(enum call_id);
bool call_receives(enum call_id);
bool call_moves(enum call_id);

/*
 * The messages that a call carried: of most calls that carry any, one. Returns
 * false for an i that is one too many, and where the call failed. Borrowed from
 * the call.
 */
bool call_message(const struct call *, unsigned i, struct message *);

/* The bytes of the first one; NULL, and 0, where there is none. */
const char *call_data(const struct call *, size_t *n);

/* How many bytes passed in all of them. */
unsigned long long call_carried(const struct call *);

/* Those that it was given to send, also where the kernel took fewer, or none;
   NULL, and 0, of a call that sends nothing. */
const char *call_given(const struct call *, size_t *n);

/* How many bytes it was to carry at most. */
size_t call_asked(const struct call *);

/* Whether the result says that it failed. */
bool call_failed(const struct call *call);

/*
 * Whether errno says only that the call would have to wait, which is no
 * failure: a blocking socket would have waited by itself.
 */
bool would_wait(int err);

/*
 * The same of connect(), to an address of that family. EAGAIN: a Unix-domain
 * server's queue is full, for now; but to any other address, that this end has
 * no port left, for which nobody can wait.
 */
bool connect_would_wait(int err, int family);

/* Whether a call failed, and its errno says no more than that. */
bool call_waits(const struct call *call);

#endif
