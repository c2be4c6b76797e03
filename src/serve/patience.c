#include "serve/patience.h"

enum { RETRY = 1000 /* milliseconds */ };

void
patience_restart(struct server *s)
{
	for (struct client *c = s->first; c != NULL; c = c->next)
		clock_gettime(CLOCK_MONOTONIC, &c->touched);
}

void
patience_end_idle(struct server *s)
{
	if (s->shown < s->to_show)
		return; /* who is not heard is not idle */
	for (struct client *c = s->first; s->idle >= 0 && c != NULL;
	     c = c->next) {
		if (msec_since(&c->touched) < s->idle * 1e3)
			return;
		client_leave(s, c, LEFT_IDLE);
	}
}

/*
 * Our user's file or pipe waits for clients that do not take what they were
 * sent. Others do, and wait for them as well: not for long.
 */
void
patience_end_slow(struct server *s)
{
	if (!s->input_waits || s->queued == 0) {
		s->input_waits = false;
		return;
	}
	if (s->queued >= s->open) /* nobody waits for anybody */
		clock_gettime(CLOCK_MONOTONIC, &s->lags);
	if (msec_since(&s->lags) < PATIENCE)
		return;
	for (struct client *c = s->first; c != NULL; c = c->next)
		if (!outbox_is_empty(&c->out))
			client_leave(s, c, LEFT_DEAF);
	s->input_waits = false;
}

/*
 * Who has finished sending may still be read to: what our user's file or pipe
 * holds already is sent first. It is not known whether more comes ever, nor
 * whether the client has closed for good (TCP tells both alike), so it is not
 * waited for.
 */
void
patience_end_done(struct server *s)
{
	bool more = s->input_waits ||
	    (s->local_in.events != 0 && s->local_in.ready != 0);

	while (!more && s->done != NULL) {
		struct client *c = s->done;

		s->done = c->next_done;
		c->done = false;
		if (outbox_is_empty(&c->out))
			client_leave(s, c, LEFT_ENDED);
	}
}

void
patience_end_shortage(struct server *s)
{
	if (s->starved && msec_since(&s->starved_at) >= RETRY)
		s->starved = false;
}

static void
sooner(int *msec, double other)
{
	int n = other < 0 ? 0 : other > 1e6 ? 1000000 : (int)other + 1;

	if (*msec == -1 || n < *msec)
		*msec = n;
}

int
patience_left(struct server *s)
{
	int msec = s->ops->settle != NULL ? s->ops->settle(s) : -1;

	if ((s->done != NULL && !s->input_waits) ||
	    (s->local != NULL && s->local->pending))
		return 0;
	if (s->idle >= 0 && s->first != NULL && s->shown == s->to_show)
		sooner(&msec, s->idle * 1e3 - msec_since(&s->first->touched));
	if (s->input_waits && s->queued < s->open)
		sooner(&msec, PATIENCE - msec_since(&s->lags));
	if (s->starved)
		sooner(&msec, RETRY - msec_since(&s->starved_at));
	return msec;
}
