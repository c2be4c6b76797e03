/*
 * What is known of each socket, folded from the calls alone.
 *
 * Descriptors are reused, so a socket has an identity of its own that never
 * is. The fold is a sink: attach it first, and those after it can look up the
 * socket that the call they hear of is about.
 *
 * Descriptors are small numbers, the lowest that is free each time, so an
 * array finds one among ten thousand as fast as among three.
 */
#ifndef SOCKETS_H
#define SOCKETS_H

#include <sys/socket.h>

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
	bool cut; /* close() sends no FIN: an error ended the connection, or
	                  setsockopt(SO_LINGER) with {1, 0} has it be an RST */
	enum first_end first_end;
	struct sockaddr_storage laddr, raddr; /* ss_family 0: not known */
	unsigned long long sent, received;    /* bytes */
	unsigned long sends, recvs, splices;  /* calls that carried bytes */
};

struct sockets {
	struct sink sink;           /* sys_attach(sys, &sockets.sink) */
	struct socket_info **by_fd; /* by descriptor; NULL: no socket of ours */
	size_t size;
	unsigned last_id;
};

void sockets_init(struct sockets *);
void sockets_free(struct sockets *);

/*
 * The socket that a descriptor names, or named last; NULL where it never was a
 * socket of ours. Valid until the descriptor is used again.
 */
struct socket_info *sockets_find(const struct sockets *, int fd);

#endif
