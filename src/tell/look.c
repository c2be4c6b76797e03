/*
 * What is remembered of sockets and processes, as far as it may deserve a look
 * in the end; and when it does. What is said of it is in findings.c.
 */
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "call/clock.h"
#include "tell/look.h"
#include "text/utf8.h"

enum {
	MANY_ENDS = 10, /* so often may recv() = 0 be asked for again */
	MANY_LEFT = 3,  /* so few sockets may be left behind */
	REST_SEEN = 16  /* bytes of a rest that are remembered */
};

/* Of a socket. */
struct seen_socket {
	long process;       /* whose it was last */
	int fd;             /* ...by that descriptor */
	enum call_id call;  /* that received its end */
	unsigned long ends; /* recv() = 0, after the first */
	bool accepted;      /* by accept(), and connected */
	bool left;          /* the other end had finished: CLOSE_WAIT */
	bool cut_told, size_told;
	unsigned long long next_size; /* of the datagram that comes next */
	unsigned long long lost;      /* sent, where nothing had come but 0 */
	char tail[4];                 /* of a character that is not whole */
	size_t tail_n;
	struct finding rest;         /* that was not sent yet, .of 0: none... */
	char rest_begins[REST_SEEN]; /* ...and begins so */
	size_t rest_n;
};

/* Of a process. */
struct seen_process {
	struct seen_process *next;
	long pid;
	int pipe; /* the socket that its last call found closed, or -1 */
	int mute; /* a connection that has ended, with nothing sent */
	int closed_listener;   /* its number, or -1 */
	struct finding waited; /* in a call, when a signal came; .fd -1: not */
};

/* A call that goes on. */
struct waiting {
	struct waiting *next;
	struct owner owner;
	struct timespec began;
	enum call_id call;
	int fd;
};

/* Memory. */

static struct seen_socket *
seen_of(struct look *look, const struct socket_info *s)
{
	struct seen_socket *seen = by_fd_get(&look->seen, (int)s->id);

	if (seen != NULL)
		return seen;
	seen = calloc(1, sizeof(*seen));
	if (seen != NULL && !by_fd_put(&look->seen, (int)s->id, seen)) {
		free(seen);
		return NULL;
	}
	return seen;
}

static struct seen_process *
process_of(struct look *look, long pid)
{
	struct seen_process *p = look->processes;

	while (p != NULL && p->pid != pid)
		p = p->next;
	if (p != NULL)
		return p;
	p = calloc(1, sizeof(*p));
	if (p == NULL)
		return NULL;
	*p = (struct seen_process){ .pid = pid,
		.pipe = -1,
		.mute = -1,
		.closed_listener = -1,
		.waited.fd = -1,
		.next = look->processes };
	look->processes = p;
	return p;
}

static void
forget_process(struct look *look, long pid)
{
	struct seen_process **at = &look->processes, *p;

	while (*at != NULL && (*at)->pid != pid)
		at = &(*at)->next;
	p = *at;
	if (p != NULL)
		*at = p->next;
	free(p);
}

static void
add(struct look *look, struct finding finding)
{
	findings_add(&look->findings, &finding);
}

/* Waiting. */

static void
begin(struct sink *sink, const struct call *call)
{
	struct look *look = (struct look *)sink;
	struct waiting *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return;
	*w = (struct waiting){ .owner = call->owner,
		.began = call->began,
		.call = call->id,
		.fd = call_fd(call),
		.next = look->waiting };
	look->waiting = w;
}

static void
waits_no_more(struct look *look, const struct call *call)
{
	struct waiting **at = &look->waiting, *w;

	while (*at != NULL &&
	    ((*at)->owner.process != call->owner.process ||
		(*at)->call != call->id ||
		memcmp(&(*at)->began, &call->began, sizeof(call->began)) != 0))
		at = &(*at)->next;
	w = *at;
	if (w != NULL)
		*at = w->next;
	free(w);
}

/* A signal comes that usually ends a program: what it was doing. Whoever waits
   for several sockets waits as a server does. */
static void
signalled(struct look *look, const struct note *note)
{
	struct seen_process *p = process_of(look, note->owner.process);

	for (struct waiting *w = look->waiting; w != NULL && p != NULL;
	     w = w->next)
		if (w->owner.process == note->owner.process &&
		    call_row(w->call)->level == LEVEL_STEP)
			p->waited = (struct finding){ .kind = FOUND_WAITING,
				.process = note->owner.process,
				.call = w->call,
				.fd = w->fd,
				.signal = note->signal,
				.seconds =
				    seconds_between(&w->began, &note->at) };
}

