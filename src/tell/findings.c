/*
 * The sentences of what deserves a look: a row for each kind. Sources: accept(2),
 * recv(2), send(2), socket(7), tcp(7), unix(7), signal(7).
 */
#include <string.h>

#include "know/names.h"
#include "tell/findings.h"
#include "text/fill.h"

/* Marks two texts for the catalogue, the second for another number than 1. */
#define N2_(one, other) .said = one, .many = other

/* clang-format off */
static const struct {
	const char *said;
	const char *many; /* the same, for another .n than 1; or NULL */
} rows[FOUND_COUNT] = {
	[FOUND_WAITING] = { .said = N_("when {signal} came, the program had been "
		"waiting in {call}({fd}) for {seconds}") },
	[FOUND_NOTHING] = { .said = N_("the program ended with status {status}, and "
		"had sent nothing on socket {fd}") },
	[FOUND_VOID] = { N2_("all that ever came on socket {fd} was its end "
		"(recv() = 0); {n} byte was sent there all the same: the "
		"kernel took it, and perhaps nobody received it",
		"all that ever came on socket {fd} was its end (recv() = 0); "
		"{n} bytes were sent there all the same: the kernel took "
		"them, and perhaps nobody received them") },
	[FOUND_REST] = { .said = N_("{call}({fd}) took {n} of {of} bytes; that "
				    "the rest was sent was not seen") },
	[FOUND_END_AGAIN] = { .said = N_("{call}({fd}) returned 0, the end, and was "
		"called {n} times more") },
	[FOUND_OPEN] = { .said = N_("socket {fd}, which listened, was closed; the "
		"connection, socket {other}, was not: the end of the program "
		"closed it") },
	[FOUND_UNREAD] = { N2_("socket {fd} was closed with {n} byte unread: "
			       "unless the connection was over already, the "
			       "kernel then cuts it (RST), and what was sent "
			       "may be lost",
		"socket {fd} was closed with {n} bytes unread: unless the "
		"connection was over already, the kernel then cuts it (RST), "
		"and what was sent may be lost") },
	[FOUND_UNREAD_HERE] = { N2_("socket {fd} was closed with {n} byte "
				    "unread: once the other end has read all "
				    "that came before, its recv() fails with "
				    "ECONNRESET",
		"socket {fd} was closed with {n} bytes unread: once the other "
		"end has read all that came before, its recv() fails with "
		"ECONNRESET") },
	[FOUND_PIPE] = { .said = N_("the program was ended by SIGPIPE: it sent "
				    "on socket {fd}, where nothing more could "
				    "be sent; with MSG_NOSIGNAL the call fails "
				    "with EPIPE instead") },
	[FOUND_IN_USE] = { .said = N_("bind({fd}) failed with EADDRINUSE, and "
		"SO_REUSEADDR was not set: without it, connections of an "
		"earlier run keep the port for a minute") },
	[FOUND_CUT] = { .said = N_("a character was cut between two receives on "
		"socket {fd}: {first} came with the one, {rest} with the "
		"other") },
	[FOUND_TRUNCATED] = { .said = N_("a datagram of {of} bytes came on socket "
		"{fd}, and {n} were asked for: the others are lost") },
	[FOUND_FILLED] = { .said = N_("{call}({fd}) asked for {n} bytes and got as "
		"many: if the datagram had more, they are lost") },
	[FOUND_UNACCEPTED] = { N2_("{n} client had connected to socket {fd} "
		"and was never accepted",
		"{n} clients had connected to socket {fd} and were never "
		"accepted") },
	[FOUND_DESCRIPTORS] = { .said = N_("{n} clients had finished, and their "
		"sockets were still open, from {fd} to {other}: each client "
		"left one more descriptor") },
};
/* clang-format on */

void
findings_add(struct findings *f, const struct finding *finding)
{
	f->count[finding->kind]++;
	if (f->count[finding->kind] <= ALIKE_MAX && f->n < FINDINGS_MAX)
		f->list[f->n++] = *finding;
}

/* Who fills the holes of one sentence. */
struct filler {
	enum lang lang;
	const struct finding *finding;
};

/* "3.2 s", and "3,2 s" where the comma is the decimal sign. */
static void
put_seconds(struct buf *buf, enum lang lang, double seconds)
{
	unsigned long tenths = (unsigned long)(seconds * 10 + 0.5);

	buf_printf(buf, "%lu%s%lu s", tenths / 10, lang_decimal_sign(lang),
	    tenths % 10);
}

static bool
put_hole(void *owner, const char *name, size_t len, struct buf *buf)
{
	const struct filler *filler = owner;
	const struct finding *f = filler->finding;

	if (hole_is(name, len, "fd"))
		buf_printf(buf, "%d", f->fd);
	else if (hole_is(name, len, "other"))
		buf_printf(buf, "%d", f->other);
	else if (hole_is(name, len, "n"))
		buf_printf(buf, "%llu", f->n);
	else if (hole_is(name, len, "of"))
		buf_printf(buf, "%llu", f->of);
	else if (hole_is(name, len, "status"))
		buf_printf(buf, "%d", f->status);
	else if (hole_is(name, len, "call"))
		buf_put(buf, call_row(f->call)->name);
	else if (hole_is(name, len, "signal"))
		put_signal_name(buf, f->signal);
	else if (hole_is(name, len, "seconds"))
		put_seconds(buf, filler->lang, f->seconds);
	else if (hole_is(name, len, "first"))
		buf_put(buf, f->first);
	else
		buf_put(buf, f->rest);
	return true;
}

static void
tell_one(struct out *out, enum lang lang, const struct finding *f,
    unsigned long more, const struct finding_telling *telling)
{
	const char *said = rows[f->kind].said, *many = rows[f->kind].many;
	struct filler filler = { lang, f };
	struct buf text, line = { 0 };

	fill(&text, many != NULL ? trn(lang, said, many, f->n) : tr(lang, said),
	    put_hole, &filler);
	if (telling->name != NULL)
		buf_printf(&line, "%s: ", telling->name);
	if (telling->several)
		buf_printf(&line, "[%ld] ", f->process);
	buf_put(&line, text.s);
	out->line(out, MARK_EXPLAIN, line.s);
	if (more == 0)
		return;
	buf_clear(&line);
	buf_printf(&line,
	    trn(lang, "the same happened %lu time more",
		"the same happened %lu times more", more),
	    more);
	out->line(out, MARK_EXPLAIN, line.s);
}

/* The last one of a kind that is told has those that are not with it. */
static unsigned long
untold(const struct findings *f, int i)
{
	enum finding_kind kind = f->list[i].kind;
	unsigned long told = 0;

	for (int j = 0; j < f->n; j++) {
		if (j > i && f->list[j].kind == kind)
			return 0;
		told += f->list[j].kind == kind;
	}
	return f->count[kind] - told;
}

void
findings_tell(const struct findings *f, struct out *out, struct langs langs,
    const struct finding_telling *telling)
{
	bool headed = telling->headed != NULL && *telling->headed;

	if (f->n == 0)
		return;
	LANGS_EACH (lang, langs) {
		if (!headed)
			out->line(
			    out, MARK_PLAIN, tr(lang, "What deserves a look:"));
		for (int i = 0; i < f->n; i++)
			tell_one(out, lang, &f->list[i], untold(f, i), telling);
	}
	if (telling->headed != NULL)
		*telling->headed = true;
}
