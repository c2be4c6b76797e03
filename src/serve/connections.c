/*
 * A turn of a server whose clients have connections: whoever is ready gets one
 * step (one recv(), or as much of a send() as the kernel takes), so that who
 * floods is no faster served than who whispers. Nothing in a turn ever waits,
 * and no client is let go of before the turn is over, so that no event of it
 * can be about another socket with the same number.
 */
#include <errno.h>

#include "serve/admit.h"
#include "serve/connections.h"
#include "serve/deliver.h"
#include "serve/patience.h"
#include "serve/user.h"

static void
hear(struct server *s, struct client *c)
{
	char *data = s->display.data;
	ssize_t n;

	if (user_is_busy(s))
		return; /* epoll will tell again */
	n = sys_recv(
	    s->sys, c->fd, data, s->no_read ? c->asked : s->read_size, 0);
	if (n == -1) {
		if (!would_wait(errno) && errno != EINTR)
			clients_leave(&s->clients, c, LEFT_FAILED);
		return;
	}
	c->received += (unsigned long long)n;
	c->got_end = n == 0;
	c->asked = 0;
	if (s->no_read || n == 0)
		server_watch(s, c);
	if (s->ops->heard != NULL)
		s->ops->heard(s, c, data, (size_t)n);
	if (n == 0) {
		deliver_end(s, c);
		return;
	}
	server_touch(s, c);
	if (s->echo)
		deliver(s, c, data, (size_t)n);
	user_show(s, c, (size_t)n);
}

/* One step for each client that is ready in one of the two epolls. Returns
   whether that was all of them. */
static bool
step(struct server *s, const struct watch *epoll,
    void (*make)(struct server *, struct client *))
{
	struct epoll_event events[TURN_MOST];
	int n;

	if (epoll->ready == 0)
		return true;
	n = sys_epoll_wait(s->sys, epoll->fd, events, TURN_MOST, 0);
	if (n == -1 && errno != EINTR)
		server_stop(s, OVER_FAILED);
	for (int i = 0; i < n; i++) {
		struct client *c =
		    by_fd_get(&s->clients.by_fd, events[i].data.fd);

		if (c->leaving == STAYS)
			make(s, c);
	}
	return n < TURN_MOST;
}

static void
flush(struct server *s)
{
	step(s, &s->writers, deliver_rest);
}

static void
turn(struct server *s)
{
	bool all = step(s, &s->readers, hear);

	if (s->socket.ready != 0)
		admit_clients(s);
	if (all) /* who waits to be heard is not idle */
		patience_end_idle(s);
	patience_end_slow(s);
	patience_end_done(s);
}

/* Each of them is told that our user has no more to say. */
static void
halfclose_all(struct server *s)
{
	for (struct client *c = s->clients.first; c != NULL; c = c->next)
		deliver_halfclose(s, c);
}

static int
watch(struct server *s)
{
	bool shut;

	patience_end_shortage(s);
	shut = s->door.full || s->door.starved || s->no_accept;
	if (watch_set(s->wait, &s->socket, shut ? 0 : EPOLLIN) == -1 ||
	    watch_set(s->wait, &s->readers, user_is_busy(s) ? 0 : EPOLLIN) ==
		-1)
		return -1;
	return watch_set(s->wait, &s->writers, EPOLLIN);
}

/* As the textbook has it: the first accept() is tried at once. */
static void
open_epolls(struct server *s)
{
	s->readers.fd = wait_epoll(s->sys);
	if (s->readers.fd != -1)
		s->writers.fd = wait_epoll(s->sys);
	if (s->writers.fd == -1)
		server_stop(s, OVER_FAILED);
	else if (!s->no_accept)
		admit_clients(s);
}

static void
close_epolls(struct server *s)
{
	if (s->readers.fd != -1)
		sys_close(s->sys, s->readers.fd);
	if (s->writers.fd != -1)
		sys_close(s->sys, s->writers.fd);
}

const struct server_kind connections = { .open = open_epolls,
	.watch = watch,
	.flush = flush,
	.turn = turn,
	.halfclose = halfclose_all,
	.send = deliver_bytes,
	.close = close_epolls };
