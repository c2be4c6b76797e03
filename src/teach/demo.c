/*
 * The first conversation that everybody has with sockets, both ends of it in
 * this one process: a table of steps, each a call of one of two actors, and the
 * questions after it. stage.c plays it: step by step where a person reads along.
 */
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "option/commands.h"
#include "option/help.h"
#include "option/options.h"
#include "probe/probe.h"
#include "session/failure.h"
#include "teach/stage.h"
#include "text/word.h"

enum { BACKLOG = 5, READ_SIZE = 2048 };
enum { SERVER = LEFT, CLIENT = RIGHT, ACTORS };

static const struct side sides[ACTORS] = {
	[SERVER] = { N_("server"), N_("SERVER"), false },
	[CLIENT] = { N_("client"), N_("CLIENT"), true },
};

static int
make_listener(struct stage *stage, struct actor *a)
{
	(void)stage;
	int on = 1;

	a->listener = sys_socket(&a->sys, AF_INET, SOCK_STREAM, IPPROTO_TCP);
	if (a->listener == -1)
		return -1;
	return sys_setsockopt(
	    &a->sys, a->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}

static int
bind_listener(struct stage *stage, struct actor *a)
{
	(void)stage;
	struct sockaddr_in loopback = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	return sys_bind(&a->sys, a->listener, (struct sockaddr *)&loopback,
	    sizeof(loopback));
}

static int
listen_there(struct stage *stage, struct actor *a)
{
	(void)stage;
	if (sys_listen(&a->sys, a->listener, BACKLOG) == -1)
		return -1;
	actor_tell(a, a->listener, NOTE_LISTENING);
	return descriptor_set_nonblocking(&a->sys, a->listener);
}

/* Nobody is there yet: the call would wait, and is drawn as waiting. */
static int
begin_accept(struct stage *stage, struct actor *a)
{
	(void)stage;
	a->fd = sys_accept(&a->sys, a->listener, NULL, NULL);
	return a->fd == -1 && !would_wait(errno) ? -1 : 0;
}

static int
end_accept(struct stage *stage, struct actor *a)
{
	(void)stage;
	struct sockaddr_storage addr;

	while (a->fd == -1) {
		socklen_t len = sizeof(addr);

		if (wait_for(&a->wait, a->listener, EPOLLIN) == -1)
			return -1;
		a->fd = sys_accept(
		    &a->sys, a->listener, (struct sockaddr *)&addr, &len);
		if (a->fd == -1 && !would_wait(errno))
			return -1;
	}
	actor_tell(a, a->fd, NOTE_ACCEPTED);
	return descriptor_set_nonblocking(&a->sys, a->fd);
}

static int
make_client(struct stage *stage, struct actor *a)
{
	(void)stage;
	a->fd = sys_socket(&a->sys, AF_INET, SOCK_STREAM, IPPROTO_TCP);
	return a->fd == -1 ? -1 : descriptor_set_nonblocking(&a->sys, a->fd);
}

static int
connect_there(struct stage *stage, struct actor *a)
{
	struct sockaddr_storage addr, none;

	probe_addresses(&a->quiet, stage->actor[SERVER].listener, &addr, &none);
	while (sys_connect(&a->sys, a->fd, (struct sockaddr *)&addr,
		   sizeof(struct sockaddr_in)) == -1)
		if (!connect_would_wait(errno, AF_INET) ||
		    wait_for(&a->wait, a->fd, EPOLLOUT) == -1)
			return -1;
	return 0;
}

static int
tell_client(struct stage *stage, struct actor *a)
{
	(void)stage;
	actor_tell(a, a->fd, NOTE_CONNECTED);
	return 0;
}

static int
send_text(struct actor *a, const char *text)
{
	return sys_send(&a->sys, a->fd, text, strlen(text), 0) == -1 ? -1 : 0;
}

static int
say_hello(struct stage *stage, struct actor *a)
{
	(void)stage;
	return send_text(a, "Olá!");
}

static int
say_hello_too(struct stage *stage, struct actor *a)
{
	(void)stage;
	return send_text(a, "Olá também!");
}

static int
hear(struct stage *stage, struct actor *a)
{
	(void)stage;
	char data[READ_SIZE];

	while (sys_recv(&a->sys, a->fd, data, sizeof(data), 0) == -1)
		if (!would_wait(errno) ||
		    wait_for(&a->wait, a->fd, EPOLLIN) == -1)
			return -1;
	return 0;
}

static int
hang_up(struct stage *stage, struct actor *a)
{
	(void)stage;
	int fd = a->fd;

	a->fd = -1;
	return sys_close(&a->sys, fd);
}

static int
close_listener(struct stage *stage, struct actor *a)
{
	(void)stage;
	int fd = a->listener;

	a->listener = -1;
	return sys_close(&a->sys, fd);
}

/* A step without a purpose goes with the one before it, as a call and what it
   brings about do. */
static const struct stage_step steps[] = {
	{ SERVER, make_listener,
	    .purpose =
		N_("The server asks the system for a socket: through sockets, "
		   "programs talk to each other.") },
	{ SERVER, bind_listener,
	    .purpose = N_(
		"It gives the socket an address, where clients will find it: "
		"127.0.0.1 is this machine; with port 0, the system chooses a "
		"free port.") },
	{ SERVER, listen_there,
	    .purpose = N_(
		"From now on clients may come: this socket is the reception "
		"desk. laddr (local: this end) shows the port that the system "
		"chose.") },
	{ SERVER, begin_accept,
	    .purpose = N_(
		"It waits, for as long as nobody comes: that is what the dots "
		"say."),
	    .question = N_(
		"accept() takes a client that has come. None has come yet: what "
		"will it do?") },
	{ CLIENT, make_client,
	    .purpose =
		N_("The client asks for a socket, too. It needs no bind(): the "
		   "system will give it a free port.") },
	{ CLIENT, connect_there,
	    .purpose = N_(
		"connect() asks for a connection to the server's address. Then "
		"accept() returns a second socket, the line to this one client; "
		"the first goes on listening. Each end's raddr (remote: the "
		"other end) is the other's laddr.") },
	{ SERVER, end_accept, .purpose = NULL },
	{ CLIENT, tell_client, .purpose = NULL },
	{ SERVER, say_hello,
	    .purpose = N_(
		"The server sends four characters, \"Olá!\", to its client.") },
	{ CLIENT, hear,
	    .purpose = N_(
		"As many as have come: 5, since á is two bytes. recv() waits "
		"until something is there, not until there are 2048."),
	    .question = N_(
		"The client's recv() asks for at most 2048 bytes. How many will "
		"it get?") },
	{ CLIENT, say_hello_too,
	    .purpose = N_(
		"The same connection carries bytes the other way as well.") },
	{ SERVER, hear, .purpose = NULL },
	{ SERVER, hang_up,
	    .purpose =
		N_("The server has said all, and closes the line to this "
		   "client.") },
	{ CLIENT, hear,
	    .purpose = N_(
		"0: the other end has finished sending. It is no error, and no "
		"byte."),
	    .question = N_(
		"The client calls recv() once more, and no byte will come. What "
		"will it return?") },
	{ SERVER, close_listener,
	    .purpose =
		N_("Each closes what it still has open, and all is over.") },
	{ CLIENT, hang_up, .purpose = NULL },
};

/* What stayed. */
static const struct {
	const char *question, *answer;
} questions[] = {
	{ N_("Why does the server have two sockets?"),
	    N_("One only listens, as a reception desk does: it never carries a "
	       "byte of a conversation. The other is the line to one client; a "
	       "second client would have another one.") },
	{ N_("Which of the two ends calls bind(), listen() and accept(), and "
	     "which connect()?"),
	    N_("The server takes an address (bind), lets clients come (listen) "
	       "and takes them one by one (accept). The client asks for a "
	       "connection (connect).") },
	{ N_("What are laddr and raddr?"),
	    N_("The two ends of one connection, each an IP address and a port: "
	       "laddr is the local one, this end's; raddr the remote one, the "
	       "other end's. What is one's laddr is the other's raddr.") },
	{ N_("Why is \"Olá!\" 5 bytes, and may recv() return fewer than were "
	     "sent?"),
	    N_("Sockets carry bytes, not characters: in UTF-8, á is two bytes. "
	       "TCP is a stream: one send() may arrive in several pieces, or "
	       "two of them in one, so a program calls recv() until it has all "
	       "that it needs.") },
	{ N_("What does it mean that recv() returned 0?"),
	    N_("That the other end has finished sending, and that all it sent "
	       "has been read. It may still receive, unless it closed its "
	       "socket.") },
};

/* Returns whether all were asked. */
static bool
ask_questions(struct stage *stage)
{
	const size_t n = sizeof(questions) / sizeof(questions[0]);

	for (size_t i = 0; stage->by_hand && i < n; i++) {
		stage_space(stage);
		stage_say(stage, questions[i].question);
		if (!stage_pause(stage))
			return false;
		stage_say(stage, questions[i].answer);
		if (!stage_pause(stage))
			return false;
	}
	return true;
}

/* What to do next, by hand. */
static void
tell_next(struct out *out, const struct options *o)
{
	out->line(out, MARK_PLAIN, "");
	LANGS_EACH (lang, o->langs)
		out->line(out, MARK_PLAIN,
		    tr(lang,
			"Now by hand, in two terminals, with two people:"));
	for (int i = 0; i < FIRST_STEPS; i++) {
		struct buf line = { 0 };

		buf_put(&line, "  ");
		put_first_step(&line, o, i);
		keep_whole(&line);
		out->line(out, MARK_PLAIN, line.s);
	}
}

/* A deadline of ours, which is no call's error. */
static void
tell_silence(struct out *out, struct langs langs)
{
	LANGS_EACH (lang, langs) {
		struct buf line = { 0 };

		buf_printf(&line,
		    tr(lang, "sockdemo: demo: nothing came for %d s"),
		    STAGE_PATIENCE);
		out->line(out, MARK_PLAIN, line.s);
	}
}

static int
run(const struct options *o, struct carrier *carrier)
{
	struct actor *failed;
	struct stage stage;

	screen_init(&stage.screen, stdout, o->color);
	stage.screen.out.lanes = o->lanes;
	stage_open(&stage, o->langs, o->verbose, sides, ACTORS, carrier);
	stage.by_hand =
	    !o->no_step && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	failed = stage_play(&stage, steps, sizeof(steps) / sizeof(steps[0]));
	diagram_close(&stage.diagram);
	if (failed == NULL && !stage.left && ask_questions(&stage))
		tell_next(&stage.screen.out, o);
	if (failed != NULL && failed->wait.end == WAIT_EXPIRED)
		tell_silence(&stage.screen.out, o->langs);
	else if (failed != NULL)
		report_failure(&stage.screen.out, o->langs, &failed->sys.failed,
		    NULL, &failed->quiet, false);
	stage_close(&stage);
	return failed == NULL ? 0 : 1;
}

const struct command command_demo = {
	.name = "demo",
	.usage = N_("demo [options]"),
	.what = N_("both ends of a conversation side by side, on this "
		   "machine"),
	.has = OF_ANY | OF_SHOWING | OF_LANES | OF_STEPPING,
	.prints = true,
	.run = run,
};
