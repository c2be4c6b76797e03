/*
 * connect --retry: who connects before the server is there waits for it. How one
 * try is made: net/connect.c.
 */
#include <errno.h>

#include "command/check.h"
#include "command/retry.h"
#include "know/errors.h"
#include "net/connect.h"
#include "text/address.h"
#include "text/wrap.h"

/* Milliseconds between one try and the next. */
enum { PAUSE = 1000 };

/* Nobody listens, nothing stands at the path, or no way leads there: each may
   be over by the next try. Others would be the same again. */
static bool
may_be_there_later(const struct session *s)
{
	if (s->wait.end != WAIT_FAILED)
		return s->wait.end == WAIT_EXPIRED;
	if (s->sys.failed.id != CALL_CONNECT)
		return false;
	switch (s->sys.failed.err) {
	case ECONNREFUSED:
	case ECONNRESET:
	case EHOSTDOWN:
	case EHOSTUNREACH:
	case ENETDOWN:
	case ENETUNREACH:
	case ENOENT:
	case ETIMEDOUT:
		return true;
	default:
		return false;
	}
}

static void
tell_try(struct session *s, double left)
{
	struct buf address = { 0 };
	int seconds = (int)(left + 0.999); /* in any language */

	put_address(&address,
	    s->wait.end == WAIT_EXPIRED ? &s->peer : &s->sys.failed.addr);
	wrap_plain(address.s);
	if (s->wait.end == WAIT_EXPIRED)
		session_say(s,
		    N_("sockdemo: connect %s: no answer came in time; it is "
		       "tried again for %d s"),
		    address.s, seconds);
	else
		session_say(s,
		    N_("sockdemo: connect %s: %s; it is tried again for "
		       "%d s"),
		    address.s, error_symbol(CALL_CONNECT, s->sys.failed.err),
		    seconds);
}

/* Whether there is to be another try, and by now it is time for it. */
static bool
goes_on(struct session *s, const struct timespec *since)
{
	double left = s->options->retry - seconds_since(since);

	if (left <= 0 || !may_be_there_later(s))
		return false;
	tell_try(s, left);
	wait_limit(&s->wait, -1);
	return wait_any(&s->wait, NULL, 0,
		   left * 1000 < PAUSE ? (int)(left * 1000) + 1 : PAUSE) != -1;
}

int
retry_connect(struct session *s, const struct addrinfo *addresses,
    const struct addrinfo *from)
{
	struct timespec since;
	int fd;

	clock_gettime(CLOCK_MONOTONIC, &since);
	do {
		wait_limit(&s->wait, s->options->wait);
		if (s->options->check && s->options->wait < 0)
			wait_limit(&s->wait, CHECK_PATIENCE);
		fd = net_connect(
		    &s->sys, addresses, from, &s->settings, &s->wait, &s->peer);
	} while (fd == -1 && goes_on(s, &since));
	return fd;
}
