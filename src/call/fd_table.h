/*
 * Tables of descriptors: which socket each of them names. A program's threads
 * share one, a fork has a copy; several descriptors may name one socket, which
 * is there until the last of them is gone.
 */
#ifndef FD_TABLE_H
#define FD_TABLE_H

#include "call/by_fd.h"

struct socket_info;

struct fd_table {
	struct fd_table *next;
	unsigned number;
	struct by_fd by_fd;
};

/* The socket that a descriptor names, or named last; *open is which. NULL:
   neither. */
struct socket_info *fd_table_get(const struct fd_table *, int fd, bool *open);

/*
 * Has a descriptor name a socket: from now on, or still. The one that it named
 * before is forgotten, and freed where nobody else names it. Returns false,
 * and nothing has changed, where there is no memory.
 */
bool fd_table_put(struct fd_table *, int fd, struct socket_info *);

/* A descriptor is closed. Returns the socket that it named, or NULL; still
   found there until the number is used again. */
struct socket_info *fd_table_close(struct fd_table *, int fd);

bool fd_table_any_open(const struct fd_table *);

/* The open ones of a table, too, as a fork has them. */
void fd_table_copy(struct fd_table *to, const struct fd_table *from);

/* Forgets all; what it names should be closed. */
void fd_table_free(struct fd_table *);

#endif
