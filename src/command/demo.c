/*
 * The first conversation that everybody has with sockets, both ends of it in
 * this one process: a table of steps, each a call of one of two actors with
 * sockets of their own. The order is the table's; the calls are real.
 */
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/failure.h"
#include "net/wait.h"
#include "probe/probe.h"
#include "tell/diagram.h"
#include "terminal/screen.h"
#include "text/word.h"

enum { BACKLOG = 5, READ_SIZE = 2048, PATIENCE = 10 };

struct actor {
	struct sys sys;   /* whose calls are drawn */
	struct sys quiet; /* for probes */
	struct sockets sockets;
	struct wait wait;
	int listener, fd; /* -1: not open */
	struct actor *other;
};

/* A step returns 0, or -1 when its call failed: actor->sys.failed. */
struct demo_step {
	enum side side;
	int (*act)(struct actor *);
};

static int
make_listener(struct actor *a)
{
	int on = 1;

	a->listener = sys_socket(&a->sys, AF_INET, SOCK_STREAM, IPPROTO_TCP);
	if (a->listener == -1)
		return -1;
	return sys_setsockopt(
	    &a->sys, a->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}

static int
bind_listener(struct actor *a)
{
	struct sockaddr_in loopback = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	return sys_bind(&a->sys, a->listener, (struct sockaddr *)&loopback,
	    sizeof(loopback));
}

static int
tell_addresses(struct actor *a, int fd)
{
	struct note note = { .fd = fd,
		.kind = fd == a->listener ? NOTE_LISTENING
		    : a->listener != -1   ? NOTE_ACCEPTED
					  : NOTE_CONNECTED };

	probe_addresses(&a->quiet, fd, &note.laddr, &note.raddr);
	sys_note(&a->sys, &note);
	return 0;
}

static int
listen_there(struct actor *a)
{
	if (sys_listen(&a->sys, a->listener, BACKLOG) == -1)
		return -1;
	tell_addresses(a, a->listener);
	return descriptor_set_nonblocking(&a->sys, a->listener);
}

/* Nobody is there yet: the call would wait, and is drawn as waiting. */
static int
begin_accept(struct actor *a)
{
	a->fd = sys_accept(&a->sys, a->listener, NULL, NULL);
	return a->fd == -1 && !would_wait(errno) ? -1 : 0;
}

static int
end_accept(struct actor *a)
{
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
	return tell_addresses(a, a->fd) == 0
	    ? descriptor_set_nonblocking(&a->sys, a->fd)
	    : -1;
}

static int
make_client(struct actor *a)
{
	a->fd = sys_socket(&a->sys, AF_INET, SOCK_STREAM, IPPROTO_TCP);
	return a->fd == -1 ? -1 : descriptor_set_nonblocking(&a->sys, a->fd);
}

static int
connect_there(struct actor *a)
{
	struct sockaddr_storage addr, none;

	probe_addresses(&a->quiet, a->other->listener, &addr, &none);
	while (sys_connect(&a->sys, a->fd, (struct sockaddr *)&addr,
		   sizeof(struct sockaddr_in)) == -1)
		if (!connect_would_wait(errno, AF_INET) ||
		    wait_for(&a->wait, a->fd, EPOLLOUT) == -1)
			return -1;
	return 0;
}

static int
tell_client(struct actor *a)
{
	return tell_addresses(a, a->fd);
}

static int
send_text(struct actor *a, const char *text)
{
	return sys_send(&a->sys, a->fd, text, strlen(text), 0) == -1 ? -1 : 0;
}

static int
say_hello(struct actor *a)
{
	return send_text(a, "Olá!");
}

static int
say_hello_too(struct actor *a)
{
	return send_text(a, "Olá também!");
}

static int
hear(struct actor *a)
{
	char data[READ_SIZE];

	while (sys_recv(&a->sys, a->fd, data, sizeof(data), 0) == -1)
		if (!would_wait(errno) ||
		    wait_for(&a->wait, a->fd, EPOLLIN) == -1)
			return -1;
	return 0;
}

static int
hang_up(struct actor *a)
{
	int fd = a->fd;

	a->fd = -1;
	return sys_close(&a->sys, fd);
}

static int
close_listener(struct actor *a)
{
	int fd = a->listener;

	a->listener = -1;
	return sys_close(&a->sys, fd);
}

static const struct demo_step steps[] = {
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

static void
enter(struct actor *a, struct carrier *carrier, struct lane *lane)
{
	*a = (struct actor){ .listener = -1, .fd = -1, .wait.epfd = -1 };
	sys_init(&a->sys, carrier);
	sys_init(&a->quiet, carrier);
	sockets_init(&a->sockets);
	sys_attach(&a->sys, &a->sockets.sink);
	sys_attach(&a->sys, &lane->sink);
}

static void
leave(struct actor *a)
{
	if (a->fd != -1)
		sys_close(&a->quiet, a->fd);
	if (a->listener != -1)
		sys_close(&a->quiet, a->listener);
	wait_close(&a->wait);
	sys_end(&a->sys);
	sockets_free(&a->sockets);
}

/* Returns the actor whose step failed, or NULL. */
static struct actor *
play(struct actor all[SIDES])
{
	size_t n = sizeof(steps) / sizeof(steps[0]);

	for (int side = 0; side < SIDES; side++) {
		if (wait_open(&all[side].wait, &all[side].sys, -1) == -1)
			return &all[side];
		wait_limit(&all[side].wait, PATIENCE);
		all[side].other = &all[!side];
	}
	for (size_t i = 0; i < n; i++) {
		struct actor *a = &all[steps[i].side];

		if (steps[i].act(a) == -1)
			return a;
	}
	return NULL;
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
		    PATIENCE);
		out->line(out, MARK_PLAIN, line.s);
	}
}

int
command_demo(const struct options *o, struct carrier *carrier)
{
	struct actor all[SIDES], *failed;
	struct diagram diagram;
	struct screen screen;

	screen_init(&screen, stdout, o->color);
	for (int side = 0; side < SIDES; side++)
		enter(&all[side], carrier, &diagram.lane[side]);
	diagram_open(&diagram, &screen.out, o->langs, o->verbose,
	    &all[SERVER].sockets, &all[CLIENT].sockets);
	failed = play(all);
	diagram_close(&diagram);
	if (failed == NULL)
		tell_next(&screen.out, o);
	else if (failed->wait.end == WAIT_EXPIRED)
		tell_silence(&screen.out, o->langs);
	else
		report_failure(&screen.out, o->langs, &failed->sys.failed, NULL,
		    &failed->quiet);
	for (int side = 0; side < SIDES; side++)
		leave(&all[side]);
	return failed == NULL ? 0 : 1;
}
