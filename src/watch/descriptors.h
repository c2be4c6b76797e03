/*
 * What the descriptors of a table are, as far as anybody asked: it is looked up
 * once (remote.h), and holds until the number is closed or used again.
 */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

#include <stdbool.h>
#include <sys/types.h>

#include "call/by_fd.h"

struct descriptors {
	struct descriptors *next; /* of all tables */
	unsigned number;          /* struct owner's */
	unsigned threads;         /* that share it; it ends with the last */
	bool looked_at;           /* at its end */
	struct by_fd known;
};

/* A new table, added to the list, for a thread. NULL: no memory. */
struct descriptors *descriptors_new(struct descriptors **list, unsigned number);

/* One thread less. Frees it after the last. */
void descriptors_leave(struct descriptors **list, struct descriptors *);

/* What is known of one is of the other, too: a fork. */
void descriptors_copy(struct descriptors *to, const struct descriptors *from);

bool descriptors_is_socket(struct descriptors *, pid_t tid, int fd);

/* An epoll instance that waits for sockets; since when, it is to be told. */
bool descriptors_is_epoll(const struct descriptors *, int fd);
void descriptors_set_epoll(struct descriptors *, int fd);

/* The number names something else from now on, or nothing. */
void descriptors_forget(struct descriptors *, int fd);

/* Those from *fd* on that are sockets: the next one, or -1. Only of those that
   were asked for. */
int descriptors_next_socket(const struct descriptors *, int fd);

/* Where the same socket is known already: a table of the list, and *same, a
   descriptor of it; NULL: nowhere. */
const struct descriptors *descriptors_same(const struct descriptors *list,
    const struct descriptors *, int fd, int *same);

#endif
