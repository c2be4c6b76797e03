/*
 * Finding the sentences for a note, and filling their holes.
 */
#include <string.h>

#include "show/holes.h"
#include "show/show.h"
#include "show/sights.h"
#include "text/fill.h"

/* Who fills the holes of one text. */
struct filler {
	enum lang lang;
	const struct note *note;
};

static bool
put_hole(void *owner, const char *name, size_t len, struct buf *buf)
{
	const struct filler *f = owner;

	return put_seen(f->lang, f->note, name, len, buf);
}

/* The number that decides between a row's two texts. */
static unsigned long long
number_of(const struct sight *sight, const struct note *note)
{
	long long n = number_seen(note, sight->number, strlen(sight->number));

	return n < 0 ? 0 : (unsigned long long)n;
}

static const char *
translated(enum lang lang, const struct sight *sight, const struct note *note)
{
	if (*sight->text == '\0')
		return "";
	if (sight->many == NULL)
		return tr(lang, sight->text);
	return trn(lang, sight->text, sight->many, number_of(sight, note));
}

/* The first row that can be said of a line; its text is in buf. */
static const struct sight *
find(enum lang lang, const struct note *note, unsigned line, struct buf *buf)
{
	struct filler f = { lang, note };

	for (int i = 0; i < sight_count; i++) {
		const struct sight *sight = &sights[i];

		if (sight->of != note->kind || sight->line != line ||
		    (sight->when != NULL && !sight->when(note)))
			continue;
		if (fill(buf, translated(lang, sight, note), put_hole, &f))
			return sight;
	}
	return NULL;
}

/* A state's meaning is one text for each state. */
static bool
was_explained(struct explained *explained, const struct sight *sight,
    const struct note *note)
{
	bool state = strcmp(sight->text, "{meaning}") == 0;
	long i = state ? note->seen->state : sight - sights;
	unsigned char *byte =
	    &(state ? explained->states : explained->sights)[i / 8];
	unsigned char bit = (unsigned char)(1u << i % 8);
	bool was = *byte & bit;

	*byte |= bit;
	return was;
}

static void
show_line(struct out *out, struct langs langs, const struct note *note,
    unsigned line, struct explained *explained)
{
	struct buf text;
	const struct sight *sight = find(langs.first, note, line, &text);

	if (sight == NULL || *sight->text == '\0')
		return;
	if (sight->explains && explained != NULL &&
	    was_explained(explained, sight, note))
		return;
	LANGS_EACH (lang, langs)
		if (find(lang, note, line, &text) != NULL)
			out->line(out,
			    sight->explains ? MARK_EXPLAIN : MARK_KERNEL,
			    text.s);
}

bool
show_sight(struct out *out, struct langs langs, const struct note *note,
    struct explained *explained)
{
	if (note->kind < NOTE_STATE || note->kind > NOTE_HIDDEN)
		return false;
	for (unsigned line = 0; line < LINES_MAX; line++)
		show_line(out, langs, note, line, explained);
	return true;
}