/* Who goes on with something else was not ended by it. */
static bool
cleans_up(const struct call *call)
{
	return call->id == CALL_CLOSE || call->id == CALL_SHUTDOWN ||
	    call_row(call->id)->level == LEVEL_WAIT ||
	    (call_failed(call) && call->err == EINTR);
}

/* Bytes that go. */

static void
sends(struct look *look, const struct call *call, const struct socket_info *s,
    struct seen_socket *seen)
{
	size_t n, asked = call_asked(call);
	const char *data = call_given(call, &n);
	unsigned long long took = call_carried(call);

	if (call_failed(call)) /* what was left is left still */
		return;
	/* What sendfile() takes is not known: it may be the rest. */
	if (seen->rest.of > 0 && data == NULL)
		seen->rest.of = 0;
	if (seen->rest.of > 0) {
		size_t both = n < seen->rest_n ? n : seen->rest_n;

		if (memcmp(data, seen->rest_begins, both) != 0)
			add(look, seen->rest);
		seen->rest.of = 0;
	}
	if (s->type != SOCK_STREAM)
		return;
	if (s->got_end && s->received == 0)
		seen->lost += took;
	if (took >= asked || data == NULL)
		return;
	seen->rest = (struct finding){ .kind = FOUND_REST,
		.process = call->owner.process,
		.call = call->id,
		.fd = call_fd(call),
		.n = took,
		.of = asked };
	/* Where it begins was not kept: whatever is sent next may be it. */
	n = took < n ? n - (size_t)took : 0;
	seen->rest_n = n < REST_SEEN ? n : REST_SEEN;
	memcpy(seen->rest_begins, data + (n > 0 ? took : 0), seen->rest_n);
}

/* Bytes that come. */

static void
put_hex(char *to, size_t size, const char *bytes, size_t n)
{
	size_t used = 0;

	for (size_t i = 0; i < n && used + 4 < size; i++)
		used += (size_t)snprintf(to + used, size - used, "%s%02x",
		    i > 0 ? " " : "", (unsigned char)bytes[i]);
}

/* Whether it is text, as far as its last character is whole: *whole bytes. */
static bool
is_text(const char *s, size_t n, size_t *whole)
{
	uint32_t cp;

	for (*whole = 0; *whole < n;) {
		int len = utf8_decode(s + *whole, n - *whole, &cp);

		if (len == 0)
			return true;
		if (len < 0 || (cp < ' ' && strchr("\n\r\t", (int)cp) == NULL))
			return false;
		*whole += (size_t)len;
	}
	return true;
}

/* A character that was not whole is now, or never will be. Returns how many of
   these bytes are its own. */
static size_t
completes(struct look *look, const struct call *call, struct seen_socket *seen,
    const char *s, size_t n)
{
	struct finding finding = { .kind = FOUND_CUT,
		.process = call->owner.process,
		.fd = call_fd(call) };
	char both[8];
	uint32_t cp;
	size_t more = n < 3 ? n : 3;
	int len;

	memcpy(both, seen->tail, seen->tail_n);
	memcpy(both + seen->tail_n, s, more);
	len = utf8_decode(both, seen->tail_n + more, &cp);
	if (len <= (int)seen->tail_n)
		return 0;
	more = (size_t)len - seen->tail_n;
	put_hex(finding.first, sizeof(finding.first), seen->tail, seen->tail_n);
	put_hex(finding.rest, sizeof(finding.rest), s, more);
	if (!seen->cut_told)
		add(look, finding);
	seen->cut_told = true;
	return more;
}

static void
comes(struct look *look, const struct call *call, struct seen_socket *seen)
{
	struct message m;
	size_t whole, used = 0;

	if (!call_message(call, 0, &m) || m.n == 0)
		return;
	if (seen->tail_n > 0)
		used = completes(look, call, seen, m.data, m.n);
	seen->tail_n = 0;
	if (m.n == m.passed && is_text(m.data + used, m.n - used, &whole) &&
	    m.n - used - whole < sizeof(seen->tail)) {
		seen->tail_n = m.n - used - whole;
		memcpy(seen->tail, m.data + used + whole, seen->tail_n);
	}
}

/* A datagram: whether it was whole, as far as anybody knows. */
static void
datagram_comes(
    struct look *look, const struct call *call, struct seen_socket *seen)
{
	struct finding finding = { .kind = FOUND_TRUNCATED,
		.process = call->owner.process,
		.call = call->id,
		.fd = call_fd(call) };
	unsigned long long size = seen->next_size;
	struct message m;

