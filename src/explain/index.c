/*
 * The index: all subjects with the names of their entries, or one with what each
 * of them is; and the same names for a shell that completes them.
 */
#include "explain/explain.h"

#include <stdio.h>
#include <string.h>

#include "explain/find.h"
#include "explain/page.h"
#include "text/catalogue.h"
#include "text/utf8.h"
#include "text/word.h"

struct listing {
	struct explain *explain;
	enum lang lang;
	enum topic subject;
	int listed, more; /* more: that are not shown */
	struct buf line;
};

/* Whether there is a page on it, and not only a line; nor is an error that no
   call on sockets gives worth its place. */
static bool
is_worth_showing(const struct entry *e)
{
	if (e->subject == SUBJECT_ERRORS)
		return *e->title == '\0';
	return *e->text != '\0' || *e->read == '\0' || e->sockopt != NULL ||
	    e->subject == SUBJECT_STATES;
}

static void
put_line(struct listing *l)
{
	struct out *out = l->explain->out;

	if (l->line.len > 0)
		out->line(out, MARK_EXPLAIN, l->line.s);
	buf_clear(&l->line);
}

/* A name, and the comma before it. */
static bool
list_name(void *owner, const struct entry *e)
{
	struct listing *l = owner;
	const char *name = entry_name(l->lang, e);
	const char *dashes = e->option != NULL ? "--" : "";
	int width = l->explain->out->width - 4;

	if (e->subject != l->subject)
		return true;
	if (!is_worth_showing(e)) {
		l->more++;
		return true;
	}
	l->listed++;
	if (l->line.len > 0)
		buf_put(&l->line, ",");
	if (utf8_columns(l->line.s) + utf8_columns(name) + 4 > width)
		put_line(l);
	buf_printf(
	    &l->line, "%s%s%s", l->line.len > 0 ? " " : "", dashes, name);
	return true;
}

/* How to see those that are not shown. */
static void
put_more(struct listing *l, const char *subject)
{
	struct buf command = { 0 };

	if (l->more == 0)
		return;
	put_word(&command, l->explain->known.options->program);
	buf_put(&command, " explain ");
	put_word(&command, subject);
	keep_whole(&command);
	buf_printf(&l->line,
	    l->listed > 0 ? tr(l->lang, "and %d more: %s")
			  : tr(l->lang, "%d of them: %s"),
	    l->more, command.s);
	put_line(l);
}

static void
index_in(struct explain *e, enum lang lang)
{
	struct buf program = { 0 }, line = { 0 };
	for (int i = 0; i < SUBJECT_COUNT; i++) {
		struct listing l = {
			.explain = e, .lang = lang, .subject = (enum topic)i
		};
		const char *title = tr(lang, subject_title(l.subject));

		e->out->line(e->out, MARK_PLAIN, title);
		entries_each(&e->known, list_name, &l);
		put_line(&l);
		put_more(&l, title);
	}
	e->out->line(e->out, MARK_PLAIN, "");
	put_word(&program, e->known.options->program);
	buf_printf(&line,
	    tr(lang,
		"Also known: numbers of errors, and what other programs and "
		"languages say. An error that is long: PROGRAM 2>&1 | %s "
		"explain -"),
	    program.s);
	e->out->line(e->out, MARK_PLAIN, line.s);
}

void
explain_index(struct explain *e)
{
	LANGS_EACH (lang, e->langs) {
		explain_begin_page(e);
		index_in(e, lang);
	}
}

static bool
list_title(void *owner, const struct entry *e)
{
	struct listing *l = owner;

	if (e->subject == l->subject)
		page_title(l->explain->out, l->lang, &l->explain->known, e);
	return true;
}

bool
explain_subject(struct explain *e, const char *word)
{
	struct listing l = { .explain = e };
	bool is = false;

	for (int i = 0; i < SUBJECT_COUNT && !is; i++) {
		l.subject = (enum topic)i;
		is = names_match(subject_title(l.subject), word);
		for (int c = 0; catalogues[c].language != NULL; c++)
			is = is ||
			    names_match(tr((enum lang)(c + 1),
					    subject_title(l.subject)),
				word);
	}
	if (!is)
		return false;
	LANGS_EACH (lang, e->langs) {
		l.lang = lang;
		explain_begin_page(e);
		entries_each(&e->known, list_title, &l);
	}
	return true;
}
