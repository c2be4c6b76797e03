#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "command/clients.h"
#include "command/crowd.h"
#include "command/report.h"
#include "command/slash.h"
#include "command/visitor.h"
#include "probe/probe.h"
#include "serve/connections.h"
#include "serve/datagrams.h"
#include "text/address.h"
#include "text/lines.h"
#include "text/utf8.h"

static ssize_t
show(struct server *server, struct client *client, const char *data, size_t n)
{
	struct crowd *crowd = server->owner;
	struct local *local = &crowd->streams.local;

	if (!crowd->screen)
		return local->ops->write(local, data, n);
	if (client != NULL && client->owner != NULL)
		visitor_show(client->owner, data, n);
	return (ssize_t)n;
}

static int
settle(struct server *server)
{
	struct local *local = server->local;

	if (local != NULL && local->ops->settle != NULL)
		local->ops->settle(local);
	return visitors_settle(server->owner);
}

static void
heard(struct server *server, struct client *client, const char *data, size_t n)
{
	struct crowd *crowd = server->owner;

	if (client->owner == NULL)
		return;
	if (n == 0)
		visitor_end(client->owner);
	else if (crowd->session->options->chat)
		visitor_say(client->owner, data, n);
}

/* What is typed. */

static void
relay_typed(void *owner, const char *line, size_t n)
{
	struct crowd *crowd = owner;
	struct client *target;

	if (crowd_find_target(crowd, &target))
		visitors_relay(crowd, "server", NULL, target, line, n);
}

static void
said(struct server *server, const char *data, size_t n)
{
	struct crowd *crowd = server->owner;

	crowd->failure = 0;
	if (!crowd->session->options->chat && n > 0)
		crowd_send(crowd, data, n);
	else if (n > 0)
		lines_add(&crowd->typed, data, n, relay_typed, crowd);
	else
		lines_end(&crowd->typed, relay_typed, crowd);
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
came(struct server *server, struct client *client)
{
	struct crowd *crowd = server->owner;
	struct session *s = crowd->session;

	if (!s->options->udp)
		tell_accepted(s, client);
	if (crowd->screen || s->options->chat)
		client->owner = visitor_new(crowd, client);
	if (server->local != NULL || s->options->echo)
		return;
	/* Now there is somebody to talk to. */
	crowd_show_target(crowd);
	chat_open_crowd(&crowd->chat, s, crowd, &slash_ops);
	crowd->prompting = true;
	server->local = &crowd->chat.prompt.local;
}

/* A datagram is lost, and others may be: for each client that is told once, and
   an error that is not its own once for all of them. */
static void
lost(struct server *server, struct client *client)
{
	struct crowd *crowd = server->owner;
	struct buf raddr = { 0 };
	int err = errno;

	put_short_address(&raddr, &client->addr);
	if (would_wait(err) && client->lost == 1) {
		session_say(crowd->session,
		    N_("sockdemo: client %u, %s: no room for a datagram, which is "
		       "lost"),
		    client->number, raddr.s);
	} else if (!would_wait(err) && crowd->failure != err) {
		session_failed(crowd->session);
		crowd->failure = err;
	}
}

/* What a client did not get is told wherever errors are. */
static void
tell_cut_off(struct crowd *crowd, const struct client *client)
{
	struct session *s = crowd->session;
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
		session_say(crowd->session,
		    N_("sockdemo: client %s: does not read fast enough: cut off"),
		    who.s);
}

static void
left(struct server *server, struct client *client)
{
	struct crowd *crowd = server->owner;
	struct note note = { .kind = NOTE_OVER,
		.fd = client->fd,
		.client = client->number,
		.raddr = client->addr,
		.sent = client->sent,
		.received = client->received };

	if (client->owner != NULL)
		visitor_free(client->owner);
	tell_cut_off(crowd, client);
	if (client->leaving == LEFT_SERVER || crowd->session->sys.sinks == NULL)
		return;
	note.seconds = seconds_since(&client->since);
	sys_note(&crowd->session->sys, &note);
}

static void
starved(struct server *server)
{
	struct crowd *crowd = server->owner;

	session_failed(crowd->session);
	session_say(crowd->session,
	    N_("The clients that are here stay; others wait until one of them "
	       "leaves."));
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
set_up(struct crowd *crowd, struct session *s, int listener)
{
	static const struct server_ops all = { .came = came,
		.left = left,
		.heard = heard,
		.show = show,
		.said = said,
		.starved = starved,
		.lost = lost,
		.settle = settle };
	static const struct server_ops echo = {
		.came = came, .left = left, .starved = starved, .lost = lost
	};
	const struct options *o = s->options;

	*crowd =
	    (struct crowd){ .session = s, .screen = isatty(STDOUT_FILENO) };
	if (crowd->screen)
		utf8_locale(); /* they may come to have every descriptor */
	crowd->server = (struct server){ .sys = &s->sys,
		.wait = &s->wait,
		.listener = listener,
		.kind = o->udp ? &datagrams : &connections,
		.access = &o->access,
		.settings = &s->settings,
		/* What is sent back is not kept: it is shown to who looks on,
		   and to nobody else. */
		.ops = o->echo && !crowd->screen ? &echo : &all,
		.owner = crowd,
		.read_size = session_read_size(s),
		.max = o->max_clients,
		.idle = o->idle,
		.echo = o->echo,
		.exit_on_eof = o->exit_on_eof,
		.no_shutdown = o->no_shutdown || o->chat };
	streams_init(&crowd->streams, &s->screen, o->crlf && !o->chat);
	if (!o->echo && !prompt_is_possible())
		crowd->server.local = &crowd->streams.local;
}

int
clients_serve(struct session *s, int listener)
{
	struct crowd crowd;
	enum outcome outcome;

	raise_limit();
	s->narrator.many = true;
	set_up(&crowd, s, listener);
	outcome = serve(&crowd.server);
	free(crowd.typed.data);
	if (crowd.prompting)
		chat_close(&crowd.chat);
	return report_outcome(s, &crowd.server, outcome);
}
