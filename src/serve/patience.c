/*
 * Whose time is up. The loop (serve.c) waits no longer than patience_left().
 */
#include "serve/patience.h"
#include "call/clock.h"
#include "serve/user.h"

/*
 * Milliseconds: until it is tried again to accept; for how long clients that do
 * not read may hold up what others wait for, too; and the part of it that is not
 * held against them the next time.
 */
enum { RETRY = 1000, SLOW = 3000, OFTEN = 1000 };

void
patience_end_idle(struct server *s)
{
	if (user_is_busy(s))
		return; /* who is not heard is not idle */
	for (struct client *c = s->clients.first; s->idle >= 0 && c != NULL;
	     c = c->next) {
		if (msec_since(&c->touched) < s->idle * 1e3)
			return;
		clients_leave(&s->clients, c, LEFT_IDLE);
	}
}

static void
patience_end(struct server *s)
{
	int late = msec_since(&s->input.lags) - OFTEN;

	s->input.waits = false;
	if (late > 0)
		s->input.late += late;
}

/* How long the others have waited, this time and before. */
static int
lateness(const struct server *s)
{
	return msec_since(&s->input.lags) + s->input.late;
}

static void
cut_off_slow(struct server *s)
{
	for (struct client *c = s->clients.first; c != NULL; c = c->next)
		if (!outbox_is_empty(&c->out))
			clients_leave(&s->clients, c, LEFT_DEAF);
	s->input.late = 0;
	s->input.waits = false;
}

/*
 * Our user's file or pipe waits for clients that do not take what they were
 * sent. Others do, and wait for them as well: not for long, and not for a little
 * less than that each time.
 */
void
patience_end_slow(struct server *s)
{
	if (!s->input.waits)
		return;
	if (s->clients.queued == 0) {
		patience_end(s);
		return;
	}
	if (s->clients.queued >= s->clients.open) /* nobody waits for anybody */
		clock_gettime(CLOCK_MONOTONIC, &s->input.lags);
	if (lateness(s) >= SLOW)
		cut_off_slow(s);
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
	bool more = s->input.waits ||
	    (s->input.watch.events != 0 && s->input.watch.ready != 0);

	while (!more && s->clients.done != NULL) {
		struct client *c = s->clients.done;

		s->clients.done = c->next_done;
		c->done = false;
		if (outbox_is_empty(&c->out))
			clients_leave(&s->clients, c, LEFT_ENDED);
	}
}

void
patience_end_shortage(struct server *s)
{
	if (s->door.starved && msec_since(&s->door.starved_at) >= RETRY)
		s->door.starved = false;
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

	if ((s->clients.done != NULL && !s->input.waits) ||
	    (s->local != NULL && s->local->pending && !s->local->away))
		return 0;
	if (s->idle >= 0 && s->clients.first != NULL && !user_is_busy(s))
		sooner(&msec,
		    s->idle * 1e3 - msec_since(&s->clients.first->touched));
	if (s->input.waits && s->clients.queued < s->clients.open)
		sooner(&msec, SLOW - lateness(s));
	if (s->door.starved)
		sooner(&msec, RETRY - msec_since(&s->door.starved_at));
	return msec;
}
