/*
 * What is done with a client whoever serves it: who is waited for, and how it
 * leaves. serve.c has the loop.
 */
#include <errno.h>
#include <stdlib.h>

#include "net/accept.h"
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
server_tell_full(struct server *s)
{
	struct note note = { .kind = NOTE_FULL, .fd = s->listener };

	if (!s->door.full_told)
		sys_note(s->sys, &note);
	s->door.full_told = true;
}

void
server_tell_let_go(struct server *s, const struct sockaddr_storage *addr)
{
	if (!s->door.let_go_told)
		s->ops->let_go(s, addr);
	s->door.let_go_told = true;
}

void
server_starve(struct server *s)
{
	if (!net_may_accept_later(errno)) {
		server_stop(s, OVER_FAILED);
		return;
	}
	if (s->door.starved_told != errno) {
		s->door.starved_told = errno;
		s->ops->starved(s);
	}
	s->door.starved = true;
	clock_gettime(CLOCK_MONOTONIC, &s->door.starved_at);
}

void
server_quit(struct server *s)
{
	server_stop(s, OVER);
}

void
server_touch(struct server *s, struct client *c)
{
	if (s->idle >= 0)
		clients_is_latest(&s->clients, c);
}

void
server_close(struct server *s, struct client *c, bool reset)
{
	c->reset = reset;
	clients_leave(&s->clients, c, LEFT_CLOSED);
}

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
		clients_leave(&s->clients, c, LEFT_NO_ROOM);
	*is = wanted;
}

/*
 * What to wait for follows from the client's state alone. EPOLLERR and
 * EPOLLHUP are reported whether one wants them or not: who waits for nothing
 * is in neither epoll, or the loop would spin.
 */
void
server_watch(struct server *s, struct client *c)
{
	bool hears = !c->got_end && (!s->echo || outbox_is_empty(&c->out)) &&
	    (!s->no_read || c->asked > 0);

	if (c->leaving != STAYS)
		return;
	be_in(s, &s->readers, c, EPOLLIN, &c->reading, hears);
	be_in(s, &s->writers, c, EPOLLOUT, &c->writing,
	    !outbox_is_empty(&c->out));
}

bool
server_read(struct server *s, struct client *c, size_t n)
{
	size_t most = n < s->read_size ? n : s->read_size;

	if (c == NULL) {
		s->asked = most;
		return true;
	}
	if (c->got_end)
		return false;
	c->asked = most;
	server_watch(s, c);
	return true;
}

/* Without an RST, whoever was cut off would take what it has for all. */
static void
close_connection(struct server *s, struct client *c)
{
	if (c->leaving == LEFT_DEAF || c->leaving == LEFT_NO_ROOM || c->reset)
		net_reset_on_close(s->sys, c->fd);
	sys_close(s->sys, c->fd); /* which takes it out of any epoll */
	by_fd_put(&s->clients.by_fd, c->fd, NULL);
}

static void
release(struct server *s, struct client *c)
{
	if (c->fd != s->listener) /* a sender has no other */
		close_connection(s, c);
	if (s->display.speaker == c)
		s->display.speaker = NULL;
	s->ops->left(s, c);
	free(c);
	s->door.full = s->door.starved = false; /* a place is free */
}

void
server_release(struct server *s)
{
	struct client *c;

	while ((c = clients_next_gone(&s->clients)) != NULL)
		release(s, c);
	/* A crowd that has left leaves no table behind, which would keep what
	   lies below it in memory from going back to the system. */
	if (s->clients.n == 0)
		by_fd_free(&s->clients.by_fd);
}

void
server_let_all_go(struct server *s)
{
	while (s->clients.first != NULL) {
		clients_leave(&s->clients, s->clients.first, LEFT_SERVER);
		server_release(s);
	}
}
