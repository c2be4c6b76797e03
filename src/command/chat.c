#include "command/chat.h"
#include "terminal/history.h"
#include "text/address.h"

static void
connection_failed(struct conversation *c)
{
	struct session *s = c->owner;

	session_failed(s);
	session_say(s, N_("Ctrl-D ends"));
}

/* The prompt names the other end: by its address, or, where it has none, by
   its process. */
static void
name_other_end(struct chat *chat)
{
	const struct session *s = chat->session;

	buf_clear(&chat->text);
	if (!address_is_unnamed(&s->peer))
		put_short_address(&chat->text, &s->peer);
	else if (s->peer_pid != 0)
		buf_printf(&chat->text, "pid %ld", s->peer_pid);
	buf_put(&chat->text, "> ");
}

static void
sender_changed(struct conversation *c)
{
	struct chat *chat = (struct chat *)c->local;

	chat->session->peer = c->peer.addr;
	name_other_end(chat);
	prompt_set_text(&chat->prompt, chat->text.s);
}

static void
open_prompt(struct chat *chat, struct session *s, const struct prompt_ops *ops)
{
	const char *history = s->options->no_history
	    ? NULL
	    : history_path(chat->history, sizeof(chat->history));

	chat->session = s;
	s->prompted = true;
	prompt_open(
	    &chat->prompt, ops, &s->screen, chat->text.s, history, s->signals);
	chat->prompt.owner = chat;
}

void
chat_open(struct chat *chat, struct session *s, struct conversation *c,
    const struct prompt_ops *ops)
{
	chat->session = s;
	chat->conversation = c;
	chat->crowd = NULL;
	c->ops.failed = connection_failed;
	c->ops.new_sender = sender_changed;
	name_other_end(chat);
	open_prompt(chat, s, ops);
	c->local = &chat->prompt.local;
}

void
chat_open_crowd(struct chat *chat, struct session *s, struct crowd *crowd,
    const struct prompt_ops *ops)
{
	chat->conversation = NULL;
	chat->crowd = crowd;
	open_prompt(chat, s, ops);
}

void
chat_close(struct chat *chat)
{
	prompt_close(&chat->prompt);
}
