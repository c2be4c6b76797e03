/*
 * Telling each call and note on the screen. What is said of them is in know/,
 * how a call is printed in print.c.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "call/clock.h"
#include "know/errors.h"
#include "tell/marks.h"
#include "tell/narrate.h"
#include "tell/print.h"
#include "text/address.h"

enum { SINGLY = 8 };               /* so many are told in any case */
static const double BY_HAND = 0.1; /* seconds: nobody types lines faster */

/* Where sentences are shown, and as what. */
struct line {
	struct out *out;
	enum mark mark;
};

static void
show(void *owner, const char *sentence)
{
	struct line *line = owner;

	line->out->line(line->out, line->mark, sentence);
}

/* A line with a mark; what that means, the first time. */
static void
tell_line(struct narrator *n, enum mark mark, const char *text)
{
	const char *meaning = mark_meaning(mark);

	n->out->line(n->out, mark, text);
	if (meaning == NULL || n->marked[mark] || n->level < 2)
		return;
	n->marked[mark] = true;
	LANGS_EACH (lang, n->langs)
		n->out->line(n->out, MARK_EXPLAIN, tr(lang, meaning));
}

static void
explain(struct narrator *n, enum mark mark, enum column column,
    const struct step *step)
{
	struct line line = { n->out, mark };

	sentences_of(n->langs, column, step, show, &line);
}

/* What happened, or was seen, and what there is to add. */
static void
explain_step(struct narrator *n, enum mark mark, const struct step *step)
{
	explain(n, mark, SAID, step);
	explain(n, mark, ALSO, step);
}

/* The line, or the two, for a terminal where no calls are told. */
static void
tell_status(struct narrator *n, const struct step *step)
{
	if (!n->status)
		return;
	explain(n, MARK_PLAIN, STATUS, step);
	explain(n, MARK_PLAIN, STATUS_ALSO, step);
}

/* What is told from a level on, the first time that it comes up. */
static void
tell_once(
    struct narrator *n, int level, enum column column, const struct step *step)
{
	struct line line = { n->out, MARK_EXPLAIN };

	if (n->level >= level)
		sentences_once(&n->told, n->langs, column, step, show, &line);
}

/* The reason for a step, and what only some need to know. */
static void
tell_why(struct narrator *n, const struct step *step)
{
	tell_once(n, 2, WHY, step);
	tell_once(n, 3, MORE, step);
}

/* "0.000321 +0.000021 ": since the start, and since the last step. Or the time
   of day. */
static void
put_times(struct narrator *n, const struct timespec *now, struct buf *buf)
{
	char day[CLOCK_TEXT];

	if (n->times == TIMES_CLOCK)
		buf_printf(buf, "%s ", clock_text(now, day));
	if (n->times != TIMES_SINCE)
		return;
	buf_printf(buf, "%.6f +%.6f ", seconds_between(&n->start, now),
	    seconds_between(&n->last, now));
	n->last = *now;
}

static enum mark
mark_of(const struct step *step)
{
	const struct call *call = step->call;

	if (call_sends(call->id))
		return MARK_SENT;
	if (call_receives(call->id))
		return MARK_RECEIVED;
	if (call_moves(call->id) && step->socket != NULL)
		return step->into ? MARK_SENT : MARK_RECEIVED;
	return MARK_STEP;
}

static void
tell_addresses(struct narrator *n, const struct note *note)
{
	struct buf buf = { 0 };

	buf_put(&buf, "laddr=");
	put_address(&buf, &note->laddr);
	if (note->raddr.ss_family != 0) {
		buf_put(&buf, " raddr=");
		put_address(&buf, &note->raddr);
	}
	n->out->line(n->out, MARK_ADDRESS, buf.s);
}

/*
 * Bulk: after the first few, what passes faster than a person could type it is
 * counted, and told once a second and at the end.
 */
static void
tell_bulk(struct narrator *n, struct bulk *bulk, const struct timespec *now)
{
	struct buf buf = { 0 };

	if (bulk->calls == 0)
		return;
	put_times(n, now, &buf);
	put_process(&buf, n->scene, &bulk->owner);
	buf_printf(&buf, "%s(%d, ...) x %lu = %llu bytes",
	    call_row(bulk->call)->name, bulk->fd, bulk->calls, bulk->bytes);
	tell_line(n, bulk->mark, buf.s);
	bulk->calls = 0;
	bulk->bytes = 0;
	bulk->told = *now;
}

static void
tell_all_bulk(struct narrator *n, const struct timespec *now)
{
	for (int i = 0; i < BULKS; i++) {
		tell_bulk(n, &n->sent[i], now);
		tell_bulk(n, &n->received[i], now);
		tell_bulk(n, &n->spliced[i], now);
	}
}

/* What a call on a socket is counted in, where that is to be; NULL: it is never
   counted. It is the socket's own once a call of its was. */
