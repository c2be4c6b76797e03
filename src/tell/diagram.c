/*
 * A sink for each side: what is drawn of its steps, as lines of a block.
 * lanes.c draws them.
 */
#include <errno.h>
#include <string.h>

#include "tell/diagram.h"
#include "tell/print.h"
#include "text/address.h"
#include "text/utf8.h"
#include "text/wrap.h"

enum { SHORTEST_ARROW = 14 }; /* of the lane on the left, beside what it got */

static void
add_address(const struct diagram *d, struct block *block, const char *name,
    const struct sockaddr_storage *addr)
{
	struct buf buf = { 0 };

	if (addr->ss_family == 0)
		return;
	buf_printf(&buf, "%s=", name);
	put_address(&buf, addr);
	lanes_add(&d->lanes, block, 2, buf.s);
}

/* A block, and the lanes that it is for. */
struct adding {
	const struct lanes *lanes;
	struct block *block;
};

static void
add(void *owner, const char *sentence)
{
	struct adding *adding = owner;

	lanes_add(adding->lanes, adding->block, 2, sentence);
}

/* Sentences, and, the first time, why. */
static void
add_sentences(struct lane *lane, struct block *block, const struct step *step)
{
	static const enum column columns[] = { SAID, ALSO, WHOSE };
	static const struct {
		int level;
		enum column column;
	} once[] = { { 1, WORD }, { 2, WHY }, { 3, MORE } };
	const struct diagram *d = lane->diagram;
	struct adding adding = { &d->lanes, block };

	for (size_t i = 0; d->level >= 1 && i < 3; i++)
		sentences_of(d->langs, columns[i], step, add, &adding);
	for (size_t i = 0; i < 3; i++)
		if (d->level >= once[i].level)
			sentences_once(&lane->told, d->langs, once[i].column,
			    step, add, &adding);
}

/* "recv(4, 2048) = 5" and, where there is room for it, what was received. */
static void
put_received(
    const struct diagram *d, int side, const struct call *call, struct buf *buf)
{
	int room =
	    lane_width(&d->lanes, side) - (side == LEFT ? SHORTEST_ARROW : 0);
	struct buf text = { 0 };

	const char *data;
	size_t n;

	if (!call_receives(call->id) || call->ret <= 0)
		return;
	data = call_data(call, &n);
	put_quoted(&text, data, n);
	if (d->lanes.narrow ||
	    utf8_columns(buf->s) + 1 + utf8_columns(text.s) <= room)
		buf_printf(buf, " %s", text.s);
}

/* A block, at once or in its turn. */
static void
put(struct diagram *d, const struct block *block)
{
	if (block->lines == 0)
		return;
	if (d->watched)
		order_put(&d->order, block);
	else
		lanes_put(&d->lanes, block);
}

static bool
is_step(const struct lane *lane, const struct call *call)
{
	if (lane->diagram->watched && call_receives(call->id) &&
	    !(call_number(call, ARG_MSGFLAGS) & MSG_ERRQUEUE))
		return true;
	return call_row(call->id)->level == LEVEL_STEP;
}

/* Of ours, those that may wait for long; others say when they do. */
static bool
is_announced(const struct lane *lane, const struct call *call)
{
	if (lane->diagram->watched)
		return is_step(lane, call);
	return !lane->diagram->lanes.waiting[lane->side] &&
	    (call->id == CALL_ACCEPT || call->id == CALL_CONNECT);
}

static void
add_call(const struct diagram *d, struct block *block, const struct call *call,
    const char *text)
{
	block->mark = call_failed(call) && !call_waits(call) ? MARK_ERROR
	    : call_sends(call->id)                           ? MARK_SENT
	    : call_receives(call->id)                        ? MARK_RECEIVED
							     : MARK_STEP;
	lanes_add(&d->lanes, block, 0, text);
	block->marked = block->lines;
}

static void
begin(struct sink *sink, const struct call *call)
{
	struct lane *lane = (struct lane *)sink;
	struct diagram *d = lane->diagram;
	struct lanes *lanes = &d->lanes;
	struct block block = { .side = lane->side };
	struct buf buf = { 0 };

	if (!is_announced(lane, call))
		return;
	put_process(&buf, &lane->scene, &call->owner);
	put_call(&buf, call, PRINT_BRIEF);
	buf_put(&buf, " ...");
	add_call(d, &block, call, buf.s);
	lane->trying = call->id;
	if (d->watched) {
		block.waits = true;
		block.ends =
		    ends_of(call, sockets_of_call(lane->sockets, call));
		put(d, &block);
		order_draws(&d->order, lane->side, call);
		return;
	}
	put(d, &block);
	if (lane->side == RIGHT)
		lanes_finish(lanes);
	lanes->waiting[lane->side] = true;
}

static bool
is_told(const struct lane *lane, const struct call *call)
{
	bool watched = lane->diagram->watched;

	if (!is_step(lane, call))
		return false;
	if (call_waits(call) ||
	    (watched && call_failed(call) && call->err == EINTR))
		return watched && call->id == CALL_CONNECT;
	return call_fd(call) == -1 ||
	    sockets_of_call(lane->sockets, call) != NULL ||
	    (watched && call_failed(call));
}