	seen->next_size = 0;
	if (seen->size_told || !call_message(call, 0, &m) || m.passed == 0 ||
	    m.passed < call_asked(call))
		return;
	finding.n = m.passed;
	finding.of = m.size > m.passed ? m.size : size;
	if (size != 0 && size <= m.passed && m.size <= m.passed)
		return;
	if (finding.of == 0 || finding.of == m.passed)
		finding.kind = FOUND_FILLED;
	add(look, finding);
	seen->size_told = true;
}

static void
receives(struct look *look, const struct call *call,
    const struct socket_info *s, struct seen_socket *seen)
{
	long flags = call_number(call, ARG_MSGFLAGS);

	if (call_failed(call) || flags & (MSG_PEEK | MSG_TRUNC | MSG_ERRQUEUE))
		return;
	if (s->type == SOCK_DGRAM) {
		datagram_comes(look, call, seen);
	} else if (call->ret == 0 && call_asked(call) > 0) {
		seen->ends++;
		seen->call = call->id;
	} else {
		comes(look, call, seen);
	}
}

/* Ends. */

/* A socket has ended: what only its end shows. */
static void
tell_socket(struct look *look, const struct seen_socket *seen)
{
	struct finding f = { .process = seen->process, .fd = seen->fd };

	if (seen->rest.of > 0)
		add(look, seen->rest);
	if (seen->ends > MANY_ENDS) {
		f.kind = FOUND_END_AGAIN;
		f.call = seen->call;
		f.n = seen->ends - 1;
		add(look, f);
	}
	if (seen->lost > 0) {
		f.kind = FOUND_VOID;
		f.n = seen->lost;
		add(look, f);
	}
}

static void
socket_ends(struct look *look, const struct socket_info *s, long process)
{
	struct seen_socket *seen = by_fd_get(&look->seen, (int)s->id);
	struct seen_process *p = process_of(look, process);
	bool connected = s->role == ROLE_SERVER || s->role == ROLE_CLIENT;

	if (p != NULL && connected && s->type == SOCK_STREAM && s->sent == 0)
		p->mute = seen != NULL ? seen->fd : s->fd;
	if (seen == NULL)
		return;
	tell_socket(look, seen);
	by_fd_put(&look->seen, (int)s->id, NULL);
	free(seen);
}

static void
closes(struct look *look, const struct call *call, const struct socket_info *s)
{
	struct seen_process *p = process_of(look, call->owner.process);

	if (s->descriptors > 0)
		return;
	if (p != NULL && s->role == ROLE_LISTENER)
		p->closed_listener = call_fd(call);
	socket_ends(look, s, call->owner.process);
}

static void
hears_socket(
    struct look *look, const struct call *call, const struct socket_info *s)
{
	struct seen_socket *seen = seen_of(look, s);

	if (seen == NULL)
		return;
	seen->process = call->owner.process;
	seen->fd = call_fd(call) != -1 ? call_fd(call) : s->fd;
	if (call_sends(call->id))
		sends(look, call, s, seen);
	else if (call_receives(call->id))
		receives(look, call, s, seen);
	if (call->id == CALL_CLOSE)
		closes(look, call, s);
}

static void
end(struct sink *sink, const struct call *call)
{
	struct look *look = (struct look *)sink;
	const struct socket_info *s = sockets_of_call(look->sockets, call);
	struct seen_process *p = process_of(look, call->owner.process);

	waits_no_more(look, call);
	if (p != NULL && !cleans_up(call))
		p->waited.fd = -1;
	if (p != NULL)
		p->pipe = call_failed(call) && call->err == EPIPE
		    ? call_fd(call)
		    : -1;
	if (call->id == CALL_BIND && call_failed(call) &&
	    call->err == EADDRINUSE && s != NULL && !s->reuses &&
	    s->type == SOCK_STREAM && s->family != AF_UNIX)
		add(look,
		    (struct finding){ .kind = FOUND_IN_USE,
			.process = call->owner.process,
			.fd = call_fd(call) });
	if (s != NULL)
		hears_socket(look, call, s);
}

