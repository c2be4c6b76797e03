/*
 * What is asked for of this program's own sockets, by /state, /queues, /info:
 * now, and not after a step.
 */
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "observe/observer.h"
#include "probe/probe.h"

static const struct owner ours;

/* A descriptor's; -1: the one that was closed last. */
static struct subject *
asked_for(struct observer *o, int fd)
{
	return fd != -1 ? subject_of(&o->all, &ours, fd) : o->all.closed[0];
}

const struct subject *
observer_see(struct observer *o, int fd, struct seen *seen)
{
	struct subject *s = asked_for(o, fd);

	if (s == NULL || !subject_is_tcp(s) || !subject_see(&o->all, s, seen))
		return NULL;
	return s;
}

const struct subject *
observer_see_tcp(struct observer *o, int fd, struct seen *seen)
{
	const struct subject *s = observer_see(o, fd, seen);

	if (s != NULL)
		probe_congestion(o->all.quiet, fd, seen);
	return s;
}

const struct subject *
observer_see_queues(struct observer *o, int fd, struct seen *seen)
{
	struct subject *s = subject_of(&o->all, &ours, fd);

	if (s == NULL || !subject_see_queues(&o->all, s, seen))
		return NULL;
	probe_memory(o->all.quiet, fd, seen);
	return s;
}

/* The kernel gives it away: from then on it is here. */
const struct seen_syn *
observer_see_syn(struct observer *o, int fd)
{
	struct subject *s = asked_for(o, fd);

	if (s == NULL)
		return NULL;
	return fd != -1 ? subject_read_syn(&o->all, s) : s->syn;
}

/* Also where a call told of it already. */
void
observer_closed(struct observer *o, int fd,
    const struct sockaddr_storage *laddr, const struct sockaddr_storage *raddr)
{
	struct subject *s = subject_known(&o->all, &ours, fd);
	const struct subject *last = o->all.closed[0];

	if (s == NULL && last != NULL &&
	    memcmp(&last->laddr, laddr, sizeof(*laddr)) == 0 &&
	    memcmp(&last->raddr, raddr, sizeof(*raddr)) == 0)
		return;
	if (s == NULL)
		s = calloc(1, sizeof(*s));
	if (s == NULL)
		return;
	s->type = SOCK_STREAM;
	s->protocol = IPPROTO_TCP;
	s->laddr = *laddr;
	s->raddr = *raddr;
	subject_closed(&o->all, s);
}

enum diag_answer
observer_see_other_end(
    struct observer *o, const struct subject *s, struct seen *seen)
{
	seen_clear(seen);
	if (s->raddr.ss_family == 0)
		return DIAG_NONE;
	return diag_find(&o->all.diag, &s->raddr, &s->laddr, seen);
}