static void
end(struct sink *sink, const struct call *call)
{
	struct lane *lane = (struct lane *)sink;
	struct diagram *d = lane->diagram;
	struct step step = step_of(&lane->scene, lane->sockets, call, NULL);
	struct block block = { .side = lane->side,
		.is_call = true,
		.call = call->id,
		.ret = call_failed(call) ? -1 : (long)call_carried(call),
		.met = !d->watched && call->id == CALL_CONNECT &&
		    !call_failed(call),
		.ends = ends_of(call, step.socket),
		.waits_no_more = lane->trying == call->id };
	struct buf buf = { 0 };

	if (d->watched)
		order_ends(&d->order, lane->side, call);
	if (!is_told(lane, call)) {
		diagram_settle(d);
		return;
	}
	put_process(&buf, &lane->scene, &call->owner);
	/* On the right, connect() stands above its result already. */
	if (!block.met || d->lanes.narrow)
		put_call(&buf, call, PRINT_BRIEF);
	put_result(&buf, call);
	put_received(d, lane->side, call, &buf);
	add_call(d, &block, call, buf.s);
	if (!call_failed(call))
		add_sentences(lane, &block, &step);
	if (block.waits_no_more && !d->watched)
		d->lanes.waiting[lane->side] = false;
	put(d, &block);
	if (block.met)
		lanes_finish(&d->lanes);
}

/* What is drawn of a note at every level, since nothing else says it. */
static bool
is_news(enum note_kind kind)
{
	return kind == NOTE_EXITED || kind == NOTE_RING ||
	    kind == NOTE_FOREIGN || kind == NOTE_POWERS;
}

static void
add_news(struct lane *lane, struct block *block, const struct step *step)
{
	struct adding adding = { &lane->diagram->lanes, block };

	sentences_of(lane->diagram->langs, SAID, step, add, &adding);
}

static void
note(struct sink *sink, const struct note *note)
{
	struct lane *lane = (struct lane *)sink;
	struct diagram *d = lane->diagram;
	struct block block = { .side = lane->side };
	struct step step = step_of(&lane->scene, lane->sockets, NULL, note);

	if (d->watched && note->kind == NOTE_EXITED)
		order_gone(&d->order, lane->side, note->owner.process);
	if (note->kind != NOTE_FOUND) {
		add_address(d, &block, "laddr", &note->laddr);
		add_address(d, &block, "raddr", &note->raddr);
	}
	if (d->level == 0 && is_news(note->kind))
		add_news(lane, &block, &step);
	add_sentences(lane, &block, &step);
	put(d, &block);
}

void
diagram_open(struct diagram *d, struct out *out, struct langs langs, int level,
    const struct side *sides, const struct sockets *const *sockets, int n)
{
	static const struct sink_ops ops = {
		.begin = begin, .end = end, .note = note
	};

	memset(d, 0, sizeof(*d));
	lanes_init(&d->lanes, out, langs, sides, n);
	d->langs = langs;
	d->level = level;
	for (int i = 0; i < n; i++)
		d->lane[i] = (struct lane){ .sink.ops = &ops,
			.diagram = d,
			.side = i,
			.sockets = sockets[i],
			.scene = { .program = "sockdemo",
			    .client = sides[i].client } };
}

void
diagram_open_watched(struct diagram *d, struct out *out, struct langs langs,
    int level, const struct side *sides, const struct sockets *const *sockets,
    const struct scene *scene)
{
	diagram_open(d, out, langs, level, sides, sockets, 2);
	order_init(&d->order, &d->lanes);
	d->watched = true;
	for (int i = 0; i < 2; i++)
		d->lane[i].scene = *scene;
}

void
diagram_begins(struct diagram *d, int side, const struct call *call)
{
	const struct socket_info *s =
	    sockets_of_call(d->lane[side].sockets, call);
	struct ends ends = { 0 };

	if (s != NULL)
		ends = (struct ends){ s->laddr, s->raddr };
	order_begins(&d->order, side, call, &ends);
}

void
diagram_writes(struct diagram *d, int side, const char *text)
{
	struct block block = { .side = side };
	int width = lane_width(&d->lanes, side) - 2;

	/* Each row behind its mark, so that none looks like a call. */
	do {
		size_t n = wrap(text, width > 10 ? (size_t)width : 10);
		struct buf row = { 0 };

		buf_printf(&row, "| %.*s", (int)n, text);
		lanes_add(&d->lanes, &block, 0, row.s);
		text += n;
		text += strspn(text, " ");
	} while (*text != '\0');
	put(d, &block);
}

int
diagram_settle(struct diagram *d)
{
	return d->watched ? order_settle(&d->order) : -1;
}

void
diagram_close(struct diagram *d)
{
	if (d->watched)
		order_finish(&d->order);
	lanes_finish(&d->lanes);
}
