/*
 * The page of an entry: its title, what it is, and rows of two columns, from
 * what people get wrong to where it is written.
 */
#include "explain/page.h"

#include <string.h>

#include "explain/row.h"
#include "explain/sockopt.h"
#include "know/errors.h"
#include "know/saying.h"
#include "text/word.h"

/* "ECONNREFUSED (errno 111)": an error has a number. */
static void
put_number(struct buf *buf, const char *symbol)
{
	bool eai;
	int number = error_number(symbol, &eai);

	if (number != 0)
		buf_printf(
		    buf, eai ? " (getaddrinfo: %d)" : " (errno %d)", number);
}

static void
put_option_name(struct buf *buf, enum lang lang, const struct option_row *row)
{
	if (row->letter != 0)
		buf_printf(buf, "-%c, ", row->letter);
	buf_printf(buf, "--%s", row->name);
	if (row->value != NULL)
		buf_printf(buf, " %s", tr(lang, row->value));
}

static void
put_name(struct buf *buf, const struct writing *w, const struct entry *e)
{
	if (e->option != NULL) {
		put_option_name(buf, w->lang, e->option);
	} else if (e->command != NULL) {
		put_word(buf, w->known->options->program);
		buf_printf(buf, " %s", tr(w->lang, e->command->usage));
	} else {
		buf_put(buf, entry_name(w->lang, e));
		if (strcmp(entry_name(w->lang, e), e->name) != 0)
			buf_printf(buf, " (%s)", e->name);
	}
	if (e->prompt != NULL && e->prompt->argument != NULL)
		buf_printf(buf, " %s", tr(w->lang, e->prompt->argument));
	if (e->subject == SUBJECT_ERRORS)
		put_number(buf, e->name);
}

static void
put_title(struct writing *w, const struct entry *e)
{
	struct buf line = { 0 };
	const char *title = entry_title(w->lang, e);

	put_name(&line, w, e);
	if (*title != '\0')
		buf_printf(&line, ": %s", title);
	w->out->line(w->out, MARK_PLAIN, line.s);
}

/* What an error means, as its table has it. */
static void
put_meaning(struct writing *w, const struct facts *facts)
{
	struct buf text = { 0 };

	error_meaning(w->lang, facts, &text);
	put_paragraph(w, text.s);
}

/* An error that came, by its facts; and what is true of it in general: by its
   own text, or else by what it means for the call whose it usually is. */
static void
put_error(struct writing *w, const struct entry *e, const struct facts *facts)
{
	struct facts general = error_facts(e);

	if (facts != NULL && *e->title == '\0')
		put_meaning(w, facts);
	if (*e->text != '\0')
		put_paragraph(w, tr(w->lang, e->text));
	else if (facts == NULL && *e->title == '\0')
		put_meaning(w, &general);
}

/* What to do about an error, as its table has it; an error that did not come is
   shown. */
static void
put_try(struct writing *w, const struct entry *e, const struct facts *facts)
{
	struct facts general = error_facts(e);
	struct buf advice = { 0 };

	if (e->subject == SUBJECT_ERRORS && *e->title == '\0' &&
	    (facts != NULL || *e->text == '\0'))
		error_advice(
		    w->lang, facts != NULL ? facts : &general, &advice);
	if (advice.len > 0)
		put_row(w, tr(w->lang, N_("now")), advice.s);
	if (facts == NULL)
		put_code_row(w, N_("try"), e->try);
}

static void
put_paragraphs(
    struct writing *w, const struct entry *e, const struct facts *facts)
{
	if (e->subject == SUBJECT_ERRORS)
		put_error(w, e, facts);
	else if (*e->text != '\0')
		put_paragraph(w, tr(w->lang, e->text));
	if (e->sockopt != NULL)
		put_sockopt(w, e->sockopt);
}

/* The sentence that -vv tells at this call. */
static void
put_told(struct writing *w, const struct entry *e)
{
	enum call_id id = entry_call(e);
	const char *why = id != CALL_COUNT ? saying_of_call(id) : NULL;

	if (e->subject == SUBJECT_CALLS && why != NULL)
		put_text_row(w, N_("at -vv"), why);
}

/* "port; listen()": words have names in each language. */
static void
put_see(struct writing *w, const char *names)
{
	struct buf line = { 0 };

	while (*names != '\0') {
		size_t n = strcspn(names, ";");
		struct buf name = { 0 };

		buf_printf(&name, "%.*s", (int)n, names);
		buf_printf(&line, "%s%s", line.len > 0 ? "; " : "",
		    tr(w->lang, name.s));
		names += n;
		names += strspn(names, "; ");
	}
	if (line.len > 0)
		put_row(w, tr(w->lang, N_("see")), line.s);
}

void
page(struct out *out, enum lang lang, const struct known *known,
    const struct entry *e, const struct facts *facts)
{
	struct writing w = writing_begin(out, lang, known);

	put_title(&w, e);
	put_paragraphs(&w, e, facts);
	put_text_row(&w, N_("beware"), e->beware);
	put_told(&w, e);
	put_code_row(&w, N_("in C"), e->c);
	put_code_row(&w, N_("in Python"), e->python);
	if (e->sockopt != NULL)
		put_setting(&w, e);
	put_try(&w, e, facts);
	if (*e->read != '\0')
		put_row(&w, tr(lang, N_("read")), e->read);
	put_see(&w, e->see);
}

/* Its name alone leads to it. */
static bool
has_own_page(const struct entry *e)
{
	return e->subject == SUBJECT_CALLS || e->subject == SUBJECT_ERRORS ||
	    e->subject == SUBJECT_SOCKOPTS;
}

void
page_in_short(struct out *out, enum lang lang, const struct known *known,
    const struct entry *e)
{
	struct writing w = writing_begin(out, lang, known);
	struct buf more = { 0 };

	if (!has_own_page(e)) {
		page(out, lang, known, e, NULL);
		return;
	}
	put_title(&w, e);
	put_paragraphs(&w, e, NULL);
	buf_put(&more, AS_IS("sockdemo explain "));
	put_word(&more, e->name);
	put_code_row(&w, N_("more"), more.s);
}

void
page_title(struct out *out, enum lang lang, const struct known *known,
    const struct entry *e)
{
	struct writing w = writing_begin(out, lang, known);

	put_title(&w, e);
}
