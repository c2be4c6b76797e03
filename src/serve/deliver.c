#include <errno.h>

#include "serve/deliver.h"

/* Both it and we may have nothing more to do here. */
void
client_look_for_end(struct server *s, struct client *c)
{
	if (!outbox_is_empty(&c->out) || c->leaving != STAYS)
		return;
	if (c->got_end && !c->done) {
		c->done = true;
		c->next_done = s->done;
		s->done = c;
	} else if (c->got_end) {
		return;
	} else if (c->ending && sys_shutdown(s->sys, c->fd, SHUT_WR) == -1) {
		client_leave(s, c, LEFT_FAILED);
	}
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
			client_leave(s, c, LEFT_FAILED);
			break;
		}
		sent += (size_t)n;
	}
	c->sent += sent;
	if (sent > 0)
		client_touch(s, c);
	return sent;
}

void
client_send(struct server *s, struct client *c, const char *data, size_t n)
{
	bool empty = outbox_is_empty(&c->out);
	size_t sent;

	sent = empty ? send_now(s, c, data, n) : 0;
	if (c->leaving != STAYS || sent == n)
		return;
	if (!empty && outbox_waiting(&c->out) + n > CLIENT_BUFFER) {
		client_leave(s, c, LEFT_DEAF);
	} else if (!outbox_keep(&c->out, data + sent, n - sent)) {
		client_leave(s, c, LEFT_FAILED);
	} else {
		s->queued += empty;
		client_watch(s, c);
	}
}

void
server_send(struct server *s, struct client *c, const char *data, size_t n)
{
	if (c->leaving == STAYS && !c->ending)
		s->deliver(s, c, data, n);
}

/* Counted, because client_touch() changes the order behind us. */
void
server_send_all(
    struct server *s, const struct client *but, const char *data, size_t n)
{
	struct client *c = s->first, *next;

	for (unsigned left = s->n; left > 0; left--, c = next) {
		next = c->next;
		if (c != but)
			server_send(s, c, data, n);
	}
}

/* A client reads again: what it has waited for goes on. */
void
client_send_rest(struct server *s, struct client *c)
{
	struct outbox *out = &c->out;

	out->done += send_now(s, c, out->data + out->done, outbox_waiting(out));
	if (c->leaving != STAYS || !outbox_is_empty(out))
		return;
	outbox_forget(out);
	s->queued--;
	client_watch(s, c);
	client_look_for_end(s, c);
}

void
server_halfclose(struct server *s, struct client *c)
{
	if (c->ending || c->leaving != STAYS)
		return;
	c->ending = true;
	s->open--;
	if (!c->got_end)
		client_look_for_end(s, c);
}
