/*
 * What is known of each descriptor is a number: 0, not yet; what remote.h says
 * it is; or one of ours. They stand where by_fd has pointers.
 */
#include <stdint.h>
#include <stdlib.h>

#include "watch/descriptors.h"
#include "watch/remote.h"

enum { EPOLL = REMOTE_SOCKETS - 1 }; /* with a socket in it */

struct descriptors *
descriptors_new(struct descriptors **list, unsigned number)
{
	struct descriptors *d = calloc(1, sizeof(*d));

	if (d == NULL)
		return NULL;
	d->number = number;
	d->threads = 1;
	d->next = *list;
	*list = d;
	return d;
}

void
descriptors_leave(struct descriptors **list, struct descriptors *d)
{
	if (--d->threads > 0)
		return;
	while (*list != d)
		list = &(*list)->next;
	*list = d->next;
	by_fd_free(&d->known);
	free(d);
}

static uintptr_t
known(const struct descriptors *d, int fd)
{
	return (uintptr_t)by_fd_get(&d->known, fd);
}

/* Where there is no memory, it is looked up again the next time. */
static void
set(struct descriptors *d, int fd, uintptr_t what)
{
	by_fd_put(&d->known, fd, (void *)what); /* NOLINT: a number */
}

void
descriptors_copy(struct descriptors *to, const struct descriptors *from)
{
	for (size_t fd = 0; fd < from->known.size; fd++)
		if (known(from, (int)fd) != 0)
			set(to, (int)fd, known(from, (int)fd));
}

bool
descriptors_is_socket(struct descriptors *d, pid_t tid, int fd)
{
	uintptr_t what = known(d, fd);

	if (what == REMOTE_CLOSED && fd >= 0) {
		what = remote_descriptor(tid, fd);
		if (what != REMOTE_CLOSED)
			set(d, fd, what);
	}
	return what >= REMOTE_SOCKETS;
}

bool
descriptors_is_epoll(const struct descriptors *d, int fd)
{
	return known(d, fd) == EPOLL;
}

void
descriptors_set_epoll(struct descriptors *d, int fd)
{
	set(d, fd, EPOLL);
}

void
descriptors_forget(struct descriptors *d, int fd)
{
	if (known(d, fd) != 0)
		set(d, fd, 0);
}

int
descriptors_next_socket(const struct descriptors *d, int fd)
{
	for (; (size_t)fd < d->known.size; fd++)
		if (known(d, fd) >= REMOTE_SOCKETS)
			return fd;
	return -1;
}

const struct descriptors *
descriptors_same(const struct descriptors *list, const struct descriptors *d,
    int fd, int *same)
{
	uintptr_t what = known(d, fd);

	for (; list != NULL; list = list->next)
		for (size_t i = 0; i < list->known.size; i++)
			if (known(list, (int)i) == what &&
			    (list != d || (int)i != fd)) {
				*same = (int)i;
				return list;
			}
	return NULL;
}
