/*
 * A sink for each side: what is drawn of its steps, as lines of a block.
 * lanes.c draws them.
 */
#include <string.h>

#include "tell/diagram.h"
#include "tell/print.h"
#include "text/address.h"
#include "text/utf8.h"

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

static void
begin(struct sink *sink, const struct call *call)
{
	struct lane *lane = (struct lane *)sink;
	struct lanes *lanes = &lane->diagram->lanes;
	struct block block = { .side = lane->side };
	struct buf buf = { 0 };

	if (lanes->waiting[lane->side] ||
	    (call->id != CALL_ACCEPT && call->id != CALL_CONNECT))
		return;
	put_call(&buf, call, PRINT_BRIEF);
	buf_put(&buf, " ...");
	lanes_add(lanes, &block, 0, buf.s);
	lanes_put(lanes, &block);
	if (lane->side == RIGHT)
		lanes_finish(lanes);
	lanes->waiting[lane->side] = true;
	lane->trying = call->id;
}

static bool
is_told(const struct lane *lane, const struct call *call)
{
	return call_row(call->id)->level == LEVEL_STEP && !call_waits(call) &&
	    (call_fd(call) == -1 ||
		sockets_of_call(lane->sockets, call) != NULL);
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
		.ret = call->ret,
		.met = call->id == CALL_CONNECT && !call_failed(call) };
	struct buf buf = { 0 };

	if (!is_told(lane, call))
		return;
	/* On the right, connect() stands above its result already. */
	if (!block.met || d->lanes.narrow)
		put_call(&buf, call, PRINT_BRIEF);
	put_result(&buf, call);
	put_received(d, lane->side, call, &buf);
	lanes_add(&d->lanes, &block, 0, buf.s);
	if (!call_failed(call))
		add_sentences(lane, &block, &step);
	if (lane->trying == call->id)
		d->lanes.waiting[lane->side] = false;
	lanes_put(&d->lanes, &block);
	if (block.met)
		lanes_finish(&d->lanes);
}

static void
note(struct sink *sink, const struct note *note)
{
	struct lane *lane = (struct lane *)sink;
	struct diagram *d = lane->diagram;
	struct block block = { .side = lane->side };
	struct step step = step_of(&lane->scene, lane->sockets, NULL, note);

	add_address(d, &block, "laddr", &note->laddr);
	add_address(d, &block, "raddr", &note->raddr);
	add_sentences(lane, &block, &step);
	lanes_put(&d->lanes, &block);
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
diagram_close(struct diagram *d)
{
	lanes_finish(&d->lanes);
}
