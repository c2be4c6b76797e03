/*
 * Sockets whose address is a path: the file that bind() makes (unix(7)). A
 * path that begins with a NUL is a name of the abstract kind, without a file.
 */
#ifndef UNIX_H
#define UNIX_H

#include <stdbool.h>
#include <sys/types.h>

#include "call/sys.h"
#include "net/settings.h"

struct addrinfo;

/* The file that a bind() of ours made. */
struct socket_file {
	const char *path; /* borrowed; NULL: there is none */
	dev_t dev;
	ino_t ino;
};

/*
 * A socket bound to a path. One of streams listens as well; one of datagrams
 * receives from everybody. A socket's file that no program holds any more is
 * replaced; anything else that stands there is not touched. *file is what is to
 * be removed in the end. Returns the socket, or -1 with errno, and nothing open
 * or made.
 */
int net_bind_unix(struct sys *, const struct addrinfo *, int backlog,
    const struct settings *, struct socket_file *);

/* Removes the file, unless another one stands there by now. Returns 0, or -1
   with errno. */
int net_remove_file(struct sys *, const struct socket_file *);

/* Whether a program has the socket of a file, as far as a connect() finds. */
enum socket_holder { SOCKET_HELD, SOCKET_LEFT, SOCKET_UNSEEN };
enum socket_holder net_holder(struct sys *, const struct sockaddr *, socklen_t);

#endif
