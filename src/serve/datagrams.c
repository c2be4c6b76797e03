/*
 * A turn of a server whose clients send datagrams. One recvfrom() is one
 * datagram, and says whose it is; one sendto() is an answer. No listen(), no
 * accept(), no socket for each client: what is known of them is a table of
 * addresses.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "serve/datagrams.h"
#include "serve/deliver.h"
#include "serve/patience.h"
#include "serve/user.h"

/*
 * The table of addresses: chains of those that have the same hash (FNV-1a). It
 * begins with a number that no sender knows, who could otherwise choose
 * addresses that all come to stand in one chain, and have each datagram cost a
 * walk along it.
 */
static struct client **
chain_of(
    const struct server *s, const struct sockaddr_storage *addr, socklen_t len)
{
	const unsigned char *byte = (const unsigned char *)addr;
	uint32_t hash = s->seed;

	for (socklen_t i = 0; i < len; i++)
		hash = (hash ^ byte[i]) * 16777619u;
	return &s->by_address[hash % s->max];
}

static struct client *
find(const struct server *s, const struct sockaddr_storage *addr, socklen_t len)
{
	struct client *c = *chain_of(s, addr, len);

	while (c != NULL && (c->len != len || memcmp(&c->addr, addr, len) != 0))
		c = c->next_same;
	return c;
}

/* Those that leave do so at once: there is no socket of theirs that an event
   could still be about. */
static void
forget_gone(struct server *s)
{
	for (struct client *c = s->clients.gone; c != NULL; c = c->next_gone) {
		struct client **at = chain_of(s, &c->addr, c->len);

		while (*at != c)
			at = &(*at)->next_same;
		*at = c->next_same;
	}
	server_release(s);
}

static void
make_room(struct server *s)
{
	server_tell_full(s);
	clients_leave(&s->clients, s->clients.first, LEFT_REPLACED);
	forget_gone(s);
}

/* NULL, where there is no memory. */
static struct client *
remember(struct server *s, const struct sockaddr_storage *addr, socklen_t len)
{
	struct note note = { .kind = NOTE_SENDER,
		.fd = s->listener,
		.source = "recvfrom",
		.raddr = *addr };
	struct client **chain = chain_of(s, addr, len), *c;

	if (s->clients.n >= s->max)
		make_room(s);
	c = clients_add_sender(&s->clients, s->listener, addr, len);
	if (c == NULL) {
		server_tell_let_go(s, addr);
		return NULL;
	}
	c->next_same = *chain;
	*chain = c;
	wait_limit(s->wait, -1); /* somebody is there */
	note.client = c->number;
	if (s->ops->is_itself(s, addr)) {
		note.laddr = *addr;
		clients_is_deaf(&s->clients, c);
	}
	sys_note(s->sys, &note);
	s->ops->came(s, c);
	return c;
}

/* A datagram of theirs, which begins in .data. */
static void
pass_on(struct server *s, struct client *c, size_t n)
{
	c->received += n;
	clients_is_latest(&s->clients, c);
	if (s->ops->heard != NULL && n > 0)
		s->ops->heard(s, c, s->display.data, n);
	if (s->echo)
		deliver(s, c, s->display.data, n);
	user_show(s, c, n);
	if (s->ops->heard != NULL)
		s->ops->heard(s, c, s->display.data, 0);
}

/* MSG_TRUNC: the result is the datagram's size, also where it did not fit.
   Returns whether there was one. */
static bool
receive(struct server *s)
{
	struct sockaddr_storage from = { 0 };
	socklen_t len = sizeof(from);
	size_t size = s->no_read ? s->asked : s->read_size;
	struct client *c;
	ssize_t n;

	n = sys_recvfrom(s->sys, s->listener, s->display.data, size, MSG_TRUNC,
	    (struct sockaddr *)&from, &len);
	if (n == -1) {
		if (!would_wait(errno) && errno != EINTR)
			server_starve(s);
		return false;
	}
	s->asked = 0;
	c = find(s, &from, len);
	if (c == NULL)
		c = remember(s, &from, len);
	if (c != NULL)
		pass_on(s, c, (size_t)n < size ? (size_t)n : size);
	forget_gone(s);
	return true;
}

/* Whether an error of sendto() says that a client's address is nobody's. */
static bool
is_nobodys(const struct client *c, int err)
{
	return c->addr.ss_family == AF_UNIX &&
	    (err == ECONNREFUSED || err == ENOENT);
}

static void
send_datagram(struct server *s, struct client *c, const char *data, size_t n)
{
	ssize_t sent;

	do
		sent = sys_sendto(s->sys, c->fd, data, n, 0,
		    (const struct sockaddr *)&c->addr, c->len);
	while (sent == -1 && errno == EINTR);
	if (sent != -1) {
		c->sent += (unsigned long long)sent;
		return;
	}
	c->lost++;
	if (is_nobodys(c, errno))
		clients_leave(&s->clients, c, LEFT_FAILED);
	else
		s->ops->lost(s, c);
}

static int
watch(struct server *s)
{
	bool deaf;

	patience_end_shortage(s);
	deaf =
	    user_is_busy(s) || s->door.starved || (s->no_read && s->asked == 0);
	return watch_set(s->wait, &s->socket, deaf ? 0 : EPOLLIN);
}

static void
turn(struct server *s)
{
	int i = 0;

	for (; i < TURN_MOST && s->socket.ready != 0; i++)
		if (user_is_busy(s) || s->stopped ||
		    (s->no_read && s->asked == 0) || !receive(s))
			break;
	if (i < TURN_MOST) /* more may wait to be received */
		patience_end_idle(s);
	forget_gone(s);
}

static void
open_table(struct server *s)
{
	if (s->max == 0)
		s->max = SENDERS;
	if (getrandom(&s->seed, sizeof(s->seed), GRND_NONBLOCK) == -1)
		s->seed = 2166136261u; /* as everybody's */
	s->by_address = calloc(s->max, sizeof(s->by_address[0]));
	if (s->by_address == NULL)
		server_stop(s, OVER_MEMORY);
}

static void
close_table(struct server *s)
{
	free(s->by_address);
}

/* Our user's end is nobody's concern but ours: there is no .halfclose. */
const struct server_kind datagrams = { .open = open_table,
	.watch = watch,
	.turn = turn,
	.send = send_datagram,
	.close = close_table };
