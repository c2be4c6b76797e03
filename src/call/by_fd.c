/*
 * An array that grows with the largest descriptor put into it, doubled each
 * time: n descriptors cost n steps, not n squared. sockets.c keeps sockets in
 * one.
 */
#include <stdlib.h>

#include "call/by_fd.h"

static bool
grow(struct by_fd *by_fd, size_t wanted)
{
	size_t size = by_fd->size > 0 ? by_fd->size : 64;
	void **list;

	while (size < wanted)
		size *= 2;
	list = realloc(by_fd->list, size * sizeof(list[0]));
	if (list == NULL)
		return false;
	for (size_t i = by_fd->size; i < size; i++)
		list[i] = NULL;
	*by_fd = (struct by_fd){ .list = list, .size = size };
	return true;
}

void *
by_fd_get(const struct by_fd *by_fd, int fd)
{
	return fd >= 0 && (size_t)fd < by_fd->size ? by_fd->list[fd] : NULL;
}

bool
by_fd_put(struct by_fd *by_fd, int fd, void *what)
{
	if (fd < 0)
		return false;
	if ((size_t)fd >= by_fd->size && !grow(by_fd, (size_t)fd + 1))
		return false;
	by_fd->list[fd] = what;
	return true;
}

void
by_fd_free(struct by_fd *by_fd)
{
	free(by_fd->list);
	*by_fd = (struct by_fd){ 0 };
}
