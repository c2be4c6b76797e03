/*
 * A step: a call or a note, with what is known around it. What is said of it
 * follows from this alone.
 */
#ifndef STEP_H
#define STEP_H

#include "call/call.h"
#include "call/note.h"
#include "call/sockets.h"
#include "text/buf.h"
#include "text/lang.h"

/* What is known when a sentence is made; all of it borrowed. */
struct step {
	const struct call *call;             /* or NULL, when it is a note's */
	const struct note *note;             /* or NULL, when it is a call's */
	const struct socket_info *socket;    /* the one it is about, or NULL */
	const struct interfaces *interfaces; /* NULL: not known */
	const char *program; /* how sockdemo was called: argv[0] */
	bool client;         /* of connect, not of listen */
	bool many;           /* of a server of many clients */
	bool prompt;         /* a person is at the prompt, and may go on */
	bool exit_on_eof;    /* the end of one direction is the end of both */
	bool own_denied; /* this machine's programs are not served (--deny) */
};

/* Whether it is about a Unix-domain socket, or one for datagrams. */
bool step_is_unix(const struct step *);
bool step_is_datagram(const struct step *);

/* Whether it is about an IPv6 socket that serves no IPv4 clients: without a
   word on it, one serves both. */
bool step_is_v6only(const struct step *);

/* Whether its call sets that option; and one that keeps errors (IP_RECVERR). */
bool step_sets(const struct step *, int level, int option);
bool step_keeps_errors(const struct step *);

/* The bytes, the first of them: "4f 6c c3 a1". */
void put_hex(struct buf *, const char *, size_t n);

/* This machine's addresses of a family, or where they are not known what stands
   for all: "192.168.1.20 (wlan0), 127.0.0.1 (this machine only)". */
void put_interfaces(enum lang, const struct step *, int family, struct buf *);

/* What a call is for; told once each (-vv). */
enum why {
	WHY_NONE,
	WHY_GETADDRINFO,
	WHY_SOCKET,
	WHY_REUSEADDR,
	WHY_BOTH_FAMILIES,
	WHY_BIND_ANY,
	WHY_BIND_ONE,
	WHY_BIND_CLIENT,
	WHY_LISTEN,
	WHY_ACCEPT,
	WHY_CONNECT,
	WHY_SEND,
	WHY_RECV,
	WHY_RECV_END,
	WHY_SPLICE,
	WHY_SHUTDOWN,
	WHY_CLOSE,
	WHY_CLOSE_LISTENER,
	WHY_WAIT,
	WHY_UDP_SOCKET,
	WHY_UDP_BIND,
	WHY_UDP_ERRORS,
	WHY_UDP_CONNECT,
	WHY_UDP_SEND,
	WHY_UDP_CLIENT,
	WHY_DATAGRAM_SEND,
	WHY_DATAGRAM_RECV,
	WHY_DATAGRAM_EMPTY,
	WHY_DATAGRAM_CLOSE,
	WHY_UNIX_SOCKET,
	WHY_UNIX_DATAGRAM_SOCKET,
	WHY_UNIX_BIND,
	WHY_UNIX_ABSTRACT,
	WHY_UNIX_NAMELESS,
	WHY_UNIX_CONNECT,
	WHY_UNIX_RECV,
	WHY_UNIX_SEND,
	WHY_UNIX_CLOSE,
	WHY_UNIX_UNLINK,
	WHY_COUNT
};

#endif
