#include "command/alone.h"
#include "command/info.h"
#include "command/set.h"

/* After /close or /reset. Says so. */
static bool
has_no_socket(const struct chat *chat)
{
	if (chat->conversation->closed)
		session_say(chat->session,
		    N_("there is no socket any more: it is closed"));
	return chat->conversation->closed;
}

void
alone_halfclose(struct chat *chat, const char *arg)
{
	(void)arg;
	if (chat->session->options->udp)
		session_say(chat->session,
		    N_("/halfclose: what is sent as datagrams has no end"));
	else if (!has_no_socket(chat))
		conversation_halfclose(chat->conversation);
}

void
alone_close(struct chat *chat, const char *arg)
{
	(void)arg;
	if (has_no_socket(chat))
		return;
	conversation_close(chat->conversation);
	session_say(chat->session,
	    chat->session->options->udp
		? N_("the socket is closed (Ctrl-D ends)")
		: N_("the connection is closed on this end (Ctrl-D ends)"));
}

void
alone_reset(struct chat *chat, const char *arg)
{
	(void)arg;
	if (chat->session->options->udp ||
	    chat->session->endpoint->path != NULL) {
		session_say(chat->session,
		    N_("/reset: only a TCP connection is cut with an RST"));
		return;
	}
	if (has_no_socket(chat))
		return;
	conversation_reset(chat->conversation);
	session_say(chat->session,
	    N_("the connection was cut on this end (Ctrl-D ends)"));
}

void
alone_quit(struct chat *chat, const char *arg)
{
	(void)arg;
	conversation_quit(chat->conversation);
}

void
alone_set(struct chat *chat, const char *arg)
{
	if (!has_no_socket(chat))
		set_command(chat->session, chat->conversation->fd, arg);
}

void
alone_info(struct chat *chat, const char *arg)
{
	struct conversation *c = chat->conversation;

	(void)arg;
	if (!has_no_socket(chat))
		info_show(chat->session, c->fd, c->passed.sent, c->passed.received);
}
