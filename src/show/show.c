/*
 * Finding the sentences for a note, and filling their holes.
 */
#include <string.h>

#include "show/fields.h"
#include "show/show.h"
#include "show/sights.h"
#include "show/states.h"
#include "text/address.h"
#include "text/fill.h"
#include "text/safe.h"

/* Who fills the holes of one text. */
struct filler {
	enum lang lang;
	const struct note *note;
};

/* Holes that are no fields. */

static bool
put_fd(const struct filler *f, struct buf *buf)
{
	buf_printf(buf, "%d", f->note->fd);
	return f->note->fd != -1;
}

static bool
put_source(const struct filler *f, struct buf *buf)
{
	if (f->note->source == NULL)
		return false;
	buf_put(buf, f->note->source);
	return true;
}

static const struct state_row *
state_seen(const struct note *note)
{
	return note->seen != NULL ? state_of(note->seen->state) : NULL;
}

static bool
put_state(const struct filler *f, struct buf *buf)
{
	const struct state_row *row = state_seen(f->note);

	if (row == NULL)
		return false;
	buf_put(buf, row->name);
	return true;
}

static bool
put_meaning(const struct filler *f, struct buf *buf)
{
	const struct state_row *row = state_seen(f->note);

	if (row == NULL)
		return false;
	buf_put(buf, tr(f->lang, row->meaning));
	return true;
}

static bool
put_laddr(const struct filler *f, struct buf *buf)
{
	put_short_address(buf, &f->note->laddr);
	return f->note->laddr.ss_family != 0;
}

static bool
put_raddr(const struct filler *f, struct buf *buf)
{
	put_short_address(buf, &f->note->raddr);
	return f->note->raddr.ss_family != 0;
}

/* A program chooses its name itself. */
static bool
put_process(const struct filler *f, struct buf *buf)
{
	char safe[SAFE_MAX * sizeof(f->note->seen->process)];

	buf_put(buf, safe_name(f->note->seen->process, safe, sizeof(safe)));
	return *f->note->seen->process != '\0';
}

static const struct hole {
	const char *name;
	bool (*put)(const struct filler *, struct buf *);
} holes[] = {
	{ "fd", put_fd },
	{ "source", put_source },
	{ "state", put_state },
	{ "meaning", put_meaning }, /* of the state */
	{ "laddr", put_laddr },
	{ "raddr", put_raddr },
	{ "process", put_process },
};

enum { HOLES = sizeof(holes) / sizeof(holes[0]) };

static bool
is_called(const char *hole, const char *name, size_t len)
{
	return strncmp(hole, name, len) == 0 && hole[len] == '\0';
}

static const struct field_row *
field_called(const char *name, size_t len)
{
	for (int i = 0; i < field_count; i++)
		if (is_called(field_rows[i].name, name, len))
			return &field_rows[i];
	return NULL;
}

static bool
put_hole(void *owner, const char *name, size_t len, struct buf *buf)
{
	const struct filler *f = owner;
	const struct field_row *field;

	for (int i = 0; i < HOLES; i++)
		if (is_called(holes[i].name, name, len))
			return holes[i].put(f, buf);
	field = field_called(name, len);
	return field != NULL && f->note->seen != NULL &&
	    put_field(f->lang, f->note->seen, field->field, buf);
}

/* The number that decides between a row's two texts. */
static unsigned long long
number_of(const struct sight *sight, const struct note *note)
{
	const struct field_row *field =
	    field_called(sight->number, strlen(sight->number));
	long long n = note->seen->field[field->field];

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
	unsigned long long bit = 1ull
	    << (state ? note->seen->state : (int)(sight - sights));
	unsigned long long *bits =
	    state ? &explained->states : &explained->sights;
	bool was = *bits & bit;

	*bits |= bit;
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
	if (note->kind < NOTE_STATE)
		return false;
	for (unsigned line = 0; line < LINES_MAX; line++)
		show_line(out, langs, note, line, explained);
	return true;
}
