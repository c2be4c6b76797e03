/*
 * Our user as a server has one: shown what clients say, and read from. The
 * interface is net/local.h.
 */
#include <errno.h>
#include <stdlib.h>

#include "serve/user.h"

/* One read may be one datagram, and line ends may double it. */
enum { INPUT_SIZE = 128 * 1024 };

bool
user_is_busy(const struct server *s)
{
	return s->display.shown < s->display.n;
}

void
user_show_rest(struct server *s)
{
	struct display *d = &s->display;
	ssize_t n;

	while (user_is_busy(s)) {
		n = s->ops->show(
		    s, d->speaker, d->data + d->shown, d->n - d->shown);
		if (n == -1 && (errno == EAGAIN || errno == EINTR)) {
			d->held_up = true;
			return;
		}
		if (n == -1) {
			s->local_write_failed = true;
			server_stop(s, OVER_LOCAL);
			return;
		}
		d->shown += (size_t)n;
	}
	/* Nobody was heard for a while, which was no fault of theirs. */
	for (struct client *c = s->clients.first; d->held_up && c != NULL;
	     c = c->next)
		clock_gettime(CLOCK_MONOTONIC, &c->touched);
	d->held_up = false;
}

void
user_show(struct server *s, struct client *c, size_t n)
{
	if (s->ops->show == NULL)
		return;
	s->display.speaker = c;
	s->display.shown = 0;
	s->display.n = n;
	user_show_rest(s);
}

/* What is read when there is nobody to send it to would be lost; but a person
   at a prompt gives commands, and may end it all. */
static bool
wants_input(const struct server *s)
{
	if (s->local == NULL || s->local->away)
		return false;
	return s->local->stays ||
	    (!s->input.over && s->clients.open > 0 && !s->input.waits);
}

/* It, or its end, waits for clients that do not take what they were sent. Of
   what is held against them from before, a tenth of the time is forgiven. */
static void
wait_for_slow(struct server *s)
{
	int late = s->input.late - msec_since(&s->input.lags) / 10;

	s->input.late = late > 0 ? late : 0;
	s->input.waits = true;
	clock_gettime(CLOCK_MONOTONIC, &s->input.lags);
}

static bool
end_input(struct server *s)
{
	struct note note = { .kind = NOTE_INPUT_ENDED, .fd = s->listener };

	s->input.over = true;
	s->ops->said(s, NULL, 0);
	if (s->exit_on_eof)
		wait_for_slow(s);
	if (s->no_shutdown || s->exit_on_eof)
		return false;
	sys_note(s->sys, &note);
	return true;
}

/* What a person types has no other end than this terminal. */
static bool
input_failed(struct server *s)
{
	if (s->local->stays)
		server_stop(s, OVER_LOCAL);
	else
		s->ops->input_failed(s);
	return !s->local->stays && end_input(s);
}

bool
user_take_input(struct server *s)
{
	struct local *local = s->local;
	ssize_t n;

	if (!wants_input(s) || (s->input.watch.ready == 0 && !local->pending))
		return false;
	if (s->clients.queued > 0 && !local->stays) {
		wait_for_slow(s);
		return false;
	}
	if (s->input.data == NULL)
		s->input.data = malloc(INPUT_SIZE);
	if (s->input.data == NULL) {
		server_stop(s, OVER_MEMORY);
		return false;
	}
	n = local->ops->read(local, s->input.data, INPUT_SIZE);
	if (n > 0)
		s->ops->said(s, s->input.data, (size_t)n);
	else if (n == 0 && s->input.over)
		server_quit(s);
	else if (n == 0)
		return end_input(s);
	else if (errno != EAGAIN && errno != EINTR)
		return input_failed(s);
	return false;
}

int
user_watch(struct server *s)
{
	uint32_t in = wants_input(s) ? EPOLLIN : 0;
	uint32_t out = user_is_busy(s) ? EPOLLOUT : 0;

	if (s->local != NULL) {
		s->input.watch.fd = s->local->in;
		s->display.watch.fd = s->local->out;
	}
	if (watch_set(s->wait, &s->input.watch, in) == -1)
		return -1;
	return watch_set(s->wait, &s->display.watch, out);
}

bool
user_outlives_wait(struct server *s)
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

void
user_leave(struct server *s)
{
	watch_set(s->wait, &s->input.watch, 0);
	watch_set(s->wait, &s->display.watch, 0);
	free(s->input.data);
}
