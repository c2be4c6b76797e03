/*
 * What is known of each socket, folded from the calls alone.
 *
 * Descriptors are reused, so a socket has an identity of its own that never
 * is. The fold is a sink: attach it first, and those after it can look up the
 * socket that the call they hear of is about. The calls may be those of several
 * programs, each with a table of descriptors of its own (struct owner).
 */
#ifndef SOCKETS_H
#define SOCKETS_H

#include <net/if.h>
#include <sys/socket.h>

#include "call/by_fd.h"
#include "call/sink.h"

enum socket_role { ROLE_NONE, ROLE_LISTENER, ROLE_SERVER, ROLE_CLIENT };

/* Whose sending ended first, by shutdown() or close(), and recv() = 0. */
enum first_end { END_NEITHER, END_OURS, END_THEIRS };

/* What follows from the calls; not what the kernel's TCP says. */
enum socket_state {
	SOCKET_NEW,
	SOCKET_BOUND,
	SOCKET_LISTENING,
	SOCKET_CONNECTING,
	SOCKET_CONNECTED,
	SOCKET_CLOSED
};

struct socket_info {
	unsigned id; /* 1, 2, ...: never used twice */
	int fd;
	int family, type, protocol;
	enum socket_role role;
	enum socket_state state;
	bool bound;    /* bind() was called on it */
	bool v6only;   /* setsockopt(IPV6_V6ONLY) with 1 */
	bool sent_end; /* shutdown(SHUT_WR) was called */
	bool got_end;  /* recv() returned 0 */
	bool reset;    /* ECONNRESET was returned */
	bool failed;   /* an error ended the connection, that or another */
	bool resets;   /* setsockopt(SO_LINGER) with {1, 0}: close() does */
	char device[IF_NAMESIZE]; /* setsockopt(SO_BINDTODEVICE); or "" */
	enum first_end first_end;
	struct sockaddr_storage laddr, raddr; /* ss_family 0: not known */
	unsigned long long sent, received;    /* bytes */
	unsigned long sends, recvs, splices;  /* calls that carried bytes */
};

struct table; /* of a program's descriptors */

struct sockets {
	struct sink sink;   /* sys_attach(sys, &sockets.sink) */
	struct by_fd own;   /* of table 0, this program's */
	struct table *more; /* of the others, a list */
	unsigned last_id;
};

void sockets_init(struct sockets *);
void sockets_free(struct sockets *);

/*
 * The socket that a descriptor of a table names, or named last; NULL where it
 * never was one that a call made. Valid until the descriptor is used again.
 */
struct socket_info *
sockets_find(const struct sockets *, unsigned table, int fd);

/* The one that a call is about, or that socket() made; that of a note. */
struct socket_info *
sockets_of_call(const struct sockets *, const struct call *);
struct socket_info *
sockets_of_note(const struct sockets *, const struct note *);

#endif
