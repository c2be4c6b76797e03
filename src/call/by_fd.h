/*
 * Whatever is kept for each descriptor. Descriptors are small numbers, the
 * lowest that is free each time, so an array finds one among ten thousand as
 * fast as among three.
 */
#ifndef BY_FD_H
#define BY_FD_H

#include <stdbool.h>
#include <stddef.h>

/* All 0: empty. It holds pointers, and owns nothing that they point to. */
struct by_fd {
	void **list;
	size_t size;
};

/* What was put there, or NULL; also for a descriptor that is none, such as
   -1. */
void *by_fd_get(const struct by_fd *, int fd);

/* Returns false, and nothing has changed, where there is no memory, or fd is no
   descriptor. */
bool by_fd_put(struct by_fd *, int fd, void *);

/* Empties it. */
void by_fd_free(struct by_fd *);

#endif
