/*
 * The loop of a server with many clients. A turn of it: wait; then whoever is
 * ready gets one step each (one recv(), or as much of a send() as the kernel
 * takes), so that who floods is no faster served than who whispers. Nothing in
 * a turn ever waits, and no client is let go of before the turn is over, so
 * that no event of it can be about another socket with the same number.
 */
#include <errno.h>
#include <stdlib.h>

#include "serve/admit.h"
#include "serve/deliver.h"
#include "serve/patience.h"
#include "serve/serve.h"
#include "serve/user.h"

static void
hear(struct server *s, struct client *c)
{
	ssize_t n;

	if (user_is_busy(s))
		return; /* epoll will tell again */
	n = sys_recv(s->sys, c->fd, s->data, s->read_size, 0);
	if (n == -1) {
		if (!would_wait(errno) && errno != EINTR)
			client_leave(s, c, LEFT_FAILED);
		return;
	}
	c->received += (unsigned long long)n;
	c->got_end = n == 0;
	if (s->ops->heard != NULL)
		s->ops->heard(s, c, s->data, (size_t)n);
	if (n == 0) {
		client_watch(s, c);
		client_look_for_end(s, c);
		return;
	}
	client_touch(s, c);
	if (s->echo)
		server_send(s, c, s->data, (size_t)n);
	user_show(s, c, (size_t)n);
}

/* One step for each client that is ready in one of the two epolls. Returns
   whether that was all of them. */
static bool
step(struct server *s, const struct watch *epoll,
    void (*make)(struct server *, struct client *))
{
	struct epoll_event events[BATCH];
	int n;

	if (epoll->ready == 0)
		return true;
	n = sys_epoll_wait(s->sys, epoll->fd, events, BATCH, 0);
	if (n == -1 && errno != EINTR)
		server_stop(s, OVER_FAILED);
	for (int i = 0; i < n; i++) {
		struct client *c = s->by_fd[events[i].data.fd];

		if (c->leaving == STAYS)
			make(s, c);
	}
	return n < BATCH;
}

/* Our user has no more to say: each of them is told. */
static void
halfclose_all(struct server *s)
{
	for (struct client *c = s->first; c != NULL; c = c->next)
		server_halfclose(s, c);
}

static int
watch(struct server *s)
{
	uint32_t heard = user_is_busy(s) ? 0 : EPOLLIN;

	patience_end_shortage(s);
	if (watch_set(s->wait, &s->accepting,
		s->full || s->starved ? 0 : EPOLLIN) == -1 ||
	    watch_set(s->wait, &s->readers, heard) == -1 ||
	    watch_set(s->wait, &s->writers, EPOLLIN) == -1)
		return -1;
	return user_watch(s);
}

static void
turn(struct server *s)
{
	bool all;

	if (s->local_out.ready != 0)
		user_show_rest(s);
	step(s, &s->writers, client_send_rest);
	if (user_take_input(s))
		halfclose_all(s);
	all = step(s, &s->readers, hear);
	if (s->accepting.ready != 0)
		admit_clients(s);
	if (all) /* who waits to be heard is not idle */
		patience_end_idle(s);
	patience_end_slow(s);
	patience_end_done(s);
	server_release(s);
	if (s->input_over && s->exit_on_eof && s->queued == 0)
		server_quit(s);
}

static void
loop(struct server *s)
{
	struct watch *watches[] = { &s->accepting, &s->readers, &s->writers,
		&s->local_in, &s->local_out };

	/* As the textbook has it: the first accept() is tried at once. */
	admit_clients(s);
	while (!s->stopped) {
		if ((watch(s) == -1 ||
			wait_any(s->wait, watches, 5, patience_left(s)) ==
			    -1) &&
		    !user_outlives_wait(s))
			return;
		turn(s);
	}
}

static bool
open_all(struct server *s)
{
	s->accepting.fd = s->listener;
	s->local_in.fd = s->local_out.fd = s->writers.fd = -1;
	s->readers.fd = wait_epoll(s->sys);
	if (s->readers.fd != -1)
		s->writers.fd = wait_epoll(s->sys);
	if (s->writers.fd == -1) {
		server_stop(s, OVER_FAILED);
		return false;
	}
	s->data = malloc(s->read_size);
	if (s->data == NULL)
		server_stop(s, OVER_MEMORY);
	return s->data != NULL;
}

static void
close_all(struct server *s)
{
	server_let_all_go(s);
	watch_set(s->wait, &s->accepting, 0);
	user_leave(s);
	if (s->readers.fd != -1)
		sys_close(s->sys, s->readers.fd);
	if (s->writers.fd != -1)
		sys_close(s->sys, s->writers.fd);
	free(s->data);
	free(s->by_fd);
}

enum outcome
serve(struct server *s)
{
	s->outcome = OVER;
	s->deliver = client_send;
	if (open_all(s))
		loop(s);
	close_all(s);
	return s->outcome;
}