static struct bulk *
bulk_of(struct narrator *n, const struct step *step)
{
	const struct call *call = step->call;
	const struct socket_info *s = step->socket;
	int place = s->fd % BULKS;
	struct bulk *bulk = call_sends(call->id) ? &n->sent[place]
	    : call_receives(call->id)            ? &n->received[place]
	    : call_moves(call->id)               ? &n->spliced[place]
						 : NULL;

	if (bulk != NULL && bulk->socket != s->id) {
		tell_bulk(n, bulk, &call->ended);
		*bulk = (struct bulk){ .socket = s->id,
			.call = call->id,
			.mark = mark_of(step),
			.owner = call->owner,
			.fd = s->fd,
			.told = call->ended };
	}
	return bulk;
}

/* Whether what passes is told call by call: there were few yet, or it is a
   person who sends it, here or there. */
static bool
is_told_alone(struct narrator *n, const struct call *call,
    const struct socket_info *s, const struct bulk *bulk)
{
	if (call_moves(call->id)) /* it shows no bytes: once is enough */
		return s->splices <= 1;
	if (call_sends(call->id) && n->scene->prompt && !n->scene->many)
		return true;
	return (call_sends(call->id) ? s->sends : s->recvs) <= SINGLY ||
	    seconds_between(&bulk->passed, &call->ended) >= BY_HAND;
}

/* Whether a call was counted, and needs no line of its own. */
static bool
counted(struct narrator *n, const struct call *call)
{
	struct step step = step_of(n->scene, n->sockets, call, NULL);
	const struct socket_info *s = step.socket;
	struct bulk *bulk;
	bool alone;

	if (call->ret <= 0 || n->level >= 3 || s == NULL)
		return false;
	bulk = bulk_of(n, &step);
	if (bulk == NULL)
		return false;
	alone = is_told_alone(n, call, s, bulk);
	bulk->passed = call->ended;
	if (alone)
		return false;
	bulk->calls++;
	bulk->bytes += call_moves(call->id) ? (unsigned long long)call->ret
					    : call_carried(call);
	if (seconds_between(&bulk->told, &call->ended) >= 1)
		tell_bulk(n, bulk, &call->ended);
	return true;
}

/* From which level on a call is told: others receive with recvmsg(), too. */
static int
level_of(const struct narrator *n, const struct call *call)
{
	bool errors = call_number(call, ARG_MSGFLAGS) & MSG_ERRQUEUE;

	if (n->scene->watched && call_receives(call->id) && !errors)
		return LEVEL_STEP;
	return (int)call_row(call->id)->level;
}

/* Whether a call is announced before it waits. Those of other programs come
   here only when they do; ours are tried again and again. */
static bool
is_announced(const struct narrator *n, const struct step *step)
{
	enum call_id id = step->call->id;

	if (n->level == 0)
		return false;
	if (n->scene->watched)
		return n->level >= level_of(n, step->call);
	/* On a datagram socket, connect() asks nobody, and never waits. */
	if (n->announced ||
	    (step->socket != NULL && step->socket->type == SOCK_DGRAM))
		return false;
	return id == CALL_ACCEPT || id == CALL_CONNECT ||
	    id == CALL_GETADDRINFO;
}

/* A call that may wait is announced before it does, once for all its tries. */
static void
begin(struct sink *sink, const struct call *call)
{
	struct narrator *n = (struct narrator *)sink;
	struct step step = step_of(n->scene, n->sockets, call, NULL);
	struct buf buf = { 0 };
	struct timespec now;

	if (!is_announced(n, &step))
		return;
	n->announced = true;
	n->trying = call->id;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (n->scene->watched)
		tell_all_bulk(n, &now);
	put_times(n, &now, &buf);
	put_process(&buf, n->scene, &call->owner);
	put_call(&buf, call, PRINT_SHORT);
	buf_put(&buf, " ...");
	tell_line(n, MARK_STEP, buf.s);
	/* Many clients are waited for again and again. */
	if (!n->scene->many || !n->waited)
		explain(n, MARK_EXPLAIN, WAITING, &step);
	n->waited = n->waited || call->id == CALL_ACCEPT;
	tell_once(n, 3, WHY_WAITING, &step);
}

/* What a call failed with, in words. */
static void
tell_label(struct narrator *n, const struct step *step)
{
	const struct socket_info *s = step->socket;
	struct facts facts = { .call = step->call->id,
		.err = step->call->err,
		.fd = call_fd(step->call) };

	if (s != NULL) {
		facts.ipv6 = s->family == AF_INET6;
		facts.local = s->family == AF_UNIX;
		facts.datagram = s->type == SOCK_DGRAM;
	}
	LANGS_EACH (lang, n->langs)
		n->out->line(n->out, MARK_EXPLAIN, error_label(lang, &facts));
}

/* A program that does not wait for its connection has asked for it all the
   same. */
