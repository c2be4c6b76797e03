/*
 * Sending to clients that have connections. What a datagram's sender is sent is
 * in datagrams.c.
 */
#include <errno.h>

#include "serve/deliver.h"

/* Both it and we may have nothing more to do here. */
void
deliver_end(struct server *s, struct client *c)
{
	if (!outbox_is_empty(&c->out) || c->leaving != STAYS)
		return;
	if (c->got_end)
		clients_is_done(&s->clients, c);
	else if (c->ending && sys_shutdown(s->sys, c->fd, SHUT_WR) == -1)
		clients_leave(&s->clients, c, LEFT_FAILED);
}

/* As much as the kernel takes. */
static size_t
send_now(struct server *s, struct client *c, const char *data, size_t size)
{
	size_t sent = 0;
	ssize_t n;

	while (sent < size) {
		n = sys_send(s->sys, c->fd, data + sent, size - sent, 0);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && would_wait(errno))
			break;
		if (n == -1) {
			clients_leave(&s->clients, c, LEFT_FAILED);
			break;
		}
		sent += (size_t)n;
	}
	c->sent += sent;
	if (sent > 0)
		server_touch(s, c);
	return sent;
}

void
deliver_bytes(struct server *s, struct client *c, const char *data, size_t n)
{
	bool empty = outbox_is_empty(&c->out);
	size_t sent;

	sent = empty ? send_now(s, c, data, n) : 0;
	if (c->leaving != STAYS || sent == n)
		return;
	if (!empty && outbox_waiting(&c->out) + n > CLIENT_BUFFER) {
		clients_leave(&s->clients, c, LEFT_DEAF);
	} else if (!outbox_keep(&c->out, data + sent, n - sent)) {
		clients_leave(&s->clients, c, LEFT_NO_ROOM);
	} else {
		s->clients.queued += empty;
		server_watch(s, c);
	}
}

void
deliver(struct server *s, struct client *c, const char *data, size_t n)
{
	if (c->leaving == STAYS && !c->ending)
		s->kind->send(s, c, data, n);
}

/* Counted, because server_touch() changes the order behind us. */
void
deliver_to_all(
    struct server *s, const struct client *but, const char *data, size_t n)
{
	struct client *c = s->clients.first, *next;

	for (unsigned left = s->clients.n; left > 0; left--, c = next) {
		next = c->next;
		if (c != but)
			deliver(s, c, data, n);
	}
}

/* A client reads again: what it has waited for goes on. */
void
deliver_rest(struct server *s, struct client *c)
{
	struct outbox *out = &c->out;

	out->done += send_now(s, c, out->data + out->done, outbox_waiting(out));
	if (c->leaving != STAYS || !outbox_is_empty(out))
		return;
	outbox_forget(out);
	s->clients.queued--;
	server_watch(s, c);
	deliver_end(s, c);
}

void
deliver_halfclose(struct server *s, struct client *c)
{
	if (c->ending || c->leaving != STAYS)
		return;
	c->ending = true;
	s->clients.open--;
	if (!c->got_end)
		deliver_end(s, c);
}
