#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "command/chat.h"
#include "command/logs.h"
#include "command/report.h"
#include "command/session.h"
#include "command/setting.h"
#include "net/datagram.h"
#include "terminal/streams.h"
#include "text/address.h"

enum { OURS = 100 }; /* sockdemo's own descriptors: see wait_open() */
enum { TOLD_SIZE = 2048, SILENT_SIZE = 256 * 1024 };

void
session_open(struct session *s, const struct options *options,
    const struct endpoint *endpoint, struct carrier *carrier)
{
	memset(s, 0, offsetof(struct session, interfaces));
	s->interfaces.n = 0;
	s->options = options;
	s->endpoint = endpoint;
	s->signals = -1;
	s->wait.epfd = -1;
	/* A socket whose peer is gone says so with EPIPE. */
	signal(SIGPIPE, SIG_IGN);
	screen_init(&s->screen, stderr, options->color);
	sys_init(&s->sys, carrier);
	sys_init(&s->quiet, carrier);
	sockets_init(&s->sockets);
	narrator_init(
	    &s->narrator, &s->screen.out, options->langs, &s->sockets);
	s->narrator.level = options->verbose;
	s->narrator.status = isatty(STDERR_FILENO);
	s->narrator.times = options->time;
	s->narrator.client = options->command == COMMAND_CONNECT;
	s->narrator.prompt = chat_is_possible();
	s->settings = options->settings;
	s->settings.made = setting_made;
	s->settings.owner = s;
	if (s->narrator.level == 0 && !s->narrator.status &&
	    !logs_wanted(options))
		return; /* nobody listens: the calls cost what they cost */
	sys_attach(&s->sys, &s->sockets.sink);
	sys_attach(&s->sys, &s->narrator.sink);
}

/* Those that end us. What is ignored from the start stays so (nohup). */
static void
ending_signals(sigset_t *set)
{
	static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	struct sigaction action;

	sigemptyset(set);
	for (size_t i = 0; i < sizeof(ending) / sizeof(ending[0]); i++)
		if (sigaction(ending[i], NULL, &action) == 0 &&
		    action.sa_handler != SIG_IGN)
			sigaddset(set, ending[i]);
}

void
session_hold_signals(struct session *s)
{
	sigset_t set;
	int high;

	ending_signals(&set);
	s->signals = signalfd(-1, &set, SFD_CLOEXEC);
	if (s->signals == -1)
		return;
	sigprocmask(SIG_BLOCK, &set, NULL);
	high = sys_fcntl(&s->quiet, s->signals, F_DUPFD_CLOEXEC, OURS);
	if (high != -1) {
		sys_close(&s->quiet, s->signals);
		s->signals = high;
	}
}

