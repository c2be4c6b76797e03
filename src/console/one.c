/*
 * The prompt's commands about the one other end there is: what is typed is
 * passed on to the conversation (talk/conversation.h).
 */
#include "console/one.h"
#include "console/info.h"
#include "console/kernel.h"
#include "console/set.h"

/* After /close or /reset. Says so. */
static bool
has_no_socket(const struct console *console)
{
	if (console->conversation->closed)
		session_say(console->session,
		    N_("there is no socket any more: it is closed"));
	return console->conversation->closed;
}

void
one_halfclose(struct console *console, const char *arg)
{
	(void)arg;
	if (console->session->options->udp)
		session_say(console->session,
		    N_("/halfclose: what is sent as datagrams has no end"));
	else if (!has_no_socket(console))
		conversation_halfclose(console->conversation);
}

void
one_close(struct console *console, const char *arg)
{
	(void)arg;
	if (has_no_socket(console))
		return;
	conversation_close(console->conversation);
	session_say(console->session,
	    console->session->options->udp
		? N_("the socket is closed (Ctrl-D ends)")
		: N_("the connection is closed on this end (Ctrl-D ends)"));
}

void
one_reset(struct console *console, const char *arg)
{
	(void)arg;
	if (console->session->options->udp ||
	    console->session->endpoint->path != NULL) {
		session_say(console->session,
		    N_("/reset: only a TCP connection is cut with an RST"));
		return;
	}
	if (has_no_socket(console))
		return;
	conversation_reset(console->conversation);
	session_say(console->session,
	    N_("the connection was cut on this end (Ctrl-D ends)"));
}

void
one_quit(struct console *console, const char *arg)
{
	(void)arg;
	conversation_quit(console->conversation);
}

void
one_set(struct console *console, const char *arg)
{
	if (!has_no_socket(console))
		set_command(console->session, console->conversation->fd, arg);
}

void
one_info(struct console *console, const char *arg)
{
	struct conversation *c = console->conversation;

	(void)arg;
	if (!has_no_socket(console))
		info_show(console->session, c->fd, c->passed.sent,
		    c->passed.received);
}

void
one_state(struct console *console, const char *arg)
{
	const struct conversation *c = console->conversation;

	(void)arg;
	if (kernel_is_tcp(console->session, "/state"))
		kernel_state(console->session, c->fd, c->closed);
}

/* And those who wait to be served, where there may be some. */
void
one_queues(struct console *console, const char *arg)
{
	const struct conversation *c = console->conversation;

	(void)arg;
	if (!has_no_socket(console))
		kernel_queues(console->session, c->fd);
	if (c->listener != -1)
		kernel_queues(console->session, c->listener);
}

void
one_tcp(struct console *console, const char *arg)
{
	(void)arg;
	if (kernel_is_tcp(console->session, "/tcp") && !has_no_socket(console))
		kernel_tcp(console->session, console->conversation->fd);
}

void
one_syn(struct console *console, const char *arg)
{
	const struct conversation *c = console->conversation;

	(void)arg;
	if (kernel_is_tcp(console->session, "/syn"))
		kernel_syn(console->session, c->fd, c->closed);
}
