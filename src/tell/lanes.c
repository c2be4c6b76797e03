/*
 * Drawing rows. What a step is called, and what is said of it, comes from
 * diagram.c; where it stands is decided here.
 */
#include <stdio.h>
#include <string.h>

#include "tell/lanes.h"
#include "text/buf.h"
#include "text/utf8.h"
#include "text/wrap.h"

enum { WIDE = 80, RIGHT_LANE = 32, MIDDLE = 52, NAME_COLUMN = 10 };

/* A word in the language that was asked for, or in both. */
static void
put_word(const struct lanes *l, const char *word, struct buf *buf)
{
	const char *comma = "";

	LANGS_EACH (lang, l->langs) {
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

/* Colours take none. */
static int
columns(const struct buf *buf)
{
	struct buf plain = { 0 };

	for (const char *s = buf->s; *s != '\0'; s++)
		if (*s == '\033')
			s += strcspn(s, "m");
		else
			buf_printf(&plain, "%c", *s);
	return utf8_columns(plain.s);
}

static bool
has_color(const struct lanes *l)
{
	return l->out->color && l->out->reads != READS_BYTES;
}

/* A line of a block: that of its call in the colour of its mark. */
static void
put_block_line(
    const struct lanes *l, const struct block *block, int i, struct buf *buf)
{
	const char *sgr =
	    has_color(l) && i < block->marked ? l->out->sgr[block->mark] : "";

	buf_printf(
	    buf, "%s%s%s", sgr, block->line[i], *sgr != '\0' ? "\033[m" : "");
}

/* Spaces up to a column. */
static void
go_to(struct buf *buf, int column)
{
	put_spaces(buf, column - columns(buf));
}

/* "──────── 5 bytes ───────▶", from where the text ends to a column. */
static void
put_arrow(const struct lanes *l, struct buf *buf, int to, const char *label,
    bool rightwards, bool inferred)
{
	const char *dash = l->unicode ? inferred ? "╌" : "─"
	    : inferred                ? "."
				      : "-";
	int from = columns(buf) + 1;
	int n = to - from - utf8_columns(label) - 5;

	put_spaces(buf, 1);
	if (!rightwards)
		buf_put(buf, l->unicode ? " ◀" : " <");
	for (int i = 0; i < n / 2; i++)
		buf_put(buf, dash);
	buf_printf(buf, " %s ", label);
	for (int i = n / 2; i < n; i++)
		buf_put(buf, dash);
	if (rightwards)
		buf_put(buf, l->unicode ? "▶" : ">");
	go_to(buf, to);
}

/* What came by a receive: bytes, or the end. */
static void
put_received(const struct lanes *l, const struct block *block, struct buf *buf)
{
	if (block->ret == 0)
		put_word(l, N_("end"), buf);
	else
		LANGS_EACH (lang, l->langs) {
			buf_clear(buf);
			buf_printf(buf,
			    trn(lang, "%ld byte", "%ld bytes",
				(unsigned long long)block->ret),
			    block->ret);
		}
}

/* Whether what the one step sent is what the other one received. */
static bool
are_joined(const struct block *first, const struct block *then)
{
	if (!then->is_call || !call_receives(then->call) || !first->is_call ||
	    !ends_meet(&first->ends, &then->ends))
		return false;
	if (then->ret == 0)
		return first->call == CALL_CLOSE ||
		    first->call == CALL_SHUTDOWN;
	return then->ret > 0 && call_sends(first->call);
}

static void
draw(const struct lanes *l, const char *text)
{
	/* What folds lines knows nothing of colours; rows fit as they are. */
	l->out->line(l->out, has_color(l) ? MARK_WHOLE : MARK_PLAIN, text);
}

/* The server's lane where it has nothing to say in a row. */
static void
put_left(const struct lanes *l, const struct block *block, int i, bool waiting,
    struct buf *buf)
{
	buf_put(buf, "  ");
	if (block != NULL && i < block->lines)
		put_block_line(l, block, i, buf);
	else if (waiting)
		buf_put(buf, l->unicode ? "┊" : ":");
}

/* Rows with one block, or with one of each lane; label: an arrow between. */
static void
draw_rows(const struct lanes *l, const struct block *left,
    const struct block *right, const char *label, bool rightwards)
{
	bool waiting = l->waiting[LEFT];
	int n = left != NULL ? left->lines : 0;

	if (right != NULL && right->lines > n)
		n = right->lines;
	for (int i = 0; i < n; i++) {
		struct buf row = { 0 };
		bool met = i == 0 && right != NULL && right->met && waiting;

		put_left(l, left, i, waiting, &row);
		if (met) {
			struct buf word = { 0 };

			put_word(l, N_("connection"), &word);
			put_arrow(l, &row, l->right, word.s, false, true);
		} else if (i == 0 && *label != '\0') {
			put_arrow(l, &row, l->right, label, rightwards, false);
		}
		if (right != NULL && i < right->lines) {
			go_to(&row, l->right);
			put_block_line(l, right, i, &row);
		}
		draw(l, row.s);
	}
}

/* One column: who, and what. */
static void
draw_narrow(const struct lanes *l, const struct block *block)
{
	for (int i = 0; i < block->lines; i++) {
		struct buf row = { 0 };

		if (i == 0)
			put_word(l, l->sides[block->side].name, &row);
		go_to(&row, NAME_COLUMN);
		put_block_line(l, block, i, &row);
		draw(l, row.s);
	}
}

void
lanes_finish(struct lanes *l)
{
	const struct block *held = &l->held;
	struct buf label = { 0 };

	if (!held->used)
		return;
	if (held->drawn) {
		l->held.used = false;
		return;
	}
	if (held->follows)
		put_received(l, held, &label);
	if (l->narrow)
		draw_narrow(l, held);
	else if (held->side == LEFT)
		draw_rows(l, held, NULL, label.s, false);
	else
		draw_rows(l, NULL, held, label.s, true);
	l->held.used = false;
}

void
lanes_pause(struct lanes *l)
{
	bool used = l->held.used;

	lanes_finish(l);
	l->held.used = used;
	l->held.drawn = used;
	if (used)
		l->held.lines = 0;
}

/* Two steps, one of each lane, in the same rows. */
static void
draw_joined(struct lanes *l, const struct block *then)
{
	const struct block *first = &l->held;
	const struct block *left = first->side == LEFT ? first : then;
	const struct block *right = first->side == LEFT ? then : first;
	struct buf label = { 0 };

	if (are_joined(first, then))
		put_received(l, then, &label);
	draw_rows(l, left, right, label.s, first->side == LEFT);
	l->held.used = false;
}

void
lanes_put(struct lanes *l, const struct block *block)
{
	bool other = l->held.used && l->held.side != block->side;

	if (l->narrow) {
		draw_narrow(l, block);
		return;
	}
	/* An arrow from above needs the row for itself. */
	if (other && !block->met && !l->held.met && !l->held.follows &&
	    (!block->follows || are_joined(&l->held, block))) {
		draw_joined(l, block);
		return;
	}
	lanes_finish(l);
	l->held = *block;
	l->held.used = true;
}

int
lane_width(const struct lanes *l, int side)
{
	if (l->narrow)
		return l->width - NAME_COLUMN;
	return side == LEFT ? l->right - 4 : l->width - l->right;
}

void
lanes_add(
    const struct lanes *l, struct block *block, int indent, const char *text)
{
	int width = lane_width(l, block->side) - indent;

	while (*text != '\0' && block->lines < BLOCK_LINES) {
		size_t n = wrap(text, width > 10 ? (size_t)width : 10);

		snprintf(block->line[block->lines++], sizeof(block->line[0]),
		    "%*s%.*s", indent, "", (int)n, text);
		text += n;
		text += strspn(text, " ");
	}
}

static void
draw_head(const struct lanes *l)
{
	struct buf row = { 0 };

	if (l->narrow)
		return;
	buf_put(&row, "  ");
	put_word(l, l->sides[LEFT].head, &row);
	go_to(&row, l->right);
	put_word(l, l->sides[RIGHT].head, &row);
	draw(l, row.s);
}

void
lanes_init(struct lanes *l, struct out *out, struct langs langs,
    const struct side *sides, int n)
{
	bool always = out->lanes == LANES_ALWAYS, narrow = out->width < WIDE;
	int width = always && narrow ? WIDE : out->width;

	*l = (struct lanes){ .out = out,
		.langs = langs,
		.sides = sides,
		.narrow =
		    n != 2 || out->lanes == LANES_NEVER || (narrow && !always),
		.unicode = out->reads == READS_UTF8 &&
		    (langs.both || lang_unicode(langs.first)),
		.width = width,
		.right =
		    width - RIGHT_LANE < MIDDLE ? width - RIGHT_LANE : MIDDLE };
	draw_head(l);
}