/* Ends by the signal that came, so that the shell knows. */
static void
end_by_signal(int signal_number)
{
	sigset_t set;

	signal(signal_number, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, signal_number);
	raise(signal_number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

int
session_close(struct session *s, int status)
{
	wait_close(&s->wait);
	if (s->signals != -1)
		sys_close(&s->quiet, s->signals);
	sys_end(&s->sys);
	if (status == 0 && logs_failed(s))
		status = 1;
	sockets_free(&s->sockets);
	if (s->signal != 0)
		end_by_signal(s->signal);
	return status;
}

/* Which signal made the wait end; 1 stands until it is raised again. */
static int
take_signal(struct session *s)
{
	struct timespec now = { 0 };
	sigset_t set;

	ending_signals(&set);
	s->signal = sigtimedwait(&set, NULL, &now);
	if (s->signal == -1)
		s->signal = 0;
	return 1;
}

int
session_failed(struct session *s)
{
	/* A call on a connected socket names no address; its peer is known. */
	if (s->sys.failed.addr.ss_family == 0)
		s->sys.failed.addr = s->peer;
	report_failure(&s->screen.out, s->options->langs, &s->sys.failed,
	    s->endpoint, &s->quiet);
	return 1;
}

int
session_wait_failed(struct session *s)
{
	switch (s->wait.end) {
	case WAIT_SIGNAL:
		return take_signal(s);
	case WAIT_EXPIRED:
		report_deadline(&s->screen.out, s->options->langs,
		    command_names[s->options->command], s->endpoint,
		    s->options->wait);
		return 1;
	case WAIT_FAILED:
		break;
	}
	return session_failed(s);
}

int
session_file_failed(struct session *s, bool output, int err)
{
	if (output && err == EPIPE)
		s->signal = SIGPIPE;
	else
		report_file(&s->screen.out, s->options->langs,
		    output ? "stdout" : "stdin", err);
	return 1;
}

static int
report_outcome(struct session *s, struct conversation *c, enum outcome outcome)
{
	switch (outcome) {
	case OVER:
		return c->reset ? 1 : 0;
	case OVER_SIGNAL:
		return take_signal(s);
	case OVER_IDLE:
		report_idle(&s->screen.out, s->options->langs,
		    address_is_unnamed(&s->peer) ? &s->own : &s->peer,
		    s->options->idle);
		return 1;
	case OVER_LOCAL:
		return session_file_failed(s, c->local_write_failed, c->err);
	case OVER_FAILED:
		break;
	}
	return session_failed(s);
}

/* Streams of the machine's own have a process at their other end. */
static void
tell_credentials(struct session *s, int fd)
{
	struct note note = {
		.kind = NOTE_CREDENTIALS, .fd = fd, .source = "SO_PEERCRED"
	};

	if (s->endpoint->path == NULL || s->options->udp ||
	    !probe_credentials(&s->quiet, fd, &note))
		return;
	s->peer_pid = note.pid;
	sys_note(&s->sys, &note);
}

/* "connected", with both addresses. */
static void
tell_connected(struct session *s, struct note *note)
{
	probe_addresses(&s->quiet, note->fd, &note->laddr, &note->raddr);
	s->own = note->laddr;
	/* Who reset before we looked has no getpeername(); accept() had it. */
	if (note->raddr.ss_family == 0)
		note->raddr = s->peer;
	s->peer = note->raddr;
	sys_note(&s->sys, note);
	tell_credentials(s, note->fd);
}

/* Who refused what was sent: for whoever listens, and for the error's text. */
static void
read_errors(struct conversation *c)
{
	struct session *s = c->prober;
	struct note note = {
		.kind = NOTE_ICMP, .fd = c->fd, .source = "MSG_ERRQUEUE"
	};
	int err = errno;

	while (probe_error_queue(&s->quiet, c->fd, &note)) {
		s->sys.failed.offender = note.raddr;
		sys_note(&s->sys, &note);
	}
	errno = err;
}

/* UDP's never exceed 64 KiB; those between programs of one machine may. */
static size_t
read_size(const struct session *s)
{
	if (s->options->udp)
		return s->endpoint->path == NULL ? DATAGRAM_SIZE : SILENT_SIZE;
	return s->options->verbose > 0 ? TOLD_SIZE : SILENT_SIZE;
}

int
session_converse(struct session *s, int fd, int listener)
{
	const struct options *o = s->options;
	struct note note = { .fd = fd,
		.kind = listener == -1 ? NOTE_CONNECTED : NOTE_ACCEPTED,
		.source = "getsockname, getpeername" };
	struct conversation c = { .sys = &s->sys,
		.wait = &s->wait,
		.fd = fd,
		.listener = listener,
		.datagram = o->udp,
		.answers = o->udp && o->command == COMMAND_LISTEN,
		.read_errors =
		    o->udp && s->endpoint->path == NULL ? read_errors : NULL,
		.prober = s,
		.read_size = o->read_size,
		.idle = o->idle,
		/* What is written down or has boundaries has to be read. */
		.unread = o->read_size == 0 && !o->udp && !logs_wanted(o),
		.exit_on_eof = o->exit_on_eof,
		.no_shutdown = o->no_shutdown };
	bool prompt = chat_is_possible();
	struct streams streams;
	struct chat chat;
	enum outcome outcome;

	clock_gettime(CLOCK_MONOTONIC, &s->since);
	if (c.read_size == 0)
		c.read_size = read_size(s);
	if (c.answers)
		probe_addresses(&s->quiet, fd, &s->own, &s->peer);
	else
		tell_connected(s, &note);
	if (prompt) {
		chat_open(&chat, s, &c);
	} else {
		streams_init(&streams, &s->screen, o->crlf);
		c.local = &streams.local;
	}
	outcome = converse(&c);
	screen_received_all(&s->screen);
	if (prompt)
		chat_close(&chat);
	note.kind = NOTE_OVER;
	note.sent = c.sent;
	note.received = c.received;
	note.seconds = seconds_since(&s->since);
	sys_note(&s->sys, &note);
	return report_outcome(s, &c, outcome);
}
