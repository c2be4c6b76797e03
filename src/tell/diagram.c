#include <stdio.h>
#include <string.h>

#include "tell/diagram.h"
#include "tell/print.h"
#include "text/address.h"
#include "text/utf8.h"
#include "text/wrap.h"

enum { WIDE = 80, RIGHT_LANE = 32, MIDDLE = 52, NAME_COLUMN = 10 };
enum { SHORTEST_ARROW = 18 };

/* A word in the language that was asked for, or in both. */
static void
put_word(const struct diagram *d, const char *word, struct buf *buf)
{
	const char *comma = "";

	LANGS_EACH (lang, d->langs) {
		buf_printf(buf, "%s%s", comma, tr(lang, word));
		comma = " / ";
	}
}

static void
put_spaces(struct buf *buf, int n)
{
	for (; n > 0; n--)
		buf_put(buf, " ");
}

static int
columns(const struct buf *buf)
{
	return utf8_columns(buf->s);
}

/* Spaces up to a column. */
static void
go_to(struct buf *buf, int column)
{
	put_spaces(buf, column - columns(buf));
}

/* "──────── 5 bytes ───────▶", from where the text ends to a column. */
static void
put_arrow(const struct diagram *d, struct buf *buf, int to, const char *label,
    bool rightwards, bool inferred)
{
	const char *dash = d->unicode ? inferred ? "╌" : "─"
	    : inferred                ? "."
				      : "-";
	int from = columns(buf) + 1;
	int n = to - from - utf8_columns(label) - 5;

	put_spaces(buf, 1);
	if (!rightwards)
		buf_put(buf, d->unicode ? " ◀" : " <");
	for (int i = 0; i < n / 2; i++)
		buf_put(buf, dash);
	buf_printf(buf, " %s ", label);
	for (int i = n / 2; i < n; i++)
		buf_put(buf, dash);
	if (rightwards)
		buf_put(buf, d->unicode ? "▶" : ">");
	go_to(buf, to);
}

/* What passed between two steps that meet in one row; empty: nothing. */
static void
put_label(const struct diagram *d, const struct block *first,
    const struct block *then, struct buf *buf)
{
	bool got = then->is_call && then->call == CALL_RECV;

	if (!got || !first->is_call)
		return;
	if (first->call == CALL_SEND && then->ret > 0)
		LANGS_EACH (lang, d->langs) {
			buf_clear(buf);
			buf_printf(buf,
			    trn(lang, "%ld byte", "%ld bytes",
				(unsigned long long)then->ret),
			    then->ret);
		}
	else if (first->call == CALL_CLOSE && then->ret == 0)
		put_word(d, N_("end"), buf);
}

static void
draw(const struct diagram *d, const char *text)
{
	d->out->line(d->out, MARK_PLAIN, text);
}

/* The server's lane where it has nothing to say in a row. */
static void
put_left(
    const struct diagram *d, const char *text, bool waiting, struct buf *buf)
{
	buf_put(buf, "  ");
	if (text != NULL)
		buf_put(buf, text);
	else if (waiting)
		buf_put(buf, d->unicode ? "┊" : ":");
}

/* Rows with one block, or with one of each lane; label: an arrow between. */
static void
draw_rows(const struct diagram *d, const struct block *left,
    const struct block *right, const char *label, bool rightwards)
{
	bool waiting = d->lane[SERVER].waiting;
	int n = left != NULL ? left->lines : 0;

	if (right != NULL && right->lines > n)
		n = right->lines;
	for (int i = 0; i < n; i++) {
		struct buf row = { 0 };
		bool met = i == 0 && right != NULL && right->met && waiting;

		put_left(d,
		    left != NULL && i < left->lines ? left->line[i] : NULL,
		    waiting, &row);
		if (met) {
			struct buf word = { 0 };

			put_word(d, N_("connection"), &word);
			put_arrow(d, &row, d->right, word.s, false, true);
		} else if (i == 0 && *label != '\0') {
			put_arrow(d, &row, d->right, label, rightwards, false);
		}
		if (right != NULL && i < right->lines) {
			go_to(&row, d->right);
			buf_put(&row, right->line[i]);
		}
		draw(d, row.s);
	}
}

