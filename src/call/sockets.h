/*
 * What is known of each socket, folded from the calls alone.
 *
 * Descriptors are reused, so a socket has an identity of its own that never
 * is. The fold is a sink: attach it first, and those after it can look up the
 * socket that the call they hear of is about. The calls may be those of several
 * programs, each with a table of descriptors of its own (struct owner); then
 * several descriptors may name one socket, which ends with the last of them.
 */
#ifndef SOCKETS_H
#define SOCKETS_H

#include "call/fd_table.h"
#include "call/sink.h"
#include "call/socket_info.h"

struct sockets {
	struct sink sink;      /* sys_attach(sys, &sockets.sink) */
	struct fd_table own;   /* table 0, this program's */
	struct fd_table *more; /* the others, a list */
	unsigned gone; /* the table that has ended, and can still be looked into
	                  until the next step; 0: none */
	unsigned last_id;
};

void sockets_init(struct sockets *);
void sockets_free(struct sockets *);

/*
 * The socket that a descriptor of a table, by its number, names, or named last;
 * NULL where it never was one that a call made. Valid until the descriptor is
 * used again.
 */
struct socket_info *
sockets_find(const struct sockets *, unsigned number, int fd);

/* The same, but only where it names it now; else NULL. */
struct socket_info *
sockets_find_open(const struct sockets *, unsigned number, int fd);

/* The one that a call is about, or that socket() made; that of a note. */
struct socket_info *
sockets_of_call(const struct sockets *, const struct call *);
struct socket_info *
sockets_of_note(const struct sockets *, const struct note *);

#endif