static bool
is_begun(const struct narrator *n, const struct call *call)
{
	return n->scene->watched && call->id == CALL_CONNECT &&
	    call_failed(call) && call->err == EINPROGRESS;
}

static bool
is_told(const struct narrator *n, const struct call *call)
{
	bool waiting = (call_waits(call) && !is_begun(n, call)) ||
	    (call_failed(call) && call->err == EINTR);

	if (n->level >= 3)
		return true;
	if (waiting || level_of(n, call) > n->level)
		return false;
	/* Descriptors that are no sockets are the waiting's; another program
	   may take one for a socket's. */
	return call_fd(call) == -1 ||
	    sockets_of_call(n->sockets, call) != NULL ||
	    (n->scene->watched && call_failed(call));
}

static void
tell_more(struct narrator *n, const struct call *call)
{
	if (n->more != NULL)
		n->more(n, call);
}

static void
tell_call(struct narrator *n, const struct call *call)
{
	bool waiting = call_waits(call);
	struct step step = step_of(n->scene, n->sockets, call, NULL);
	struct buf buf = { 0 };

	put_times(n, &call->ended, &buf);
	put_process(&buf, n->scene, &call->owner);
	put_call(&buf, call, n->level >= 3 ? PRINT_WHOLE : PRINT_SHORT);
	put_result(&buf, call);
	if (call_failed(call) && !waiting && call->err != EINTR) {
		tell_line(n, MARK_ERROR, buf.s);
		tell_label(n, &step);
		tell_once(n, 1, WORD, &step);
		tell_more(n, call);
		return;
	}
	tell_line(n, mark_of(&step), buf.s);
	if (call_failed(call) && !is_begun(n, call))
		return;
	explain_step(n, MARK_EXPLAIN, &step);
	tell_once(n, 1, WORD, &step);
	tell_more(n, call);
	tell_why(n, &step);
}

static void
end(struct sink *sink, const struct call *call)
{
	struct narrator *n = (struct narrator *)sink;

	if (n->level == 0) {
		struct step step = step_of(n->scene, n->sockets, call, NULL);

		if (!call_failed(call))
			tell_status(n, &step);
		return;
	}
	if (call->id == n->trying && !call_waits(call))
		n->announced = false;
	if (!is_told(n, call) || counted(n, call))
		return;
	if (level_of(n, call) == LEVEL_STEP)
		tell_all_bulk(n, &call->ended);
	tell_call(n, call);
}

static void
tell_note(struct narrator *n, const struct step *step)
{
	const struct note *note = step->note;
	struct buf buf = { 0 };

	bool kernel = note->kind == NOTE_CREDENTIALS ||
	    note->kind == NOTE_ICMP ||
	    (note->kind >= NOTE_STARTED && note->kind != NOTE_NAMED);
	bool waits = note->kind == NOTE_LISTENING || note->kind == NOTE_BOUND ||
	    note->kind == NOTE_NAMED;

	if (show_sight(n->out, n->langs, note, &n->explained))
		return;
	if (note->kind == NOTE_OPTION) {
		put_option(&buf, note->option);
		tell_line(n, MARK_KERNEL, buf.s);
	}
	explain_step(n, kernel ? MARK_KERNEL : MARK_EXPLAIN, step);
	if (note->kind == NOTE_ACCEPTED || note->kind == NOTE_CONNECTED ||
	    (waits && n->scene->watched))
		tell_addresses(n, note);
	tell_once(n, 1, WORD, step);
	explain(n, MARK_EXPLAIN, WHOSE, step);
	tell_why(n, step);
	explain(n, MARK_PLAIN, ENDED, step);
	explain(n, MARK_PLAIN, TOTALS, step);
}

/* Seen for look.c: of these there is nothing to say yet. */
static bool
is_for_others(enum note_kind kind)
{
	return kind == NOTE_NEXT_SIZE || kind == NOTE_LEFT ||
	    kind == NOTE_SIGNAL || kind == NOTE_COPIED;
}

static void
note(struct sink *sink, const struct note *note)
{
	struct narrator *n = (struct narrator *)sink;
	struct step step = step_of(n->scene, n->sockets, NULL, note);

	if (is_for_others(note->kind))
		return;
	tell_all_bulk(n, &note->at);
	if (n->level > 0)
		tell_note(n, &step);
	else
		tell_status(n, &step);
}

void
narrator_init(struct narrator *n, struct out *out, struct langs langs,
    const struct scene *scene, const struct sockets *sockets)
{
	static const struct sink_ops ops = {
		.begin = begin, .end = end, .note = note
	};

	*n = (struct narrator){ .sink.ops = &ops,
		.out = out,
		.scene = scene,
		.sockets = sockets,
		.langs = langs };
	clock_gettime(CLOCK_MONOTONIC, &n->start);
	n->last = n->start;
}
