/*
 * What a server of many clients (src/serve/) has its owner do: tell who comes
 * and leaves, show what they say, and pass on what is typed.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "command/keep_open.h"
#include "console/client_lines.h"
#include "console/commands.h"
#include "know/errors.h"
#include "probe/probe.h"
#include "serve/connections.h"
#include "serve/datagrams.h"
#include "session/report.h"
#include "text/address.h"
#include "text/lines.h"
#include "text/utf8.h"

static ssize_t
show(struct server *server, struct client *client, const char *data, size_t n)
{
	struct service *service = server->owner;
	struct local *local = &service->streams.local;

	if (!service->screen)
		return local->ops->write(local, data, n);
	if (client != NULL && client->owner != NULL)
		client_lines_show(client->owner, data, n);
	return (ssize_t)n;
}

static int
settle(struct server *server)
{
	struct local *local = server->local;
	int lines = client_lines_settle(server->owner), msec = -1;

	if (local != NULL && local->ops->settle != NULL)
		msec = local->ops->settle(local);
	return msec == -1 || (lines != -1 && lines < msec) ? lines : msec;
}

static void
heard(struct server *server, struct client *client, const char *data, size_t n)
{
	struct service *service = server->owner;

	if (client->owner == NULL)
		return;
	if (n == 0)
		client_lines_end(client->owner);
	else if (service->session->options->chat)
		client_lines_say(client->owner, data, n);
}

/* What is typed. */

static void
relay_typed(void *owner, const char *line, size_t n)
{
	struct service *service = owner;
	struct client *target;

	if (service_target(service, &target))
		client_lines_relay(service, "server", NULL, target, line, n);
}

static void
said(struct server *server, const char *data, size_t n)
{
	struct service *service = server->owner;

	service->failure = 0;
	if (!service->session->options->chat && n > 0)
		service_send(service, data, n);
	else if (n > 0)
		lines_add(&service->typed, data, n, relay_typed, service);
	else
		lines_end(&service->typed, relay_typed, service);
}

static void
input_failed(struct server *server)
{
	struct service *service = server->owner;

	session_input_failed(service->session, errno);
}

/* Clients come and leave. */

static void
tell_accepted(struct session *s, const struct client *client)
{
	struct note note = { .kind = NOTE_ACCEPTED,
		.fd = client->fd,
		.client = client->number,
		.source = "getsockname, getpeername" };

	if (s->sys.sinks == NULL)
		return;
	probe_addresses(&s->quiet, client->fd, &note.laddr, &note.raddr);
	if (note.raddr.ss_family == 0) /* it has reset already */
		note.raddr = client->addr;
	if (address_is_unnamed(&note.raddr))
		probe_credentials(&s->quiet, client->fd, &note);
	sys_note(&s->sys, &note);
	session_tell_credentials(s, client->fd);
}

static void
open_prompt(struct service *service)
{
	service_show_target(service);
	console_open_service(
	    &service->console, service->session, service, &prompt_commands);
	service->prompting = true;
	service->server.local = &service->console.prompt.local;
}

static void
came(struct server *server, struct client *client)
{
	struct service *service = server->owner;
	struct session *s = service->session;

	if (!s->options->udp)
		tell_accepted(s, client);
	if (service->screen || s->options->chat) {
		client->owner = client_lines_new(service, client);
		if (client->owner == NULL)
			clients_leave(&server->clients, client, LEFT_NO_ROOM);
	}
	if (server->local == NULL && !s->options->echo)
		open_prompt(service); /* now there is somebody to talk to */
}

/* A datagram is lost, and others may be: for each client that is told once, and
   an error that is not its own once for all of them. */
static void
lost(struct server *server, struct client *client)
{
	struct service *service = server->owner;
	struct buf raddr = { 0 };
	int err = errno;

	put_short_address(&raddr, &client->addr);
	if (would_wait(err) && client->lost == 1) {
		session_say(service->session,
		    N_("sockdemo: client %u, %s: no room for a datagram, which is "
		       "lost"),
		    client->number, raddr.s);
	} else if (!would_wait(err) && service->failure != err) {
		session_failed(service->session);
		service->failure = err;
	}
}

/* A false address, or an answer of ours that came back. */
static bool
is_itself(struct server *server, const struct sockaddr_storage *addr)
{
	struct service *service = server->owner;
	const struct sockaddr_storage *own = &service->session->own;
	struct sockaddr_storage plain = address_plain(addr);
	struct interfaces all;

	if (address_port(addr) == 0 || address_port(addr) != address_port(own))
		return false;
	if (address_equal(addr, own) || !address_is_any(own))
		return address_equal(addr, own);
	if (address_is_loopback(&plain))
		return true;
	probe_interfaces(&service->session->quiet, &all);
	return interfaces_have(&all, &plain);
}