/* The sockets that ended with their process. */
static void
ends_with_process(struct look *look, const struct note *note)
{
	const struct seen_process *p = process_of(look, note->owner.process);
	struct finding left = { .kind = FOUND_DESCRIPTORS,
		.process = note->owner.process };

	for (size_t i = 0; i < note->n; i++) {
		const struct socket_info *s = sockets_find(
		    look->sockets, note->owner.table, note->fds[i]);
		const struct seen_socket *seen =
		    s != NULL ? by_fd_get(&look->seen, (int)s->id) : NULL;

		if (s == NULL || s->descriptors > 0)
			continue;
		if (s->role == ROLE_SERVER && p != NULL &&
		    p->closed_listener != -1)
			add(look,
			    (struct finding){ .kind = FOUND_OPEN,
				.process = note->owner.process,
				.fd = p->closed_listener,
				.other = note->fds[i] });
		if (s->role == ROLE_SERVER &&
		    (s->got_end || (seen != NULL && seen->left))) {
			left.fd = left.n++ == 0 ? note->fds[i] : left.fd;
			left.other = note->fds[i];
		}
		socket_ends(look, s, note->owner.process);
	}
	if (left.n >= MANY_LEFT)
		add(look, left);
}

static void
process_ends(struct look *look, const struct note *note)
{
	struct finding f = { .process = note->owner.process };
	const struct seen_process *p;

	ends_with_process(look, note);
	p = process_of(look, note->owner.process);
	if (p != NULL && p->waited.fd != -1)
		add(look, p->waited);
	f.kind = FOUND_PIPE;
	if (p != NULL && WIFSIGNALED(note->status) &&
	    WTERMSIG(note->status) == SIGPIPE && p->pipe != -1) {
		f.fd = p->pipe;
		add(look, f);
	}
	f.kind = FOUND_NOTHING;
	if (p != NULL && WIFEXITED(note->status) &&
	    WEXITSTATUS(note->status) != 0 && p->mute != -1) {
		f.fd = p->mute;
		f.status = WEXITSTATUS(note->status);
		add(look, f);
	}
	forget_process(look, note->owner.process);
}

/* What the kernel showed of a socket that was about to end. */
static void
shows(struct look *look, const struct note *note)
{
	const struct socket_info *s = sockets_of_note(look->sockets, note);
	struct finding f = { .process = note->owner.process,
		.fd = note->fd,
		.n = note->amount };
	struct seen_socket *seen = s != NULL ? seen_of(look, s) : NULL;

	if (seen == NULL)
		return;
	if (note->kind == NOTE_LEFT)
		seen->left = true;
	if (note->kind == NOTE_NEXT_SIZE)
		seen->next_size = note->amount;
	f.kind = note->kind == NOTE_UNACCEPTED ? FOUND_UNACCEPTED
	    : s->family == AF_UNIX             ? FOUND_UNREAD_HERE
					       : FOUND_UNREAD;
	if (note->kind == NOTE_UNACCEPTED ||
	    (note->kind == NOTE_UNREAD && !s->reset))
		add(look, f);
}

static void
note(struct sink *sink, const struct note *note)
{
	struct look *look = (struct look *)sink;

	switch (note->kind) {
	case NOTE_SIGNAL:
		signalled(look, note);
		break;
	case NOTE_EXITED:
		process_ends(look, note);
		break;
	case NOTE_UNREAD:
	case NOTE_UNACCEPTED:
	case NOTE_LEFT:
	case NOTE_NEXT_SIZE:
		shows(look, note);
		break;
	default:
		break;
	}
}

static void
tell(struct sink *sink)
{
	struct look *look = (struct look *)sink;

	/* Those that ended otherwise: by close_range(), or an exec(). */
	for (size_t i = 0; i < look->seen.size; i++) {
		if (look->seen.list[i] != NULL)
			tell_socket(look, look->seen.list[i]);
		free(look->seen.list[i]);
	}
	findings_tell(&look->findings, look->out, look->langs,
	    &(struct finding_telling){ .several = look->scene->several,
		.name = look->name,
		.headed = look->headed });
	by_fd_free(&look->seen);
	while (look->processes != NULL)
		forget_process(look, look->processes->pid);
	while (look->waiting != NULL) {
		struct waiting *w = look->waiting;

		look->waiting = w->next;
		free(w);
	}
}

void
look_init(struct look *look, struct out *out, struct langs langs,
    const struct scene *scene, const struct sockets *sockets)
{
	static const struct sink_ops ops = {
		.begin = begin, .end = end, .note = note, .close = tell
	};

	*look = (struct look){ .sink.ops = &ops,
		.out = out,
		.langs = langs,
		.scene = scene,
		.sockets = sockets };
}
