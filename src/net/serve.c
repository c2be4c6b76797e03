/*
 * The loop of a server with many clients. A turn of it: wait; then whoever is
 * ready gets one step each (one recv(), or as much of a send() as the kernel
 * takes), so that who floods is no faster served than who whispers. Nothing in
 * a turn ever waits, and no client is let go of before the turn is over, so
 * that no event of it can be about another socket with the same number.
 */
#include <errno.h>
#include <stdlib.h>

#include "net/admit.h"
#include "net/deliver.h"
#include "net/patience.h"
#include "net/serve.h"

enum { TYPED_SIZE = 64 * 1024 };

/* What the clients say. */

/* What was received goes to our user, who may take it later: until then,
   nobody is heard. */
static void
show(struct server *s)
{
	ssize_t n;

	while (s->shown < s->to_show) {
		n = s->ops->show(
		    s, s->speaker, s->data + s->shown, s->to_show - s->shown);
		if (n == -1 && (errno == EAGAIN || errno == EINTR)) {
			s->held_up = true;
			return;
		}
		if (n == -1) {
			s->local_write_failed = true;
			server_stop(s, OVER_LOCAL);
			return;
		}
		s->shown += (size_t)n;
	}
	if (s->held_up)
		patience_restart(s);
	s->held_up = false;
}

static void
hear(struct server *s, struct client *c)
{
	ssize_t n;

	if (s->shown < s->to_show)
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
	if (s->ops->show == NULL)
		return;
	s->speaker = c;
	s->shown = 0;
	s->to_show = (size_t)n;
	show(s);
}

/* One step for each client that is ready in one of the two epolls. */
static void
step(struct server *s, const struct watch *epoll,
    void (*make)(struct server *, struct client *))
{
	struct epoll_event events[BATCH];
	int n;

	if (epoll->ready == 0)
		return;
	n = sys_epoll_wait(s->sys, epoll->fd, events, BATCH, 0);
	if (n == -1 && errno != EINTR)
		server_stop(s, OVER_FAILED);
	for (int i = 0; i < n; i++) {
		struct client *c = s->by_fd[events[i].data.fd];

		if (c->leaving == STAYS)
			make(s, c);
	}
}

/* Our user. */

/* It, or its end, waits for clients that do not take what they were sent. */
static void
wait_for_slow(struct server *s)
{
	s->input_waits = true;
	clock_gettime(CLOCK_MONOTONIC, &s->lags);
}

static void
end_input(struct server *s)
{
	struct note note = { .kind = NOTE_INPUT_ENDED, .fd = s->listener };

	s->input_over = true;
	s->ops->said(s, NULL, 0);
	if (s->exit_on_eof)
		wait_for_slow(s);
	if (s->no_shutdown || s->exit_on_eof)
		return;
	sys_note(s->sys, &note);
	for (struct client *c = s->first; c != NULL; c = c->next)
		server_halfclose(s, c);
}

static void
take_input(struct server *s)
{
	struct local *local = s->local;
	ssize_t n;

	if (s->queued > 0 && !local->stays) {
		wait_for_slow(s);
		return;
	}
	if (s->typed == NULL)
		s->typed = malloc(TYPED_SIZE);
	if (s->typed == NULL) {
		server_stop(s, OVER_MEMORY);
		return;
	}
	n = local->ops->read(local, s->typed, TYPED_SIZE);
	if (n > 0)
		s->ops->said(s, s->typed, (size_t)n);
	else if (n == 0 && s->input_over)
		server_quit(s);
	else if (n == 0)
		end_input(s);
	else if (errno != EAGAIN && errno != EINTR)
		server_stop(s, OVER_LOCAL);
}

/* What is read when there is nobody to send it to would be lost; but a person
   at a prompt gives commands, and may end it all. */
static bool
wants_input(const struct server *s)
{
	if (s->local == NULL)
		return false;
	return s->local->stays ||
	    (!s->input_over && s->open > 0 && !s->input_waits);
}

/* The loop. */

static int
watch(struct server *s)
{
	bool blocked = s->shown < s->to_show;

	patience_end_shortage(s);
	if (s->local != NULL) {
		s->local_in.fd = s->local->in;
		s->local_out.fd = s->local->out;
	}
	if (watch_set(s->wait, &s->accepting,
		s->full || s->starved ? 0 : EPOLLIN) == -1 ||
	    watch_set(s->wait, &s->readers, blocked ? 0 : EPOLLIN) == -1 ||
	    watch_set(s->wait, &s->writers, EPOLLIN) == -1 ||
	    watch_set(s->wait, &s->local_in, wants_input(s) ? EPOLLIN : 0) ==
		-1 ||
	    watch_set(s->wait, &s->local_out, blocked ? EPOLLOUT : 0) == -1)
		return -1;
	return 0;
}

static void
turn(struct server *s)
{
	if (s->local_out.ready != 0)
		show(s);
	step(s, &s->writers, client_send_rest);
	if (wants_input(s) && (s->local_in.ready != 0 || s->local->pending))
		take_input(s);
	step(s, &s->readers, hear);
	if (s->accepting.ready != 0)
		admit_clients(s);
	patience_end_idle(s);
	patience_end_slow(s);
	patience_end_done(s);
	server_release(s);
	if (s->input_over && s->exit_on_eof && s->queued == 0)
		server_quit(s);
}

/* Returns whether to go on all the same. */
static bool
wait_ended(struct server *s)
{
	static const enum outcome outcomes[] = { [WAIT_FAILED] = OVER_FAILED,
		[WAIT_EXPIRED] = OVER_IDLE,
		[WAIT_SIGNAL] = OVER_SIGNAL };
	struct local *local = s->local;

	if (s->wait->end == WAIT_SIGNAL && local != NULL &&
	    local->ops->signal != NULL && local->ops->signal(local))
		return true;
	server_stop(s, outcomes[s->wait->end]);
	return false;
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
		    !wait_ended(s))
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
	while (s->first != NULL) {
		client_leave(s, s->first, LEFT_SERVER);
		server_release(s);
	}
	watch_set(s->wait, &s->accepting, 0);
	watch_set(s->wait, &s->local_in, 0);
	watch_set(s->wait, &s->local_out, 0);
	if (s->readers.fd != -1)
		sys_close(s->sys, s->readers.fd);
	if (s->writers.fd != -1)
		sys_close(s->sys, s->writers.fd);
	free(s->data);
	free(s->typed);
	free(s->by_fd);
}

enum outcome
serve(struct server *s)
{
	s->outcome = OVER;
	if (open_all(s))
		loop(s);
	close_all(s);
	return s->outcome;
}
