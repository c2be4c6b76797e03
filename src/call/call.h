/*
 * A call: one use of the sockets API, as plain data.
 *
 * Everything that touches a socket is described by the one table in table.c,
 * is carried out by a carrier (see carrier.h) and is told, before and after,
 * to whoever listens (see sink.h). Whoever prints a call goes by the types of
 * its arguments, never by which call it is.
 */
#ifndef CALL_H
#define CALL_H

#include <stdbool.h>
#include <stddef.h>
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
	CALL_RECVMSG,
	CALL_SPLICE,
	CALL_SHUTDOWN,
	CALL_CLOSE,
	CALL_UNLINK,
	CALL_FCNTL,
	CALL_PIPE2,
	CALL_EPOLL_CREATE1,
	CALL_EPOLL_CTL,
	CALL_EPOLL_WAIT,
	CALL_COUNT
};

/* What an argument is; how to print it follows from this alone. */
enum arg_type {
	ARG_NONE,        /* ends a row's arguments */
	ARG_FD,          /* a descriptor */
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
	ARG_MSGHDR,      /* struct msghdr * */
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
	ARG_EPOLL_FLAGS,
	ARG_EPOLL_OP,     /* EPOLL_CTL_ADD, ... */
	ARG_EPOLL_EVENT,  /* struct epoll_event *, or NULL */
	ARG_EPOLL_EVENTS, /* struct epoll_event *: as many as the result */
	ARG_INT,          /* a count */
	ARG_MSEC          /* milliseconds, -1 for ever */
};

union arg {
	long num;
	void *ptr;
};

enum { CALL_MAXARGS = 6 };

struct call {
	enum call_id id;
	union arg arg[CALL_MAXARGS];
	unsigned seq;          /* counts the calls of one sys, from 1 */
	struct timespec began; /* CLOCK_MONOTONIC; 0 while nobody listens */
	struct timespec ended;
	long ret;
	int err; /* errno when the call failed (for getaddrinfo: EAI_*) */
};

struct arg_row {
	const char *name;
	enum arg_type type;
};

/* From which level of detail on a call is told: -v, or -vvv. */
enum call_level { LEVEL_STEP = 1, LEVEL_WAIT = 3 };

struct call_row {
	const char *name;
	int section; /* of the manual */
	const char *header;
	enum call_level level;
	bool blocks; /* may wait for another program or machine */
	struct arg_row arg[CALL_MAXARGS];
	const int *errors; /* what it may fail with, by its man page; 0 ends */
};

/* Never NULL; lives as long as the program. */
const struct call_row *call_row(enum call_id id);

/* The index of the first argument of a type, or -1. */
int call_arg_index(enum call_id id, enum arg_type type);

/* The descriptor that a call is about: its ARG_FD, or -1 where it has none. */
int call_fd(const struct call *call);

/* Whether it sends, or receives, by whichever of the calls that do. */
bool call_sends(enum call_id);
bool call_receives(enum call_id);

/*
 * How many bytes it left in its ARG_DATA_OUT: less than the result where
 * MSG_TRUNC asked for the size of a datagram that did not fit. 0 if it failed.
 */
size_t call_received(const struct call *call);

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
