#include <stdio.h>
#include <stdlib.h>

#include "command/crowd.h"
#include "command/info.h"
#include "command/set.h"
#include "probe/probe.h"
#include "serve/deliver.h"
#include "text/address.h"
#include "text/safe.h"

/* "all> ", or "3> ". */
void
crowd_show_target(struct crowd *crowd)
{
	struct buf *text = &crowd->chat.text;

	buf_clear(text);
	if (crowd->target == 0)
		buf_put(text, tr(crowd->session->narrator.langs.first, "all"));
	else
		buf_printf(text, "%u", crowd->target);
	buf_put(text, "> ");
	if (crowd->prompting)
		prompt_set_text(&crowd->chat.prompt, text->s);
}

/* The number of a client that is there; the chosen one's where none is given.
   NULL where there is none, which has been told. */
static struct client *
named(struct chat *chat, const char *arg)
{
	struct crowd *crowd = chat->crowd;
	struct client *client = NULL;
	char safe[64], *end;
	unsigned long n = strtoul(arg, &end, 10);

	if (*arg == '\0' && crowd->target == 0) {
		session_say(crowd->session,
		    N_("the number of a client was expected; /clients shows "
		       "them"));
		return NULL;
	}
	if (*arg == '\0')
		n = crowd->target;
	end += strspn(end, " ");
	if (*end == '\0' && n <= crowd->server.clients.last_number)
		client = clients_find(&crowd->server.clients, (unsigned)n);
	if (client != NULL)
		return client;
	if (*arg != '\0')
		safe_name(arg, safe, sizeof(safe));
	else
		snprintf(safe, sizeof(safe), "%lu", n);
	session_say(crowd->session,
	    N_("there is no client %s; /clients shows them"), safe);
	return NULL;
}

/* Whether any client can still be sent to; says so where none can. */
static bool
is_any_open(struct crowd *crowd)
{
	if (crowd->server.clients.n == 0)
		session_say(
		    crowd->session, N_("there is no client: nothing was sent"));
	else if (crowd->server.clients.open == 0)
		session_say(crowd->session,
		    N_("there is no client that can still be sent to: nothing "
		       "was sent"));
	return crowd->server.clients.open > 0;
}

/* What was meant for one is never sent to all. */
bool
crowd_find_target(struct crowd *crowd, struct client **target)
{
	*target = NULL;
	if (crowd->target == 0)
		return is_any_open(crowd);
	*target = clients_find(&crowd->server.clients, crowd->target);
	if (*target == NULL)
		session_say(crowd->session,
		    N_("client %u is gone: nothing was sent (/all, or /to N)"),
		    crowd->target);
	else if ((*target)->ending)
		session_say(crowd->session,
		    crowd->session->options->udp
			? N_("client %u has no address: nothing was sent")
			: N_("this end finished sending to client %u: nothing "
			     "was sent"),
		    crowd->target);
	return *target != NULL && !(*target)->ending;
}

void
crowd_send(struct crowd *crowd, const char *data, size_t n)
{
	struct client *target;

	if (!crowd_find_target(crowd, &target))
		return;
	if (target != NULL)
		deliver(&crowd->server, target, data, n);
	else
		deliver_to_all(&crowd->server, NULL, data, n);
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
put_client(struct crowd *crowd, const struct client *c, struct buf *buf)
{
	struct note note = { .kind = NOTE_CREDENTIALS };

	if (address_is_unnamed(&c->addr) && !crowd->session->options->udp &&
	    probe_credentials(&crowd->session->quiet, c->fd, &note))
		buf_printf(buf, "pid %ld", note.pid);
	else
		put_short_address(buf, &c->addr);
}

static void
list_one(struct crowd *crowd, const struct client *c)
{
	struct out *out = &crowd->session->screen.out;
	struct buf raddr = { 0 };

	put_client(crowd, c, &raddr);
	LANGS_EACH (lang, crowd->session->narrator.langs) {
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
crowd_list(struct chat *chat, const char *arg)
{
	struct server *server = &chat->crowd->server;
	const struct client **all =
	    calloc(server->clients.n + 1, sizeof(all[0]));
	unsigned n = 0;

	(void)arg;
	if (all == NULL)
		return;
	if (server->clients.n == 0)
		session_say(chat->session, N_("there is no client"));
	for (struct client *c = server->clients.first; c != NULL; c = c->next)
		if (c->leaving == STAYS)
			all[n++] = c;
	qsort(all, n, sizeof(all[0]), by_number);
	for (unsigned i = 0; i < n; i++)
		list_one(chat->crowd, all[i]);
	free(all);
}

void
crowd_info(struct chat *chat, const char *arg)
{
	const struct client *c = named(chat, arg);

	if (c == NULL)
		return;
	if (chat->session->options->udp) /* the socket is everybody's */
		list_one(chat->crowd, c);
	info_show(chat->session, c->fd, c->sent, c->received);
}

void
crowd_to(struct chat *chat, const char *arg)
{
	const struct client *c = named(chat, arg);

	if (c == NULL)
		return;
	chat->crowd->target = c->number;
	crowd_show_target(chat->crowd);
}

void
crowd_all(struct chat *chat, const char *arg)
{
	(void)arg;
	chat->crowd->target = 0;
	crowd_show_target(chat->crowd);
}

void
crowd_halfclose(struct chat *chat, const char *arg)
{
	struct server *server = &chat->crowd->server;
	struct client *c;

	if (chat->session->options->udp) {
		session_say(chat->session,
		    N_("/halfclose: what is sent as datagrams has no end"));
		return;
	}
	c = named(chat, arg);
	if (c == NULL)
		return;
	deliver_halfclose(server, c);
	session_say(chat->session,
	    outbox_is_empty(&c->out)
		? N_("this end finished sending to client %u; it can still "
		     "send")
		: N_("this end finishes sending to client %u once it has read "
		     "what waits for it"),
	    c->number);
}

void
crowd_close(struct chat *chat, const char *arg)
{
	struct client *c = named(chat, arg);

	if (c != NULL)
		server_close(&chat->crowd->server, c, false);
}

void
crowd_reset(struct chat *chat, const char *arg)
{
	struct client *c;

	if (chat->session->options->udp ||
	    chat->session->endpoint->path != NULL) {
		session_say(chat->session,
		    N_("/reset: only a TCP connection is cut with an RST"));
		return;
	}
	c = named(chat, arg);
	if (c != NULL)
		server_close(&chat->crowd->server, c, true);
}

void
crowd_set(struct chat *chat, const char *arg)
{
	const struct client *c;

	if (chat->session->options->udp) {
		set_command(chat->session, chat->crowd->server.listener, arg);
		return;
	}
	if (chat->crowd->target == 0) {
		session_say(chat->session,
		    N_("/set: choose one client first, with /to N"));
		return;
	}
	c = named(chat, "");
	if (c != NULL)
		set_command(chat->session, c->fd, arg);
}

void
crowd_quit(struct chat *chat, const char *arg)
{
	(void)arg;
	server_quit(&chat->crowd->server);
}
