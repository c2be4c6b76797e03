/*
 * The states, and the way to one of them as a row of boxes.
 */
#include <netinet/tcp.h>
#include <string.h>

#include "show/states.h"
#include "text/buf.h"

/* clang-format off */
const struct state_row state_rows[] = {
	{ TCP_CLOSE, "CLOSED",
	    N_("there is no connection") },
	{ TCP_LISTEN, "LISTEN",
	    N_("clients can connect; their connections wait for accept()") },
	{ TCP_SYN_SENT, "SYN_SENT",
	    N_("this end has asked for a connection (SYN), and was not "
	       "answered yet") },
	{ TCP_SYN_RECV, "SYN_RECV",
	    N_("the kernel has answered a SYN, and waits for what comes "
	       "next") },
	{ TCP_ESTABLISHED, "ESTABLISHED",
	    N_("there is a connection, and both ends can send") },
	{ TCP_FIN_WAIT1, "FIN_WAIT1",
	    N_("this end has finished sending (FIN), which the other end's "
	       "kernel has not acknowledged yet") },
	{ TCP_FIN_WAIT2, "FIN_WAIT2",
	    N_("this end has finished sending, the other end's kernel knows "
	       "it, and the other end has not finished yet") },
	{ TCP_CLOSE_WAIT, "CLOSE_WAIT",
	    N_("the other end has finished sending (FIN), and this end can "
	       "still send") },
	{ TCP_CLOSING, "CLOSING",
	    N_("both ends have finished sending at once, and the other end's "
	       "kernel has not acknowledged it yet") },
	{ TCP_LAST_ACK, "LAST_ACK",
	    N_("both ends have finished sending, and the last acknowledgement "
	       "is awaited") },
	{ TCP_TIME_WAIT, "TIME_WAIT",
	    N_("the connection is over; the end that finished first keeps its "
	       "port for a while, so that a late segment does no harm") },
};
/* clang-format on */

const int state_count = sizeof(state_rows) / sizeof(state_rows[0]);

const struct state_row *
state_of(int number)
{
	for (int i = 0; i < state_count; i++)
		if (state_rows[i].state == number)
			return &state_rows[i];
	return NULL;
}

static bool
has_seen(const struct way *way, int state)
{
	return way->seen & 1u << state;
}

static int
add(int states[WAY_MAX], int n, int state)
{
	if (n < WAY_MAX)
		states[n++] = state;
	return n;
}

/* How it began. */
static int
begin(const struct way *way, int states[WAY_MAX])
{
	int n = 0;

	n = add(states, n, way->accepted ? TCP_LISTEN : TCP_CLOSE);
	if (way->state == TCP_LISTEN)
		return add(states, n, TCP_LISTEN);
	if (!way->connected)
		return n;
	n = add(states, n, way->accepted ? TCP_SYN_RECV : TCP_SYN_SENT);
	if (way->state == states[n - 1] ||
	    (way->state == TCP_CLOSE && !has_seen(way, TCP_ESTABLISHED) &&
		!has_seen(way, TCP_CLOSE_WAIT)))
		return n;
	return add(states, n, TCP_ESTABLISHED);
}

/* This end finished first, or both at once. */
static int
end_first(const struct way *way, int states[WAY_MAX], int n)
{
	bool both = way->state == TCP_CLOSING || has_seen(way, TCP_CLOSING);

	n = add(states, n, TCP_FIN_WAIT1);
	if (way->state == TCP_FIN_WAIT1)
		return n;
	n = add(states, n, both ? TCP_CLOSING : TCP_FIN_WAIT2);
	if (way->state == states[n - 1] ||
	    (way->state == TCP_CLOSE && way->cut))
		return n;
	return add(states, n, TCP_TIME_WAIT);
}

/* The other end did. */
static int
end_last(const struct way *way, int states[WAY_MAX], int n)
{
	n = add(states, n, TCP_CLOSE_WAIT);
	if (way->state == TCP_CLOSE_WAIT ||
	    (way->state == TCP_CLOSE && way->cut))
		return n;
	return add(states, n, TCP_LAST_ACK);
}

/* Whether it is in one of these states or, where it is over, was. */
static bool
ends_in(const struct way *way, unsigned states)
{
	unsigned all = way->state == TCP_CLOSE ? way->seen : 1u << way->state;

	return all & states;
}

int
way_states(const struct way *way, int states[WAY_MAX])
{
	const unsigned first = 1u << TCP_FIN_WAIT1 | 1u << TCP_FIN_WAIT2 |
	    1u << TCP_CLOSING | 1u << TCP_TIME_WAIT;
	const unsigned last = 1u << TCP_CLOSE_WAIT | 1u << TCP_LAST_ACK;
	int n = begin(way, states);

	if (way->connected && ends_in(way, first))
		n = end_first(way, states, n);
	else if (way->connected && ends_in(way, last))
		n = end_last(way, states, n);
	if (states[n - 1] != way->state)
		n = add(states, n, way->state);
	return n;
}

/* How a box is drawn: its corners, its lines, its sides. */
struct style {
	const char *corner[4], *line, *side;
};

enum { NOW, SEEN, NOT_SEEN };

static const struct style styles[2][3] = {
	{ { { "#", "#", "#", "#" }, "#", "#" },
	    { { "+", "+", "+", "+" }, "-", "|" },
	    { { ".", ".", ".", "." }, ".", ":" } },
	{ { { "╔", "╗", "╚", "╝" }, "═", "║" },
	    { { "┌", "┐", "└", "┘" }, "─", "│" },
	    { { "┌", "┐", "└", "┘" }, "╌", "╎" } },
};

static void
put_edge(
    const struct style *style, const char *name, int bottom, struct buf *line)
{
	buf_put(line, style->corner[bottom ? 2 : 0]);
	for (size_t i = 0; i < strlen(name); i++)
		buf_put(line, style->line);
	buf_put(line, style->corner[bottom ? 3 : 1]);
}

static void
draw(struct out *out, bool unicode, const struct way *way)
{
	int states[WAY_MAX], n = way_states(way, states);
	struct buf top = { 0 }, middle = { 0 }, bottom = { 0 };

	for (int i = 0; i < n; i++) {
		const struct state_row *state = state_of(states[i]);
		const char *name = state != NULL ? state->name : "?";
		int how = i == n - 1           ? NOW
		    : has_seen(way, states[i]) ? SEEN
					       : NOT_SEEN;
		const struct style *style = &styles[unicode][how];

		buf_put(&top, i > 0 ? " " : "");
		buf_put(&middle, i == 0 ? "" : unicode ? "→" : ">");
		buf_put(&bottom, i > 0 ? " " : "");
		put_edge(style, name, 0, &top);
		buf_printf(&middle, "%s%s%s", style->side, name, style->side);
		put_edge(style, name, 1, &bottom);
	}
	out->line(out, MARK_WHOLE, top.s);
	out->line(out, MARK_WHOLE, middle.s);
	out->line(out, MARK_WHOLE, bottom.s);
}

void
show_way(struct out *out, struct langs langs, const struct way *way)
{
	bool unicode = langs.both || lang_unicode(langs.first);

	draw(out, unicode, way);
	LANGS_EACH (lang, langs)
		out->line(out, MARK_EXPLAIN,
		    unicode ? tr(lang,
				  "as in RFC 9293; double: now; dashed: on the "
				  "way there, and not seen")
			    : tr(lang,
				  "as in RFC 9293; #: now; dots: on the way "
				  "there, and not seen"));
}
