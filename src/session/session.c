/*
 * Opening and closing what listen and connect share, and ending by the signal
 * that came. From here go to listen.c or connect.c.
 */
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "net/bind.h"
#include "probe/probe.h"
#include "prompt/prompt.h"
#include "session/failure.h"
#include "session/machine.h"
#include "session/report.h"
#include "session/session.h"
#include "terminal/signals.h"
#include "text/utf8.h"

/* Whoever is told to try it in another terminal would come from there. */
static bool
denies_own(const struct options *options)
{
	struct sockaddr_storage loopback = { .ss_family = AF_INET };

	((struct sockaddr_in *)&loopback)->sin_addr.s_addr =
	    htonl(INADDR_LOOPBACK);
	return !access_allows(&options->access, &loopback);
}

void
session_open(struct session *s, const struct options *options,
    const struct endpoint *endpoint, struct carrier *carrier)
{
	memset(s, 0, sizeof(*s));
	s->options = options;
	s->endpoint = endpoint;
	s->signals = -1;
	s->wait.epfd = -1;
	/* A socket whose peer is gone says so with EPIPE. */
	s->pipe_ignored = signal(SIGPIPE, SIG_IGN) == SIG_IGN;
	signal(SIGXFSZ, SIG_IGN); /* and a file that is too large, with EFBIG */
	screen_init(&s->screen, stderr, options->color);
	sys_init(&s->sys, carrier);
	sys_init(&s->quiet, carrier);
	observer_init(&s->observer, &s->quiet);
	s->observer.client = options->command->client;
	counters_clear(&s->counters);
	sockets_init(&s->sockets);
	narrator_init(&s->narrator, &s->screen.out, options->langs, &s->scene,
	    &s->sockets);
	s->narrator.level = options->verbose;
	s->narrator.status = isatty(STDERR_FILENO);
	s->narrator.times = options->times;
	s->screen.clock = options->times == TIMES_CLOCK;
	s->scene = (struct scene){ .program = options->program,
		.client = options->command->client,
		.many = options->many,
		.prompt = prompt_is_possible(),
		.exit_on_eof = options->exit_on_eof,
		.own_denied = denies_own(options) };
	s->settings = options->settings;
	s->settings.made = probe_setting;
	s->settings.owner = &s->quiet;
	s->settings.arm = observer_arm;
	s->settings.armer = &s->observer;
	if (s->narrator.level == 0 && !s->narrator.status && !s->scene.prompt &&
	    options->logs == 0)
		return; /* nobody listens: the calls cost what they cost */
	if (s->scene.prompt)
		machine_count(&s->counters);
	utf8_locale(); /* while there is a descriptor to read it with */
	sys_attach(&s->sys, &s->sockets.sink);
	sys_attach(&s->sys, &s->narrator.sink);
	session_observe(s, s->narrator.level >= LEVEL_WAIT);
}

void
session_observe(struct session *s, bool on)
{
	s->sys.after = on ? &s->observer.looker : NULL;
}

/* At once: what is told of the end must not stand behind the echo of Ctrl-C. */
static void
signalled(struct wait *wait)
{
	struct session *s = wait->owner;

	if (signals_ended() == SIGINT && !s->prompted)
		screen_interrupted(&s->screen);
}

/* What the kernel shows later than the call that it follows from. */
static int
settle(struct wait *wait)
{
	struct session *s = wait->owner;

	if (s->sys.after == NULL)
		return -1;
	return observer_settle(&s->observer, &s->sys);
}

/* The time stamps of what was sent come by the error queue, which is no error:
   they are taken even when nobody hears of them any more. */
static void
woken(struct wait *wait, struct epoll_event *events, int n)
{
	struct session *s = wait->owner;

	observer_take_stamps(
	    &s->observer, s->sys.after != NULL ? &s->sys : NULL);
	for (int i = 0; i < n; i++)
		events[i].events = observer_events_left(
		    &s->observer, events[i].data.fd, events[i].events);
}

int
session_open_wait(struct session *s)
{
	s->signals = signals_open();
	if (s->signals != -1)
		s->signals = descriptor_move_up(&s->quiet, s->signals);
	if (wait_open(&s->wait, &s->sys, s->signals) == -1)
		return -1;
	s->wait.signalled = signalled;
	s->wait.settle = settle;
	s->wait.woken = woken;
	s->wait.owner = s;
	return 0;
}

/* Nothing else that is asked for fails so late. */
static bool
logs_have_failed(const struct session *s)
{
	for (int i = 0; s->logs != NULL && i < s->options->logs; i++)
		if (s->logs[i].err != 0)
			return true;
	return false;
}

int
session_close(struct session *s, int status)
{
	wait_close(&s->wait);
	if (s->signals != -1)
		sys_close(&s->quiet, s->signals);
	sys_end(&s->sys);
	observer_free(&s->observer);
	if (status == 0 && (s->input_failed || logs_have_failed(s)))
		status = 1;
	free(s->logs);
	sockets_free(&s->sockets);
	free(s->interfaces);
	return s->signal != 0 ? signals_end(s->signal) : status;
}

int
session_take_signal(struct session *s)
{
	s->signal = signals_ended();
	return 1;
}

size_t
session_read_size(const struct session *s)
{
	if (s->options->read_size != 0)
		return s->options->read_size;
	if (s->options->udp)
		return s->endpoint->path == NULL ? DATAGRAM_SIZE : SILENT_SIZE;
	return s->options->verbose > 0 ? TOLD_SIZE : SILENT_SIZE;
}

void
session_tell_credentials(struct session *s, int fd)
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

int
session_failed(struct session *s)
{
	/* A call on a connected socket names no address; its peer is known. */
	if (s->sys.failed.addr.ss_family == 0)
		s->sys.failed.addr = s->peer;
	report_failure(&s->screen.out, s->narrator.langs, &s->sys.failed,
	    s->endpoint, &s->quiet, s->screen.hide != NULL);
	return 1;
}

int
session_wait_failed(struct session *s)
{
	switch (s->wait.end) {
	case WAIT_SIGNAL:
		return session_take_signal(s);
	case WAIT_EXPIRED:
		report_deadline(&s->screen.out, s->narrator.langs,
		    s->options->command->name, s->endpoint, s->options->wait,
		    true);
		if (s->options->command->client && s->peer.ss_family != 0)
			report_silence(
			    &s->screen.out, s->narrator.langs, &s->peer);
		return 1;
	case WAIT_FAILED:
		break;
	}
	return session_failed(s);
}

int
session_file_failed(struct session *s, bool output, int err)
{
	if (output && err == EPIPE && !s->pipe_ignored)
		s->signal = SIGPIPE;
	else
		report_file(&s->screen.out, s->narrator.langs,
		    output ? "stdout" : "stdin", err);
	return 1;
}

void
session_input_failed(struct session *s, int err)
{
	report_file(&s->screen.out, s->narrator.langs, "stdin", err);
	s->input_failed = true;
}

void
session_say(struct session *s, const char *text, ...)
{
	struct out *out = &s->screen.out;

	LANGS_EACH (lang, s->narrator.langs) {
		char line[1024];
		va_list ap;

		va_start(ap, text);
		vsnprintf(line, sizeof(line), tr(lang, text), ap);
		va_end(ap);
		out->line(out, MARK_PLAIN, line);
	}
}
