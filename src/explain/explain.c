/*
 * Explaining words: what they stand for (find.c), and its pages (page.c). What
 * stands in a text is report.c's.
 */
#include "explain/explain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explain/find.h"
#include "explain/page.h"
#include "text/safe.h"
#include "text/word.h"

bool
explain_open(struct explain *e)
{
	e->aliases = aliases_read();
	return e->aliases != NULL;
}

void
explain_close(struct explain *e)
{
	aliases_free(e->aliases);
}

void
explain_begin_page(struct explain *e)
{
	if (e->pages++ > 0)
		e->out->line(e->out, MARK_PLAIN, "");
}

/* One sense whole, several in short, but for the one that was called by its own
   name. */
static void
show(struct explain *e, enum lang lang, const struct senses *senses,
    const char *word)
{
	for (int i = 0; i < senses->n; i++) {
		const struct entry *sense = &senses->list[i];

		explain_begin_page(e);
		if (senses->n == 1 || strcmp(sense->name, word) == 0)
			page(e->out, lang, &e->known, sense, NULL);
		else
			page_in_short(e->out, lang, &e->known, sense);
	}
}

static bool
knows(const struct explain *e, const char *word)
{
	struct senses senses = { .n = 0 };

	find_word(&senses, &e->known, e->aliases, word);
	return senses.n > 0;
}

static void
tell_unknown(struct explain *e, const char *word)
{
	struct buf all = { 0 };
	char safe[128];

	put_word(&all, e->known.options->program);
	buf_put(&all, " explain");
	keep_whole(&all);
	safe_name(word, safe, sizeof(safe));
	LANGS_EACH (lang, e->langs) {
		struct buf like = { 0 }, line = { 0 };

		find_like(&like, lang, &e->known, word);
		buf_put(&line, e->prefix);
		if (like.len > 0)
			buf_printf(&line,
			    tr(lang, "explain %s: not known; like it: %s"),
			    safe, like.s);
		else
			buf_printf(&line,
			    tr(lang,
				"explain %s: not known; to see what there is: "
				"%s"),
			    safe, all.s);
		e->complaints->line(e->complaints, MARK_PLAIN, line.s);
	}
}

static bool
explain_word(struct explain *e, const char *word)
{
	struct senses senses = { .n = 0 };

	if (explain_subject(e, word))
		return true;
	find_word(&senses, &e->known, e->aliases, word);
	LANGS_EACH (lang, e->langs)
		show(e, lang, &senses, word);
	if (senses.n == 0)
		tell_unknown(e, word);
	return senses.n > 0;
}

/* A text that was given as words. */
static bool
explain_phrase(struct explain *e, const char *const *words, int n)
{
	struct matcher *m = malloc(sizeof(*m));
	bool found = false;

	if (m == NULL)
		return false;
	match_begin(m, e->aliases);
	for (int i = 0; i < n; i++) {
		match_add(m, words[i], strlen(words[i]));
		match_add(m, " ", 1);
	}
	match_end(m);
	if (m->best.rank != FOUND_NOTHING)
		found = explain_found(e, m);
	free(m);
	return found;
}

bool
explain_words(struct explain *e, const char *const *words, int n)
{
	struct buf phrase = { 0 };
	bool all = true;

	for (int i = 0; i < n; i++)
		buf_printf(&phrase, "%s%s", i > 0 ? " " : "", words[i]);
	if (n > 1 && explain_subject(e, phrase.s))
		return true;
	if (n == 1 ? strchr(phrase.s, ' ') == NULL : knows(e, phrase.s))
		return explain_word(e, phrase.s);
	for (int i = 0; i < n; i++)
		all = all && knows(e, words[i]);
	if (!all && explain_phrase(e, words, n))
		return true;
	for (int i = 0; i < n; i++)
		all &= explain_word(e, words[i]);
	return all;
}
