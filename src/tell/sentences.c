/*
 * From a step to its sentences. Who shows them: narrate.c, diagram.c.
 */
#include "tell/sentences.h"

void
sentences_of(struct langs langs, enum column column, const struct step *step,
    sentence_taker *take, void *owner)
{
	LANGS_EACH (lang, langs) {
		struct buf buf;

		say(lang, column, step, &buf);
		if (buf.len > 0)
			take(owner, buf.s);
	}
}

/* Returns whether it was not yet; when there is no room left, it was. */
static bool
is_first(struct told *told, const char *text)
{
	for (int i = 0; i < told->n; i++)
		if (told->text[i] == text)
			return false;
	if (told->n == TOLD_MAX)
		return false;
	told->text[told->n++] = text;
	return true;
}

void
sentences_once(struct told *told, struct langs langs, enum column column,
    const struct step *step, sentence_taker *take, void *owner)
{
	const char *text = saying(column, step);

	if (text != NULL && is_first(told, text))
		sentences_of(langs, column, step, take, owner);
}
