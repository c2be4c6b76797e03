/*
 * Finding what is said of an error in the table (errors_table.c), and filling
 * its holes with the facts.
 */
#include "know/errors.h"

#include <stdio.h>
#include <string.h>

#include "know/errors_table.h"
#include "know/names.h"
#include "text/fill.h"
#include "text/word.h"

/* A hole's name, and what is known for it: a string or a number. */
struct hole {
	const char *name;
	const char *text;     /* NULL: the number */
	unsigned long number; /* 0: not known */
};

static bool
put_hole(void *owner, const char *name, size_t len, struct buf *b)
{
	const struct facts *f = owner;
	const struct call_row *call = call_row(f->call);
	const struct hole holes[] = {
		{ "call", call->name, 0 },
		{ "section", NULL, (unsigned long)call->section },
		{ "address", f->address, 0 },
		{ "host", f->host, 0 },
		{ "name", f->name, 0 },
		{ "service", f->service, 0 },
		{ "addresses", f->addresses, 0 },
		{ "option", f->option, 0 },
		{ "source", f->source, 0 },
		{ "port", NULL, f->port },
		{ "lowest", NULL, f->lowest },
		{ "limit", NULL, f->limit },
		{ "seconds", NULL, f->seconds },
		{ "process", f->process, 0 },
		{ "pid", NULL, f->pid },
		{ "elsewhere", f->elsewhere, 0 },
		{ "folder", f->folder, 0 },
		{ "listen", f->listen, 0 },
		{ "sayer", f->sayer, 0 },
		{ "size", NULL, f->size },
		{ "most", NULL, f->most },
		{ "fd", NULL, f->fd > 0 ? (unsigned long)f->fd : 0 },
	};

	for (size_t i = 0; i < sizeof(holes) / sizeof(holes[0]); i++) {
		const struct hole *h = &holes[i];

		if (strlen(h->name) != len || memcmp(h->name, name, len) != 0)
			continue;
		if (h->text != NULL)
			buf_put(b, h->text);
		else if (h->number != 0)
			buf_printf(b, "%lu", h->number);
		return h->text != NULL || h->number != 0;
	}
	return false;
}

static bool
fits(const struct error_row *row, const struct facts *f)
{
	return (row->call == ANY || row->call == f->call ||
		   (row->call != 0 && row->call == call_row(f->call)->like)) &&
	    (row->err == OTHER || row->err == f->err) &&
	    (row->when == NULL || row->when(f));
}

enum column { LABEL, MEANING, ADVICE };

static const char *
text_of(const struct error_row *row, enum column column)
{
	switch (column) {
	case LABEL:
		return row->label;
	case MEANING:
		return row->meaning;
	case ADVICE:
	default:
		return row->advice;
	}
}

/* Finds a column's text and fills it; returns the text, in English. */
static const char *
find(enum lang lang, enum column column, const struct facts *f, struct buf *b)
{
	for (size_t i = 0; i < error_row_count; i++) {
		const char *text = text_of(&error_rows[i], column);

		if (text == NULL || !fits(&error_rows[i], f))
			continue;
		/* gettext("") is the catalogue's header. */
		if (fill(b, *text != '\0' ? tr(lang, text) : text, put_hole,
			(void *)f))
			return text;
	}
	return "";
}

const char *
error_symbol(enum call_id call, int err)
{
	static char unknown[32]; /* until the next one */
	const char *name;

	name = call == CALL_GETADDRINFO ? name_eai(err) : name_errno(err);
	if (name != NULL)
		return name;
	snprintf(unknown, sizeof(unknown), "errno %d", err);
	return unknown;
}

const char *
error_label(enum lang lang, const struct facts *f)
{
	struct buf scratch; /* labels have no holes */
	const char *label = find(lang, LABEL, f, &scratch);

	return tr(lang, label);
}

void
error_meaning(enum lang lang, const struct facts *f, struct buf *b)
{
	find(lang, MEANING, f, b);
}

void
error_advice(enum lang lang, const struct facts *f, struct buf *b)
{
	find(lang, ADVICE, f, b);
	keep_command(b);
}
