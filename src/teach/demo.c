/*
 * The first conversation that everybody has with sockets, both ends of it in
 * this one process: a table of steps, each a call of one of two actors. stage.c
 * plays it.
 */
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

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

static const struct stage_step steps[] = {
	{ SERVER, make_listener },
	{ SERVER, bind_listener },
	{ SERVER, listen_there },
	{ SERVER, begin_accept },
	{ CLIENT, make_client },
	{ CLIENT, connect_there },
	{ SERVER, end_accept },
	{ CLIENT, tell_client },
	{ SERVER, say_hello },
	{ CLIENT, hear },
	{ CLIENT, say_hello_too },
	{ SERVER, hear },
	{ SERVER, hang_up },
	{ CLIENT, hear },
	{ SERVER, close_listener },
	{ CLIENT, hang_up },
};

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

	stage_open(
	    &stage, o->color, o->langs, o->verbose, sides, ACTORS, carrier);
	failed = stage_play(&stage, steps, sizeof(steps) / sizeof(steps[0]));
	diagram_close(&stage.diagram);
	if (failed == NULL)
		tell_next(&stage.screen.out, o);
	else if (failed->wait.end == WAIT_EXPIRED)
		tell_silence(&stage.screen.out, o->langs);
	else
		report_failure(&stage.screen.out, o->langs, &failed->sys.failed,
		    NULL, &failed->quiet);
	stage_close(&stage);
	return failed == NULL ? 0 : 1;
}

const struct command command_demo = {
	.name = "demo",
	.usage = N_("demo [options]"),
	.what = N_("both ends of a conversation side by side, on this "
		   "machine"),
	.has = OF_ANY | OF_SHOWING,
	.prints = true,
	.run = run,
};
