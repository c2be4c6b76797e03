#include <errno.h>
#include <stdlib.h>

#include "serve/patience.h"
#include "serve/user.h"

/* One read may be one datagram, and line ends may double it. */
enum { TYPED_SIZE = 128 * 1024 };

bool
user_is_busy(const struct server *s)
{
	return s->shown < s->to_show;
}

void
user_show_rest(struct server *s)
{
	ssize_t n;

	while (user_is_busy(s)) {
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

void
user_show(struct server *s, struct client *c, size_t n)
{
	if (s->ops->show == NULL)
		return;
	s->speaker = c;
	s->shown = 0;
	s->to_show = n;
	user_show_rest(s);
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

/* It, or its end, waits for clients that do not take what they were sent. */
static void
wait_for_slow(struct server *s)
{
	s->input_waits = true;
	clock_gettime(CLOCK_MONOTONIC, &s->lags);
}

static bool
end_input(struct server *s)
{
	struct note note = { .kind = NOTE_INPUT_ENDED, .fd = s->listener };

	s->input_over = true;
	s->ops->said(s, NULL, 0);
	if (s->exit_on_eof)
		wait_for_slow(s);
	if (s->no_shutdown || s->exit_on_eof)
		return false;
	sys_note(s->sys, &note);
	return true;
}

bool
user_take_input(struct server *s)
{
	struct local *local = s->local;
	ssize_t n;

	if (!wants_input(s) || (s->local_in.ready == 0 && !local->pending))
		return false;
	if (s->queued > 0 && !local->stays) {
		wait_for_slow(s);
		return false;
	}
	if (s->typed == NULL)
		s->typed = malloc(TYPED_SIZE);
	if (s->typed == NULL) {
		server_stop(s, OVER_MEMORY);
		return false;
	}
	n = local->ops->read(local, s->typed, TYPED_SIZE);
	if (n > 0)
		s->ops->said(s, s->typed, (size_t)n);
	else if (n == 0 && s->input_over)
		server_quit(s);
	else if (n == 0)
		return end_input(s);
	else if (errno != EAGAIN && errno != EINTR)
		server_stop(s, OVER_LOCAL);
	return false;
}

int
user_watch(struct server *s)
{
	uint32_t in = wants_input(s) ? EPOLLIN : 0;
	uint32_t out = user_is_busy(s) ? EPOLLOUT : 0;

	if (s->local != NULL) {
		s->local_in.fd = s->local->in;
		s->local_out.fd = s->local->out;
	}
	if (watch_set(s->wait, &s->local_in, in) == -1)
		return -1;
	return watch_set(s->wait, &s->local_out, out);
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
	watch_set(s->wait, &s->local_in, 0);
	watch_set(s->wait, &s->local_out, 0);
	free(s->typed);
}
