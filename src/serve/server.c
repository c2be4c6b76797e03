#include <errno.h>
#include <stdlib.h>

#include "net/close.h"
#include "serve/server.h"

void
server_stop(struct server *s, enum outcome outcome)
{
	if (s->stopped)
		return;
	s->stopped = true;
	s->outcome = outcome;
	s->err = errno;
}

void
server_quit(struct server *s)
{
	server_stop(s, OVER);
}

/* The list of clients. */

static void
link_last(struct server *s, struct client *c)
{
	c->prev = s->last;
	c->next = NULL;
	*(s->last != NULL ? &s->last->next : &s->first) = c;
	s->last = c;
}

static void
unlink_client(struct server *s, struct client *c)
{
	*(c->prev != NULL ? &c->prev->next : &s->first) = c->next;
	*(c->next != NULL ? &c->next->prev : &s->last) = c->prev;
}

/* So the list stays in order, and who is idle for too long stands first. */
void
client_is_latest(struct server *s, struct client *c)
{
	clock_gettime(CLOCK_MONOTONIC, &c->touched);
	unlink_client(s, c);
	link_last(s, c);
}

void
client_touch(struct server *s, struct client *c)
{
	if (s->idle >= 0)
		client_is_latest(s, c);
}

struct client *
server_find(const struct server *s, unsigned number)
{
	for (struct client *c = s->first; c != NULL; c = c->next)
		if (c->number == number && c->leaving == STAYS)
			return c;
	return NULL;
}

/* The table of clients, by descriptor. */

static bool
make_room(struct server *s, size_t wanted)
{
	size_t size = s->size > 0 ? s->size : 64;
	struct client **by_fd;

	if (wanted <= s->size)
		return true;
	while (size < wanted)
		size *= 2;
	by_fd = realloc(s->by_fd, size * sizeof(by_fd[0]));
	if (by_fd == NULL)
		return false;
	s->by_fd = by_fd;
	s->size = size;
	return true;
}

/* Clients come. */

static struct client *
add(struct server *s, int fd, const struct sockaddr_storage *addr)
{
	struct client *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return NULL;
	*c = (struct client){
		.number = ++s->last_number, .fd = fd, .addr = *addr
	};
	clock_gettime(CLOCK_MONOTONIC, &c->since);
	c->touched = c->since;
	link_last(s, c);
	s->n++;
	s->open++;
	return c;
}

struct client *
server_add(struct server *s, int fd, const struct sockaddr_storage *addr)
{
	struct client *c = NULL;

	if (make_room(s, (size_t)fd + 1))
		c = add(s, fd, addr);
	if (c != NULL)
		s->by_fd[fd] = c;
	return c;
}

struct client *
server_add_sender(
    struct server *s, const struct sockaddr_storage *addr, socklen_t len)
{
	struct client *c = add(s, s->listener, addr);

	if (c == NULL)
		return NULL;
	c->len = len;
	if (len == 0) { /* nothing can be sent to it */
		c->addr.ss_family = AF_UNIX;
		c->ending = true;
		s->open--;
	}
	return c;
}

/* Clients leave. */

void
client_leave(struct server *s, struct client *c, enum leaving why)
{
	if (c->leaving != STAYS)
		return;
	c->leaving = why;
	c->next_gone = s->gone;
	s->gone = c;
	s->open -= !c->ending;
	s->queued -= !outbox_is_empty(&c->out);
	outbox_forget(&c->out);
}

void
server_close(struct server *s, struct client *c, bool reset)
{
	c->reset = reset;
	client_leave(s, c, LEFT_CLOSED);
}

/* The two epolls. */

/* Puts it into an epoll, or takes it out, where that changes anything. */
static void
be_in(struct server *s, const struct watch *epoll, struct client *c,
    uint32_t events, bool *is, bool wanted)
{
	struct epoll_event event = { .events = events, .data.fd = c->fd };

	if (*is == wanted)
		return;
	if (sys_epoll_ctl(s->sys, epoll->fd,
		wanted ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, c->fd,
		wanted ? &event : NULL) == -1)
		client_leave(s, c, LEFT_FAILED);
	*is = wanted;
}

/*
 * What to wait for follows from the client's state alone. EPOLLERR and
 * EPOLLHUP are reported whether one wants them or not: who waits for nothing
 * is in neither epoll, or the loop would spin.
 */
void
client_watch(struct server *s, struct client *c)
{
	bool hears = !c->got_end && (!s->echo || outbox_is_empty(&c->out));

	if (c->leaving != STAYS)
		return;
	be_in(s, &s->readers, c, EPOLLIN, &c->reading, hears);
	be_in(s, &s->writers, c, EPOLLOUT, &c->writing,
	    !outbox_is_empty(&c->out));
}

/* Without an RST, whoever was cut off would take what it has for all. */
static void
close_connection(struct server *s, struct client *c)
{
	if (c->leaving == LEFT_DEAF || c->reset)
		net_reset_on_close(s->sys, c->fd);
	sys_close(s->sys, c->fd); /* which takes it out of any epoll */
	if (s->by_fd != NULL)
		s->by_fd[c->fd] = NULL;
}

static void
release(struct server *s, struct client *c)
{
	if (c->fd != s->listener) /* a sender has no other */
		close_connection(s, c);
	unlink_client(s, c);
	s->n--;
	if (s->speaker == c)
		s->speaker = NULL;
	s->ops->left(s, c);
	free(c);
}

static void
forget_done(struct server *s, const struct client *gone)
{
	struct client **c = &s->done;

	while (*c != NULL && *c != gone)
		c = &(*c)->next_done;
	if (*c != NULL)
		*c = gone->next_done;
}

void
server_release(struct server *s)
{
	while (s->gone != NULL) {
		struct client *c = s->gone;

		s->gone = c->next_gone;
		if (c->done)
			forget_done(s, c);
		release(s, c);
		s->full = s->starved = false; /* a place is free */
	}
	/* A crowd that has left leaves no table behind, which would keep what
	   lies below it in memory from going back to the system. */
	if (s->n == 0) {
		free(s->by_fd);
		s->by_fd = NULL;
		s->size = 0;
	}
}

void
server_let_all_go(struct server *s)
{
	while (s->first != NULL) {
		client_leave(s, s->first, LEFT_SERVER);
		server_release(s);
	}
}
