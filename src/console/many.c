/*
 * What is asked of many clients at the prompt: /clients, /to, /close N and the
 * like. The table of all commands is in commands.c.
 */
#include <stdio.h>
#include <stdlib.h>

#include "console/info.h"
#include "console/kernel.h"
#include "console/many.h"
#include "console/set.h"
#include "probe/probe.h"
#include "serve/deliver.h"
#include "text/address.h"
#include "text/safe.h"

struct client *
many_named(struct console *console, const char *arg)
{
	struct service *service = console->service;
	struct client *client = NULL;
	char safe[64], *end;
	unsigned long n = strtoul(arg, &end, 10);

	if (*arg == '\0' && service->target == 0) {
		session_say(service->session,
		    N_("the number of a client was expected; /clients shows "
		       "them"));
		return NULL;
	}
	if (*arg == '\0')
		n = service->target;
	end += strspn(end, " ");
	if (*end == '\0' && n <= service->server.clients.last_number)
		client = clients_find(&service->server.clients, (unsigned)n);
	if (client != NULL)
		return client;
	if (*arg != '\0')
		safe_name(arg, safe, sizeof(safe));
	else
		snprintf(safe, sizeof(safe), "%lu", n);
	session_say(service->session,
	    N_("there is no client %s; /clients shows them"), safe);
	return NULL;
}

static int
by_number(const void *a, const void *b)
{
	const struct client *const *one = a, *const *other = b;

	return ((*one)->number > (*other)->number) -
	    ((*one)->number < (*other)->number);
}

/* Of what has a connection and no address, the process is known. */
static void
put_client(struct service *service, const struct client *c, struct buf *buf)
{
	struct note note = { .kind = NOTE_CREDENTIALS };

	if (address_is_unnamed(&c->addr) && !service->session->options->udp &&
	    probe_credentials(&service->session->quiet, c->fd, &note))
		buf_printf(buf, "pid %ld", note.pid);
	else
		put_short_address(buf, &c->addr);
}

static void
list_one(struct service *service, const struct client *c)
{
	struct out *out = &service->session->screen.out;
	struct buf raddr = { 0 };

	put_client(service, c, &raddr);
	LANGS_EACH (lang, service->session->narrator.langs) {
		struct buf line = { 0 };

		buf_printf(&line,
		    tr(lang, "client %u: %s; bytes sent: %llu; received: %llu"),
		    c->number, raddr.s, c->sent, c->received);
		if (c->lost > 0) {
			buf_put(&line, " ");
			buf_printf(&line,
			    trn(lang, "(%lu datagram was lost)",
				"(%lu datagrams were lost)", c->lost),
			    c->lost);
		}
		out->line(out, MARK_EXPLAIN, line.s);
	}
}

void
many_list(struct console *console, const char *arg)
{
	struct server *server = &console->service->server;
	const struct client **all =
	    calloc(server->clients.n + 1, sizeof(all[0]));
	unsigned n = 0;

	(void)arg;
	if (all == NULL)
		return;
	if (server->clients.n == 0)
		session_say(console->session, N_("there is no client"));
	for (struct client *c = server->clients.first; c != NULL; c = c->next)
		if (c->leaving == STAYS)
			all[n++] = c;
	qsort(all, n, sizeof(all[0]), by_number);
	for (unsigned i = 0; i < n; i++)
		list_one(console->service, all[i]);
	free(all);
}

void
many_info(struct console *console, const char *arg)
{
	const struct client *c = many_named(console, arg);

	if (c == NULL)
		return;
	if (console->session->options->udp) /* the socket is everybody's */
		list_one(console->service, c);
	info_show(console->session, c->fd, c->sent, c->received);
}

void
many_state(struct console *console, const char *arg)
{
	const struct service *service = console->service;
	const struct client *c;

	if (!kernel_is_tcp(console->session, "/state"))
		return;
	if (*arg == '\0' && service->target == 0) {
		kernel_state(console->session, service->server.listener, false);
		return;
	}
	c = many_named(console, arg);
	if (c != NULL)
		kernel_state(console->session, c->fd, false);
}

/* Without a number, those that wait to be accepted as well. */
void
many_queues(struct console *console, const char *arg)
{
	const struct service *service = console->service;
	bool udp = console->session->options->udp;
	const struct client *c;

	if (*arg == '\0')
		kernel_queues(console->session, service->server.listener);
	if (udp || (*arg == '\0' && service->target == 0))
		return; /* the socket is everybody's */
	c = many_named(console, arg);
	if (c != NULL)
		kernel_queues(console->session, c->fd);
}

void
many_tcp(struct console *console, const char *arg)
{
	const struct client *c;

	if (!kernel_is_tcp(console->session, "/tcp"))
		return;
	c = many_named(console, arg);
	if (c != NULL)
		kernel_tcp(console->session, c->fd);
}

void
many_syn(struct console *console, const char *arg)
{
	const struct client *c;

	if (!kernel_is_tcp(console->session, "/syn"))
		return;
	c = many_named(console, arg);
	if (c != NULL)
		kernel_syn(console->session, c->fd, false);
}

void
many_to(struct console *console, const char *arg)
{
	const struct client *c = many_named(console, arg);

	if (c == NULL)
		return;
	console->service->target = c->number;
	service_show_target(console->service);
}

void
many_all(struct console *console, const char *arg)
{
	(void)arg;
	console->service->target = 0;
	service_show_target(console->service);
}

void
many_halfclose(struct console *console, const char *arg)
{
	struct server *server = &console->service->server;
	struct client *c;

	if (console->session->options->udp) {
		session_say(console->session,
		    N_("/halfclose: what is sent as datagrams has no end"));
		return;
	}
	c = many_named(console, arg);
	if (c == NULL)
		return;
	deliver_halfclose(server, c);
	session_say(console->session,
	    outbox_is_empty(&c->out)
		? N_("this end finished sending to client %u; it can still "
		     "send")
		: N_("this end finishes sending to client %u once it has read "
		     "what waits for it"),
	    c->number);
}

void
many_close(struct console *console, const char *arg)
{
	struct client *c = many_named(console, arg);

	if (c != NULL)
		server_close(&console->service->server, c, false);
}

void
many_reset(struct console *console, const char *arg)
{
	struct client *c;

	if (console->session->options->udp ||
	    console->session->endpoint->path != NULL) {
		session_say(console->session,
		    N_("/reset: only a TCP connection is cut with an RST"));
		return;
	}
	c = many_named(console, arg);
	if (c != NULL)
		server_close(&console->service->server, c, true);
}

void
many_set(struct console *console, const char *arg)
{
	const struct client *c;

	if (console->session->options->udp) {
		set_command(
		    console->session, console->service->server.listener, arg);
		return;
	}
	if (console->service->target == 0) {
		session_say(console->session,
		    N_("/set: choose one client first, with /to N"));
		return;
	}
	c = many_named(console, "");
	if (c != NULL)
		set_command(console->session, c->fd, arg);
}

void
many_quit(struct console *console, const char *arg)
{
	(void)arg;
	server_quit(&console->service->server);
}
