/*
 * Who comes to a server of connections. The sockets themselves are net/'s
 * business (listen.h, close.h).
 */
#include <errno.h>

#include "net/accept.h"
#include "net/close.h"
#include "serve/admit.h"
#include "serve/deliver.h"

/* Another client waits, and has to go on waiting, in the kernel's queue. */
static void
be_full(struct server *s)
{
	s->door.full = true;
	server_tell_full(s);
}

static void
welcome(struct server *s, int fd, const struct sockaddr_storage *addr)
{
	struct client *c = NULL;

	if (!access_allows(s->access, addr)) {
		net_turn_away(s->sys, fd, addr);
		return;
	}
	if (net_set(s->sys, fd, s->settings, SETTING_CONNECTED) == -1) {
		server_stop(
		    s, OVER_FAILED); /* the next client's would fail too */
		sys_close(s->sys, fd);
		return;
	}
	if (descriptor_set_nonblocking(s->sys, fd) == 0)
		c = clients_add(&s->clients, fd, addr);
	if (c == NULL) {
		server_tell_let_go(s, addr);
		sys_close(s->sys, fd);
		return;
	}
	wait_limit(s->wait, -1); /* somebody came */
	s->ops->came(s, c);
	server_watch(s, c);
	if (s->input.over && !s->no_shutdown)
		deliver_halfclose(s, c);
}

bool
admit_is_full(const struct server *s)
{
	return s->max != 0 && s->clients.n >= s->max;
}

bool
admit_one(struct server *s)
{
	struct sockaddr_storage addr = { 0 };
	socklen_t len = sizeof(addr);
	int fd, err;

	fd = sys_accept(s->sys, s->listener, (struct sockaddr *)&addr, &len);
	if (fd != -1)
		welcome(s, fd, &addr);
	else if (!net_died_in_queue(errno)) {
		err = errno;
		if (!would_wait(err))
			server_starve(s);
		errno = err;
		return false;
	}
	return !s->stopped;
}

void
admit_clients(struct server *s)
{
	for (int i = 0; i < TURN_MOST; i++) {
		if (admit_is_full(s)) {
			if (i == 0)
				be_full(s);
			return;
		}
		if (!admit_one(s))
			return;
	}
}