/* One column: who, and what. */
static void
draw_narrow(const struct diagram *d, const struct block *block)
{
	for (int i = 0; i < block->lines; i++) {
		struct buf row = { 0 };

		if (i == 0)
			put_word(d,
			    block->side == SERVER ? N_("server") : N_("client"),
			    &row);
		go_to(&row, NAME_COLUMN);
		buf_put(&row, block->line[i]);
		draw(d, row.s);
	}
}

static void
draw_held(struct diagram *d)
{
	const struct block *held = &d->held;

	if (!held->used)
		return;
	if (d->narrow)
		draw_narrow(d, held);
	else if (held->side == SERVER)
		draw_rows(d, held, NULL, "", false);
	else
		draw_rows(d, NULL, held, "", false);
	d->held.used = false;
}

/* Two steps, one of each lane, in the same rows. */
static void
draw_joined(struct diagram *d, const struct block *then)
{
	const struct block *first = &d->held;
	const struct block *left = first->side == SERVER ? first : then;
	const struct block *right = first->side == SERVER ? then : first;
	struct buf label = { 0 };

	put_label(d, first, then, &label);
	draw_rows(d, left, right, label.s, first->side == SERVER);
	d->held.used = false;
}

/* A step that ends. It is held, in case the other lane's next one joins it. */
static void
put_block(struct diagram *d, const struct block *block)
{
	bool other = d->held.used && d->held.side != block->side;

	if (d->narrow) {
		draw_narrow(d, block);
		return;
	}
	if (other && !block->met && !d->held.met) {
		draw_joined(d, block);
		return;
	}
	draw_held(d);
	d->held = *block;
	d->held.used = true;
}

static int
lane_width(const struct diagram *d, enum side side)
{
	if (d->narrow)
		return d->out->width - NAME_COLUMN;
	return side == SERVER ? d->right - 4 : d->out->width - d->right;
}

/* Adds a text, folded and indented, to a block. */
static void
add(const struct diagram *d, struct block *block, int indent, const char *text)
{
	int width = lane_width(d, block->side) - indent;

	while (*text != '\0' && block->lines < BLOCK_LINES) {
		size_t n = wrap(text, width > 10 ? (size_t)width : 10);

		snprintf(block->line[block->lines++], sizeof(block->line[0]),
		    "%*s%.*s", indent, "", (int)n, text);
		text += n;
		text += strspn(text, " ");
	}
}

static void
add_address(const struct diagram *d, struct block *block, const char *name,
    const struct sockaddr_storage *addr)
{
	struct buf buf = { 0 };

	if (addr->ss_family == 0)
		return;
	buf_printf(&buf, "%s=", name);
	put_address(&buf, addr);
	add(d, block, 2, buf.s);
}

typedef void sentence(enum lang, const struct step *, struct buf *);

static void
add_sentence(const struct diagram *d, struct block *block, sentence *make,
    const struct step *step)
{
	if (d->level < 1)
		return;
	LANGS_EACH (lang, d->langs) {
		struct buf buf = { 0 };

		make(lang, step, &buf);
		for (char *line = strtok(buf.s, "\n"); line != NULL;
		     line = strtok(NULL, "\n"))
			add(d, block, 2, line);
	}
}

static void
add_why(struct lane *lane, struct block *block, const struct step *step)
{
	const struct diagram *d = lane->diagram;
	enum why why = step_why(step);

	if (d->level < 2 || why == WHY_NONE || lane->told_why[why])
		return;
	lane->told_why[why] = true;
	LANGS_EACH (lang, d->langs)
		add(d, block, 2, why_text(lang, why));
}

/* "recv(4, 2048) = 5" and, where there is room for it, what was received. */
static void
put_received(const struct diagram *d, enum side side, const struct call *call,
    struct buf *buf)
{
	int room = side == SERVER ? d->right - SHORTEST_ARROW
				  : d->out->width - d->right;
	struct buf text = { 0 };

	if (call->id != CALL_RECV || call->ret <= 0)
		return;
	put_quoted(&text, call->arg[1].ptr, (size_t)call->ret);
	if (d->narrow || columns(buf) + 1 + columns(&text) <= room)
		buf_printf(buf, " %s", text.s);
}

