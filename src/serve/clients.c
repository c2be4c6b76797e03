/*
 * The lists of clients. server.c closes their sockets; deliver.c sends to them.
 */
#include <stdlib.h>

#include "serve/clients.h"

static void
link_last(struct clients *all, struct client *c)
{
	c->prev = all->last;
	c->next = NULL;
	*(all->last != NULL ? &all->last->next : &all->first) = c;
	all->last = c;
}

static void
unlink_client(struct clients *all, struct client *c)
{
	*(c->prev != NULL ? &c->prev->next : &all->first) = c->next;
	*(c->next != NULL ? &c->next->prev : &all->last) = c->prev;
}

static struct client *
add(struct clients *all, int fd, const struct sockaddr_storage *addr)
{
	struct client *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return NULL;
	*c = (struct client){
		.number = ++all->last_number, .fd = fd, .addr = *addr
	};
	clock_gettime(CLOCK_MONOTONIC, &c->since);
	c->touched = c->since;
	link_last(all, c);
	all->n++;
	all->open++;
	return c;
}

struct client *
clients_add(struct clients *all, int fd, const struct sockaddr_storage *addr)
{
	struct client *c;

	if (!by_fd_put(&all->by_fd, fd, NULL))
		return NULL;
	c = add(all, fd, addr);
	by_fd_put(&all->by_fd, fd, c);
	return c;
}

struct client *
clients_add_sender(struct clients *all, int fd,
    const struct sockaddr_storage *addr, socklen_t len)
{
	struct client *c = add(all, fd, addr);

	if (c == NULL)
		return NULL;
	c->len = len;
	if (len == 0) {
		c->addr.ss_family = AF_UNIX;
		clients_is_deaf(all, c);
	}
	return c;
}

void
clients_is_deaf(struct clients *all, struct client *c)
{
	all->open -= !c->ending;
	c->ending = true;
}

struct client *
clients_find(const struct clients *all, unsigned number)
{
	for (struct client *c = all->first; c != NULL; c = c->next)
		if (c->number == number && c->leaving == STAYS)
			return c;
	return NULL;
}

void
clients_is_latest(struct clients *all, struct client *c)
{
	clock_gettime(CLOCK_MONOTONIC, &c->touched);
	unlink_client(all, c);
	link_last(all, c);
}

void
clients_leave(struct clients *all, struct client *c, enum leaving why)
{
	if (c->leaving != STAYS)
		return;
	c->leaving = why;
	c->next_gone = all->gone;
	all->gone = c;
	all->open -= !c->ending;
	all->queued -= !outbox_is_empty(&c->out);
	outbox_forget(&c->out);
}

void
clients_is_done(struct clients *all, struct client *c)
{
	if (c->done)
		return;
	c->done = true;
	c->next_done = all->done;
	all->done = c;
}

static void
forget_done(struct clients *all, const struct client *gone)
{
	struct client **c = &all->done;

	while (*c != NULL && *c != gone)
		c = &(*c)->next_done;
	if (*c != NULL)
		*c = gone->next_done;
}

struct client *
clients_next_gone(struct clients *all)
{
	struct client *c = all->gone;

	if (c == NULL)
		return NULL;
	all->gone = c->next_gone;
	if (c->done)
		forget_done(all, c);
	unlink_client(all, c);
	all->n--;
	return c;
}
