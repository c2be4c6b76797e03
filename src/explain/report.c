/*
 * What was found in a text, explained with the address and the port that stand
 * there.
 */
#include "explain/explain.h"

#include <string.h>

#include "explain/context.h"
#include "explain/find.h"
#include "explain/page.h"
#include "know/errors.h"

/* "line 4: ConnectionRefusedError; address: 127.0.0.1:1234" */
static void
tell_where(struct explain *e, enum lang lang, const struct matcher *m)
{
	const struct hit *hit = &m->best.hit;
	struct buf line = { 0 }, shown = { 0 }, place = { 0 };

	put_alias(&shown, hit->alias, hit->number);
	put_place(&place, &m->places.chosen);
	if (place.len > 0)
		buf_printf(&line,
		    tr(lang, "In line %lu stands: %s; the address: %s"),
		    m->best.line, shown.s, place.s);
	else
		buf_printf(&line, tr(lang, "In line %lu stands: %s"),
		    m->best.line, shown.s);
	e->out->line(e->out, MARK_PLAIN, line.s);
	e->out->line(e->out, MARK_PLAIN, "");
}

/* What else was found there. */
static void
tell_others(struct explain *e, enum lang lang, const struct matcher *m)
{
	struct buf line = { 0 }, list = { 0 };

	for (int i = 0; i < m->other_count; i++)
		if (strcmp(m->others[i].hit.symbol, m->best.hit.symbol) != 0)
			buf_printf(&list, "%s%s", list.len > 0 ? ", " : "",
			    m->others[i].hit.symbol);
	if (list.len == 0)
		return;
	buf_printf(
	    &line, tr(lang, "Also there, usually as a result: %s"), list.s);
	e->out->line(e->out, MARK_PLAIN, "");
	e->out->line(e->out, MARK_PLAIN, line.s);
}

static void
tell_nothing(struct explain *e)
{
	LANGS_EACH (lang, e->langs) {
		struct buf line = { 0 };

		buf_put(&line, e->prefix);
		buf_put(&line,
		    tr(lang,
			"explain: there is nothing in this text that it "
			"knows"));
		e->complaints->line(e->complaints, MARK_PLAIN, line.s);
		e->complaints->line(e->complaints, MARK_EXPLAIN,
		    tr(lang,
			"To ask somebody: give the whole text, as text and "
			"from its first line; what you typed; and what you "
			"expected instead."));
	}
}

bool
explain_found(struct explain *e, const struct matcher *m)
{
	struct senses senses = { .n = 0 };
	struct context c;
	bool clear;

	if (m->best.rank != FOUND_NOTHING)
		find_symbol(&senses, &e->known, m->best.hit.symbol);
	if (senses.n == 0) {
		tell_nothing(e);
		return false;
	}
	clear = context_gather(
	    &c, e->known.options->program, &senses.list[0], &m->places.chosen);
	LANGS_EACH (lang, e->langs) {
		explain_begin_page(e);
		tell_where(e, lang, m);
		page(e->out, lang, &e->known, &senses.list[0],
		    clear ? &c.facts : NULL);
		tell_others(e, lang, m);
	}
	return true;
}

void
explain_error(struct explain *e, const struct facts *facts)
{
	struct senses senses = { .n = 0 };

	find_symbol(&senses, &e->known, error_symbol(facts->call, facts->err));
	LANGS_EACH (lang, e->langs)
		if (senses.n > 0) {
			explain_begin_page(e);
			page(e->out, lang, &e->known, &senses.list[0], facts);
		}
}
