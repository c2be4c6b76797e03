/*
 * The matcher: a window of plain text that moves along, and what was found best
 * so far. What counts in a text is data: aliases.tsv, alias.h.
 */
#include "scan/match.h"

#include <string.h>

void
match_begin(struct matcher *m, const struct aliases *aliases)
{
	memset(m, 0, sizeof(*m));
	m->aliases = aliases;
	m->before = ' ';
	m->line = 1;
	m->folding.spaced = true;
}

static enum found_rank
rank_of(const struct matcher *m, const struct alias *a, unsigned long line)
{
	if (a->kind == ALIAS_WEAK)
		return FOUND_WEAK;
	return m->warning == line ? FOUND_WARNING : FOUND_STRONG;
}

/* What is not what the text is about, but worth a line. */
static void
keep_other(struct matcher *m, const struct found *found)
{
	if (found->rank != FOUND_STRONG || m->other_count == MATCH_OTHERS)
		return;
	for (int i = 0; i < m->other_count; i++)
		if (strcmp(m->others[i].hit.symbol, found->hit.symbol) == 0)
			return;
	m->others[m->other_count++] = *found;
}

static void
keep(struct matcher *m, const struct found *found)
{
	bool same = m->best.rank != FOUND_NOTHING &&
	    strcmp(found->hit.symbol, m->best.hit.symbol) == 0;

	if (!m->old && found->rank <= m->best.rank) {
		if (!same)
			keep_other(m, found);
		return;
	}
	m->other_count = 0; /* what was before is no result of it */
	m->best = *found;
	m->old = false;
	places_look_around(&m->places, found->line);
}

/* A mark of the text's order, which is no alias of anything. */
static void
take_mark(struct matcher *m, const struct alias *a, unsigned long line)
{
	if (a->kind == ALIAS_WARNS)
		m->warning = line;
	else if (a->kind == ALIAS_GOES_ON)
		m->goes_on = true;
	else if (m->goes_on)
		m->goes_on = false;
	else
		m->old = true;
}

/* Looks at what begins at a place; returns how far it reaches. */
static size_t
look_at(struct matcher *m, size_t at)
{
	char before = at > 0 ? m->text[at - 1] : m->before;
	struct found found = { .line = m->lines[at] };

	if (plain_is_word(before) && plain_is_word(m->text[at]))
		return 1;
	found.hit = alias_at(m->aliases, m->text + at, m->len - at, false);
	if (found.hit.alias == NULL)
		return 1;
	if (found.hit.alias->kind >= ALIAS_BEGINS) {
		take_mark(m, found.hit.alias, found.line);
		return 1;
	}
	found.rank = rank_of(m, found.hit.alias, found.line);
	keep(m, &found);
	return found.hit.alias->kind == ALIAS_STRONG ? found.hit.len : 1;
}

/* Looks at all that has *ahead* bytes behind it, and lets go of it. */
static void
look(struct matcher *m, size_t ahead)
{
	size_t at = 0;

	while (at + ahead < m->len)
		at += look_at(m, at);
	if (at > m->len)
		at = m->len;
	if (at == 0)
		return;
	m->before = m->text[at - 1];
	m->len -= at;
	memmove(m->text, m->text + at, m->len);
	memmove(m->lines, m->lines + at, m->len * sizeof(*m->lines));
}

static void
add_plain(struct matcher *m, const char *s, size_t n)
{
	if (m->len + n > sizeof(m->text))
		look(m, ALIAS_LONGEST);
	for (size_t i = 0; i < n; i++) {
		m->lines[m->len] = m->line;
		m->text[m->len++] = s[i];
	}
}

void
match_add(struct matcher *m, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char out[PLAIN_MAX] = "";

		add_plain(m, out, plain_add(&m->folding, s[i], out));
		m->line += s[i] == '\n';
	}
	/* So that a line is known by the time that those around it are. */
	look(m, ALIAS_LONGEST);
	places_add(&m->places, s, n);
}

void
match_end(struct matcher *m)
{
	look(m, 0);
	places_end(&m->places);
}
