/*
 * /accept, /read, /fill. What they do is talk/provoke.h's and serve/'s.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "console/kernel.h"
#include "console/many.h"
#include "console/provoke.h"
#include "know/names.h"
#include "probe/probe.h"
#include "serve/admit.h"
#include "talk/provoke.h"

enum { MOST = 1 << 30 };

void
provoke_accept(struct console *console, const char *arg)
{
	struct server *server = &console->service->server;

	(void)arg;
	if (!server->no_accept)
		session_say(console->session,
		    N_("/accept: who comes is accepted at once; start with "
		       "--no-accept"));
	else if (admit_is_full(server))
		session_say(console->session,
		    N_("/accept: there are as many clients as --max-clients "
		       "allows"));
	else if (!admit_one(server) && would_wait(errno))
		session_say(console->session,
		    N_("no connection waits: accept() would wait for one"));
}

/* "2048"; what is missing is *otherwise*. Returns 0 where it is no number of
   bytes, which has been told. */
static size_t
number(struct console *console, const char *command, const char *arg,
    size_t otherwise)
{
	size_t digits = strspn(arg, "0123456789");
	unsigned long n = strtoul(arg, NULL, 10);

	if (*arg == '\0' && otherwise != 0)
		return otherwise;
	if (digits > 0 && digits < 11 && arg[digits] == '\0' && n > 0 &&
	    n <= MOST)
		return n;
	session_say(console->session,
	    N_("%s: a number of bytes was expected, from 1 to %d"), command,
	    MOST);
	return 0;
}

/* recv() of a blocking socket would wait; here we do. */
static void
say_whether_it_waits(struct session *s, int fd)
{
	if (!probe_is_readable(&s->quiet, fd))
		session_say(s,
		    N_("nothing has come yet: recv() waits until something "
		       "does"));
}

static void
read_of_many(struct console *console, size_t n)
{
	struct server *server = &console->service->server;
	struct client *client = NULL;
	bool datagrams = console->session->options->udp;

	if (!datagrams && console->service->target == 0) {
		session_say(console->session,
		    N_("/read: choose one client first, with /to N"));
		return;
	}
	if (!datagrams)
		client = many_named(console, "");
	if (!datagrams && client == NULL)
		return;
	if (server_read(server, client, n))
		say_whether_it_waits(console->session,
		    client != NULL ? client->fd : server->listener);
	else
		session_say(console->session,
		    N_("/read: there is nothing more to read"));
}

void
provoke_read(struct console *console, const char *arg)
{
	struct session *s = console->session;
	struct conversation *c = console->conversation;
	size_t n;

	if (!s->options->no_read) {
		session_say(s,
		    N_("/read: what comes is received at once; start with "
		       "--no-read"));
		return;
	}
	n = number(console, "/read", arg, session_read_size(s));
	if (n == 0)
		return;
	if (c == NULL)
		read_of_many(console, n);
	else if (conversation_read(c, n))
		say_whether_it_waits(s, c->fd);
	else
		session_say(s, N_("/read: there is nothing more to read"));
}

/* Where it stopped, and why: which error, and what the kernel shows. */
static void
tell_filled(struct session *s, int fd, const struct filled *filled)
{
	if (filled->err == 0)
		session_say(s, N_("all %zu bytes were taken; send() calls: %u"),
		    filled->taken, filled->sends);
	else
		session_say(s,
		    N_("%zu of %zu bytes were taken; send() calls: %u; the next "
		       "one failed with %s"),
		    filled->taken, filled->asked, filled->sends,
		    name_errno(filled->err));
	if (filled->err == 0 || would_wait(filled->err))
		kernel_queues(s, fd);
}

static void
fill_one_of_many(struct console *console, struct filled *filled)
{
	struct server *server = &console->service->server;
	bool datagrams = console->session->options->udp;
	struct client *client;

	if (console->service->target == 0) {
		session_say(console->session,
		    N_("/fill: choose one client first, with /to N"));
		return;
	}
	client = many_named(console, "");
	if (client == NULL)
		return;
	if (!outbox_is_empty(&client->out) || client->ending ||
	    net_fill(server->sys, client->fd,
		(const struct sockaddr *)&client->addr, client->len,
		datagrams ? FILL_DATAGRAM : filled->asked, filled) == -1) {
		session_say(
		    console->session, N_("/fill: nothing can be sent now"));
		return;
	}
	client->sent += filled->taken;
	tell_filled(console->session, client->fd, filled);
}

void
provoke_fill(struct console *console, const char *arg)
{
	struct conversation *c = console->conversation;
	struct filled filled = { .asked = number(console, "/fill", arg, 0) };

	if (filled.asked == 0)
		return;
	if (c == NULL)
		fill_one_of_many(console, &filled);
	else if (conversation_fill(c, &filled))
		tell_filled(console->session, c->fd, &filled);
	else
		session_say(
		    console->session, N_("/fill: nothing can be sent now"));
}
