/*
 * sockdemo listen: a server. How its socket is made: net/listen.c, bind.c and
 * unix.c; what follows: talk.c for one client, keep_open.c for many.
 */
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#include "command/keep_open.h"
#include "command/talk.h"
#include "net/accept.h"
#include "net/bind.h"
#include "net/listen.h"
#include "net/unix.h"
#include "option/commands.h"
#include "probe/probe.h"
#include "session/logs.h"
#include "session/resolve.h"
#include "session/session.h"
#include "terminal/signals.h"
#include "text/address.h"

static bool
wants_any_port(const struct endpoint *e)
{
	return e->service != NULL &&
	    strspn(e->service, "0") == strlen(e->service);
}

/* Scripts and tests wait for this line; it is the same in every language. */
static void
tell_listening(struct session *s, int fd)
{
	struct note note = { .kind =
				 s->options->udp ? NOTE_BOUND : NOTE_LISTENING,
		.fd = fd,
		.source = "getsockname" };
	struct buf line = { 0 };

	probe_addresses(&s->quiet, fd, &note.laddr, &note.raddr);
	if (s->options->verbose > 0 || wants_any_port(s->endpoint)) {
		buf_put(&line,
		    note.kind == NOTE_BOUND ? "bound laddr="
					    : "listening laddr=");
		put_address(&line, &note.laddr);
		s->screen.out.line(&s->screen.out, MARK_WHOLE, line.s);
	}
	sys_note(&s->sys, &note);
}

/* What may be over by the next try is told once for each error. That there are
   no descriptors will not be: nobody has them but us. */
static int
accept_one(struct session *s, int listener)
{
	int fd, told = 0;

	for (;;) {
		fd = net_accept(&s->sys, listener, &s->wait,
		    &s->options->access, &s->settings, &s->peer);
		if (fd != -1 || s->wait.end != WAIT_FAILED ||
		    s->sys.failed.id != CALL_ACCEPT || errno == EMFILE ||
		    !net_may_accept_later(errno))
			return fd;
		if (told != errno) {
			told = errno;
			session_failed(s);
			session_say(s, N_("It is tried again once a second."));
		}
		if (wait_any(&s->wait, NULL, 0, 1000) == -1)
			return -1;
	}
}

static int
serve_clients(struct session *s, int listener)
{
	int fd;

	tell_listening(s, listener);
	wait_limit(&s->wait, s->options->wait);
	if (s->options->many)
		return keep_open(s, listener);
	fd = accept_one(s, listener);
	if (fd == -1)
		return session_wait_failed(s);
	return talk(s, fd, listener);
}

/* There is nobody to accept: the one socket receives from everybody. The
   prompt comes with the first of them. */
static int
receive_from_all(struct session *s, int fd)
{
	int status;

	tell_listening(s, fd);
	wait_limit(&s->wait, s->options->wait);
	if (s->options->many)
		status = keep_open(s, fd);
	else if (net_wait_datagram(fd, &s->wait) == 0)
		return talk(s, fd, -1);
	else
		status = session_wait_failed(s);
	sys_close(&s->sys, fd);
	return status;
}

static int
open_listener(struct session *s, const struct addrinfo *addresses,
    struct socket_file *file)
{
	if (s->endpoint->path != NULL)
		return net_bind_unix(&s->sys, addresses, s->options->backlog,
		    &s->settings, file);
	if (s->options->udp)
		return net_bind(&s->sys, addresses, &s->settings);
	return net_listen(
	    &s->sys, addresses, s->options->backlog, &s->settings);
}

/* What is left behind is told of. */
static int
remove_file(struct session *s, const struct addrinfo *address,
    const struct socket_file *file, int status)
{
	if (net_remove_file(&s->sys, file) == 0)
		return status;
	memcpy(&s->sys.failed.addr, address->ai_addr, address->ai_addrlen);
	return session_failed(s);
}

static int
listen_on(struct session *s, const struct addrinfo *addresses)
{
	struct socket_file file = { 0 };
	int listener, status;

	if (session_open_wait(s) == -1)
		return session_failed(s);
	listener = open_listener(s, addresses, &file);
	if (listener == -1)
		return session_failed(s);
	if (file.path != NULL)
		signals_remove_file(file.path, file.dev, file.ino);
	if (s->options->udp) {
		status = receive_from_all(s, listener);
	} else {
		status = serve_clients(s, listener);
		sys_close(&s->sys, listener);
	}
	status = remove_file(s, addresses, &file, status);
	if (file.path != NULL)
		signals_remove_file(NULL, 0, 0);
	return status;
}

/* Whoever is told of a server is told where it can be reached. */
static void
tell_interfaces(struct session *s)
{
	struct note note = {
		.kind = NOTE_INTERFACES, .fd = -1, .source = "getifaddrs"
	};

	if (s->sys.sinks == NULL || s->endpoint->path != NULL)
		return; /* nobody listens */
	s->interfaces = malloc(sizeof(*s->interfaces));
	if (s->interfaces == NULL)
		return;
	probe_interfaces(&s->quiet, s->interfaces);
	note.interfaces = s->scene.interfaces = s->interfaces;
	s->scene.wsl = probe_wsl();
	sys_note(&s->sys, &note);
}

static int
run(const struct options *o, struct carrier *carrier)
{
	struct addrinfo *addresses = NULL;
	struct endpoint endpoint;
	struct session s;
	int status;

	status = endpoint_parse(&endpoint, o);
	if (status != 0)
		return status;
	session_open(&s, o, &endpoint, carrier);
	status = logs_open(&s);
	if (status != 0)
		return session_close(&s, status);
	tell_interfaces(&s);
	status = endpoint_resolve(
	    &endpoint, o, o->family, &s.sys, &s.quiet, &addresses);
	if (status == 0)
		status = listen_on(&s, addresses);
	else if (status == 1)
		session_failed(&s);
	endpoint_free(&endpoint, addresses);
	return session_close(&s, status);
}

const struct command command_listen = {
	.name = "listen",
	.usage = N_("listen [options] [address] port"),
	.what = N_("wait for a client, and talk to it"),
	.arguments = ARGUMENTS_ADDRESS,
	.most = 2,
	.has = OF_ANY | OF_SHOWING | OF_TIMED | OF_TALKING | OF_SERVER,
	.run = run,
};
