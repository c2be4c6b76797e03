/*
 * Opening and closing the prompt of a session, and what it says before the
 * cursor. What is done with a line: commands.c; the line itself:
 * prompt/prompt.c.
 */
#include <unistd.h>

#include "console/console.h"
#include "prompt/history.h"
#include "text/address.h"

/* Datagrams may come after our user's end too. And where the peer's end was the
   last that was waited for, nothing need be typed. */
static void
connection_failed(struct conversation *c)
{
	struct session *s = c->owner;

	session_failed(s);
	if (c->datagram && !c->closed)
		session_say(s, N_("Ctrl-C ends"));
	else if (c->out.state == FLOW_OPEN || c->in.state == FLOW_OPEN)
		session_say(s, N_("Ctrl-D ends"));
}

/* The prompt names the other end: by its address, or, where it has none, by
   its process. A path that it has chosen does not begin the row. */
static void
name_other_end(struct console *console)
{
	const struct session *s = console->session;

	buf_clear(&console->text);
	if (!s->endpoint->client && address_is_path(&s->peer) &&
	    !address_is_absolute(&s->peer))
		buf_put(&console->text, "./");
	if (!address_is_unnamed(&s->peer))
		put_short_address(&console->text, &s->peer);
	else if (s->peer_pid != 0)
		buf_printf(&console->text, "pid %ld", s->peer_pid);
	buf_put(&console->text, "> ");
}

static void
sender_changed(struct conversation *c)
{
	struct console *console = (struct console *)c->local;

	console->session->peer = c->peer.addr;
	name_other_end(console);
	prompt_set_text(&console->prompt, console->text.s);
}

static void
open_prompt(
    struct console *console, struct session *s, const struct prompt_ops *ops)
{
	const char *history = s->options->no_history
	    ? NULL
	    : history_path(console->history, sizeof(console->history));

	console->session = s;
	console->hinted = false;
	s->prompted = true;
	if (history != NULL && access(history, F_OK) == -1)
		session_say(s,
		    N_("write a line, and Enter sends it to the other end; "
		       "/help shows the commands"));
	prompt_open(&console->prompt, ops, &s->screen, console->text.s, history,
	    s->signals);
	console->prompt.owner = console;
}

void
console_open(struct console *console, struct session *s, struct conversation *c,
    const struct prompt_ops *ops)
{
	console->session = s;
	console->conversation = c;
	console->service = NULL;
	c->ops.failed = connection_failed;
	c->ops.new_sender = sender_changed;
	name_other_end(console);
	open_prompt(console, s, ops);
	c->local = &console->prompt.local;
}

void
console_open_service(struct console *console, struct session *s,
    struct service *service, const struct prompt_ops *ops)
{
	console->conversation = NULL;
	console->service = service;
	open_prompt(console, s, ops);
}

void
console_close(struct console *console)
{
	prompt_close(&console->prompt);
}
