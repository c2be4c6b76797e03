/*
 * What is known of one socket. sockets.h says where it comes from.
 */
#ifndef SOCKET_INFO_H
#define SOCKET_INFO_H

#include <net/if.h>
#include <stdbool.h>
#include <sys/socket.h>

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
	unsigned id;          /* 1, 2, ...: never used twice */
	int fd;               /* the first descriptor that it had */
	unsigned descriptors; /* that name it now, in all tables */
	unsigned places; /* that know of it, also if only as their last one */
	int family, type, protocol;
	enum socket_role role;
	enum socket_state state;
	bool bound;    /* bind() was called on it */
	bool reuses;   /* setsockopt(SO_REUSEADDR) with 1 */
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

#endif
