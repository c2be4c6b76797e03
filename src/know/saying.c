/*
 * Finding what is said of a step in the tables, and filling its holes. What the
 * rows' conditions mean is in cases.c, what their holes stand for in holes.c.
 */
#include <string.h>

#include "know/holes.h"
#include "know/saying.h"
#include "know/sayings.h"
#include "text/fill.h"

enum { TABLES_MAX = 5 };

/* Where a transport's words are looked for, in this order. */
static const struct saying *const tcp[TABLES_MAX] = { tcp_sayings };
static const struct saying *const udp[TABLES_MAX] = { udp_sayings,
	datagram_sayings, tcp_sayings };
static const struct saying *const unix_stream[TABLES_MAX] = { unix_sayings,
	tcp_sayings };
static const struct saying *const unix_datagram[TABLES_MAX] = {
	unix_datagram_sayings, datagram_sayings, unix_sayings, tcp_sayings
};

static const struct saying *const *
tables_of(const struct step *step)
{
	if (step_is_datagram(step))
		return step_is_unix(step) ? unix_datagram : udp;
	return step_is_unix(step) ? unix_stream : tcp;
}

static bool
is_about(const struct saying *row, const struct step *step)
{
	const struct call *call = step->call;

	if (call == NULL)
		return row->of == NOTE(step->note->kind);
	if (call_failed(call))
		return row->of == FAILS;
	return row->of == (int)call->id ||
	    (row->of > 0 && row->of == (int)call_row(call->id)->like) ||
	    (row->of == SENDS && call_sends(call->id)) ||
	    (row->of == RECEIVES && call_receives(call->id));
}

static bool
fits(const struct saying *row, const struct step *step)
{
	if (!is_about(row, step))
		return false;
	for (int i = 0; i < CASES_MAX && row->when[i] != ALWAYS; i++)
		if (!case_holds(row->when[i], step))
			return false;
	return true;
}

static const char *
text_of(const struct saying *row, enum column column)
{
	switch (column) {
	case SAID:
		return row->said;
	case ALSO:
		return row->also;
	case WORD:
		return row->word;
	case WAITING:
		return row->waiting;
	case WHOSE:
		return row->whose;
	case ENDED:
		return row->ended;
	case TOTALS:
		return row->totals;
	case STATUS:
		return row->always ? row->said : row->status;
	case STATUS_ALSO:
		return row->status_also;
	case WHY:
		return row->why;
	case MORE:
		return row->more;
	case WHY_WAITING:
	default:
		return row->why_waiting;
	}
}

/* A row's text in a language: of two forms, the one for its number. */
static const char *
translated(enum lang lang, const struct saying *row, const char *text,
    const struct step *step)
{
	if (*text == '\0') /* in a catalogue it is the header */
		return text;
	if (row->many == NULL || text != row->said)
		return tr(lang, text);
	return trn(lang, text, row->many, hole_number(row->number, step));
}

/* The first row of a table that has such a text; its text is in buf. */
static const struct saying *
find_in(const struct saying *row, enum lang lang, enum column column,
    const struct step *step, struct buf *buf)
{
	for (; row->of != -1; row++) {
		const char *text = text_of(row, column);

		if (text == NULL || !fits(row, step))
			continue;
		if (put_filled(
			lang, translated(lang, row, text, step), step, buf))
			return row;
	}
	return NULL;
}

/* The same, of all tables, the scene's own words first. */
static const struct saying *
find(enum lang lang, enum column column, const struct step *step,
    struct buf *buf)
{
	const struct saying *const *table = tables_of(step);
	const struct saying *row = NULL;

	if (step->scene->words != NULL)
		row = find_in(step->scene->words, lang, column, step, buf);
	for (; row == NULL && *table != NULL; table++)
		row = find_in(*table, lang, column, step, buf);
	if (row == NULL)
		buf_clear(buf);
	return row;
}

/* Of what was seen, a line for the terminal is what is said, unless a row has
   another; of calls there is only what a row has. */
void
say(enum lang lang, enum column column, const struct step *step,
    struct buf *buf)
{
	if (find(lang, column, step, buf) == NULL && column == STATUS &&
	    step->note != NULL)
		find(lang, SAID, step, buf);
}

const char *
saying(enum column column, const struct step *step)
{
	struct buf scratch;
	const struct saying *row = find(LANG_EN, column, step, &scratch);
	const char *text = row != NULL ? text_of(row, column) : NULL;

	return text != NULL && *text != '\0' ? text : NULL;
}

const char *
saying_of_call(enum call_id id)
{
	for (const struct saying *row = tcp_sayings; row->of != -1; row++) {
		bool about = row->of == (int)id ||
		    (row->of == SENDS && call_sends(id)) ||
		    (row->of == RECEIVES && call_receives(id));

		if (about && row->when[0] == ALWAYS && row->why != NULL &&
		    strchr(row->why, '{') == NULL)
			return *row->why != '\0' ? row->why : NULL;
	}
	return NULL;
}