static void
begin(struct sink *sink, const struct call *call)
{
	struct lane *lane = (struct lane *)sink;
	struct block block = { .side = lane->side };
	struct buf buf = { 0 };

	if (lane->waiting ||
	    (call->id != CALL_ACCEPT && call->id != CALL_CONNECT))
		return;
	put_call(&buf, call, PRINT_BRIEF);
	buf_put(&buf, " ...");
	add(lane->diagram, &block, 0, buf.s);
	put_block(lane->diagram, &block);
	if (lane->side == CLIENT)
		draw_held(lane->diagram);
	lane->waiting = true;
	lane->trying = call->id;
}

static bool
is_told(const struct lane *lane, const struct call *call)
{
	int fd = call_fd(call);

	return call_row(call->id)->level == LEVEL_STEP &&
	    !(call_failed(call) && would_wait(call->err)) &&
	    (fd == -1 || sockets_find(lane->sockets, fd) != NULL);
}

static void
end(struct sink *sink, const struct call *call)
{
	struct lane *lane = (struct lane *)sink;
	struct diagram *d = lane->diagram;
	int fd = call->id == CALL_SOCKET ? (int)call->ret : call_fd(call);
	struct step step = { .call = call,
		.socket = sockets_find(lane->sockets, fd),
		.client = lane->side == CLIENT };
	struct block block = { .side = lane->side,
		.is_call = true,
		.call = call->id,
		.ret = call->ret,
		.met = call->id == CALL_CONNECT && !call_failed(call) };
	struct buf buf = { 0 };

	if (!is_told(lane, call))
		return;
	/* The client's connect() stands above its result already. */
	if (!block.met || d->narrow)
		put_call(&buf, call, PRINT_BRIEF);
	put_result(&buf, call);
	put_received(d, lane->side, call, &buf);
	add(d, &block, 0, buf.s);
	if (!call_failed(call)) {
		add_sentence(d, &block, step_sentence, &step);
		add_why(lane, &block, &step);
	}
	if (lane->waiting && lane->trying == call->id)
		lane->waiting = false;
	put_block(d, &block);
	if (block.met)
		draw_held(d);
}

static void
note(struct sink *sink, const struct note *note)
{
	struct lane *lane = (struct lane *)sink;
	struct diagram *d = lane->diagram;
	struct block block = { .side = lane->side };
	struct step step = { .note = note,
		.socket = sockets_find(lane->sockets, note->fd),
		.client = lane->side == CLIENT };

	add_address(d, &block, "laddr", &note->laddr);
	add_address(d, &block, "raddr", &note->raddr);
	add_sentence(d, &block, step_note, &step);
	add_sentence(d, &block, step_addresses, &step);
	add_why(lane, &block, &step);
	put_block(d, &block);
}

static void
draw_head(struct diagram *d)
{
	struct buf row = { 0 };

	if (d->narrow)
		return;
	buf_put(&row, "  ");
	put_word(d, N_("SERVER"), &row);
	go_to(&row, d->right);
	put_word(d, N_("CLIENT"), &row);
	draw(d, row.s);
}

void
diagram_open(struct diagram *d, struct out *out, struct langs langs, int level,
    const struct sockets *server, const struct sockets *client)
{
	static const struct sink_ops ops = {
		.begin = begin, .end = end, .note = note
	};
	const struct sockets *sockets[SIDES] = { server, client };

	memset(d, 0, sizeof(*d));
	d->out = out;
	d->langs = langs;
	d->level = level;
	d->narrow = out->width < WIDE;
	d->unicode = langs.both || lang_unicode(langs.first);
	d->right =
	    out->width - RIGHT_LANE < MIDDLE ? out->width - RIGHT_LANE : MIDDLE;
	for (int side = 0; side < SIDES; side++)
		d->lane[side] = (struct lane){ .sink.ops = &ops,
			.diagram = d,
			.side = (enum side)side,
			.sockets = sockets[side] };
	draw_head(d);
}

void
diagram_close(struct diagram *d)
{
	draw_held(d);
}