/* What a client did not get is told wherever errors are. */
static void
tell_cut_off(struct service *service, const struct client *client)
{
	struct session *s = service->session;
	struct buf who = { 0 };

	buf_printf(&who, "%u", client->number);
	if (!address_is_unnamed(&client->addr)) {
		buf_put(&who, ", ");
		put_short_address(&who, &client->addr);
	}
	if (s->options->udp && client->leaving == LEFT_IDLE)
		session_say(s,
		    N_("sockdemo: client %s: nothing came for too long (-i): "
		       "forgotten"),
		    who.s);
	else if (s->options->udp && client->leaving == LEFT_FAILED)
		session_say(s,
		    N_("sockdemo: client %s: no program has this address any "
		       "more: forgotten"),
		    who.s);
	else if (client->leaving == LEFT_IDLE)
		report_idle_client(
		    &s->screen.out, s->narrator.langs, who.s, s->options->idle);
	else if (client->leaving == LEFT_DEAF)
		session_say(service->session,
		    N_("sockdemo: client %s: does not read fast enough: cut off"),
		    who.s);
	else if (client->leaving == LEFT_NO_ROOM)
		session_say(s,
		    N_("sockdemo: client %s: there is no memory left for it: "
		       "cut off"),
		    who.s);
}

static void
left(struct server *server, struct client *client)
{
	struct service *service = server->owner;
	struct note note = { .kind = NOTE_OVER,
		.fd = client->fd,
		.client = client->number,
		.raddr = client->addr,
		.sent = client->sent,
		.received = client->received };

	if (client->owner != NULL)
		client_lines_free(client->owner);
	tell_cut_off(service, client);
	if (client->leaving == LEFT_SERVER ||
	    service->session->sys.sinks == NULL)
		return;
	note.seconds = seconds_since(&client->since);
	sys_note(&service->session->sys, &note);
}

static void
starved(struct server *server)
{
	struct session *s = ((struct service *)server->owner)->session;
	bool descriptors = errno == EMFILE;

	session_failed(s);
	if (descriptors)
		session_say(s,
		    N_("The clients that are here stay; others wait until one "
		       "of them leaves."));
	else
		session_say(s,
		    N_("The clients that are here stay; it is tried again once "
		       "a second."));
}

/* Of those who have no address, nothing is to be said. */
static void
let_go(struct server *server, const struct sockaddr_storage *addr)
{
	struct service *service = server->owner;
	struct buf who = { 0 };

	put_short_address(&who, addr);
	session_say(service->session,
	    N_("sockdemo: %s: there is no memory for a client more; %s is let "
	       "go, and so may others be"),
	    error_symbol(CALL_ACCEPT, errno), who.s);
}

/* As many clients as the system lets us have; each is a descriptor. */
static void
raise_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static int
report_outcome(struct session *s, struct server *server, enum outcome outcome)
{
	static const enum wait_end ends[] = { [OVER_FAILED] = WAIT_FAILED,
		[OVER_IDLE] = WAIT_EXPIRED,
		[OVER_SIGNAL] = WAIT_SIGNAL };

	if (outcome == OVER)
		return 0;
	if (outcome == OVER_LOCAL)
		return session_file_failed(
		    s, server->local_write_failed, server->err);
	if (outcome == OVER_MEMORY) {
		report_memory(&s->screen.out, s->narrator.langs);
		return 1;
	}
	s->wait.end = ends[outcome];
	return session_wait_failed(s);
}

static void
set_up(struct service *service, struct session *s, int listener)
{
	static const struct server_ops all = { .came = came,
		.left = left,
		.heard = heard,
		.show = show,
		.said = said,
		.input_failed = input_failed,
		.starved = starved,
		.let_go = let_go,
		.lost = lost,
		.is_itself = is_itself,
		.settle = settle };
	static const struct server_ops echo = { .came = came,
		.left = left,
		.starved = starved,
		.let_go = let_go,
		.lost = lost,
		.is_itself = is_itself };
	struct sockaddr_storage nobody;
	const struct options *o = s->options;

	*service =
	    (struct service){ .session = s, .screen = isatty(STDOUT_FILENO) };
	if (o->udp)
		probe_addresses(&s->quiet, listener, &s->own, &nobody);
	if (service->screen)
		utf8_locale(); /* they may come to have every descriptor */
	service->server = (struct server){ .sys = &s->sys,
		.wait = &s->wait,
		.listener = listener,
		.kind = o->udp ? &datagrams : &connections,
		.access = &o->access,
		.settings = &s->settings,
		/* What is sent back is not kept: it is shown to who looks on,
		   and to nobody else. */
		.ops = o->echo && !service->screen ? &echo : &all,
		.owner = service,
		.read_size = o->no_read ? SILENT_SIZE : session_read_size(s),
		.max = o->max_clients,
		.idle = o->idle,
		.echo = o->echo,
		.exit_on_eof = o->exit_on_eof,
		.no_shutdown = o->no_shutdown || o->chat,
		.no_accept = o->no_accept,
		.no_read = o->no_read };
	streams_init(&service->streams, &s->screen, o->crlf && !o->chat);
	if (!o->echo && !prompt_is_possible())
		service->server.local = &service->streams.local;
	else if (prompt_is_possible() &&
	    (o->no_accept || (o->no_read && o->udp)))
		open_prompt(service); /* or nobody would ever come */
}

int
keep_open(struct session *s, int listener)
{
	struct service service;
	enum outcome outcome;

	raise_limit();
	set_up(&service, s, listener);
	outcome = serve(&service.server);
	free(service.typed.data);
	if (service.prompting)
		console_close(&service.console);
	return report_outcome(s, &service.server, outcome);
}
