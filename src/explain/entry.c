/*
 * Going through the entries: the rows of the tables here, and those of others.
 * Who looks one up is find.c, who writes it down page.c.
 */
#include "explain/entry.h"

#include <string.h>

#include "entries/tables.h"
#include "know/errors.h"
#include "know/names.h"
#include "show/counters.h"
#include "show/fields.h"

static const char *
table_of(enum topic subject)
{
	switch (subject) {
	case SUBJECT_WORDS:
		return entries_of_words;
	case SUBJECT_CALLS:
		return entries_of_calls;
	case SUBJECT_ERRORS:
		return entries_of_errors;
	case SUBJECT_TROUBLES:
		return entries_of_troubles;
	case SUBJECT_STATES:
		return entries_of_states;
	case SUBJECT_SOCKOPTS:
		return entries_of_sockopts;
	case SUBJECT_CONSTANTS:
		return entries_of_constants;
	default:
		return "";
	}
}

/* Reads the row at a place; returns the next one, or NULL at the end. */
static const char *
read_entry(const char *row, enum topic subject, struct entry *e)
{
	const char *text[ENTRY_TEXTS];

	if (*row == '\0')
		return NULL;
	for (int i = 0; i < ENTRY_TEXTS; i++) {
		text[i] = row;
		row += strlen(row) + 1;
	}
	*e = (struct entry){ .subject = subject,
		.name = text[0],
		.title = text[1],
		.text = text[2],
		.beware = text[3],
		.of = text[4],
		.c = text[5],
		.python = text[6],
		.try = text[7],
		.read = text[8],
		.see = text[9] };
	return row;
}

/* One that is made of a row of another table. */
static struct entry
bare(enum topic subject, const char *name)
{
	return (struct entry){ .subject = subject,
		.name = name,
		.title = "",
		.text = "",
		.beware = "",
		.of = "",
		.c = "",
		.python = "",
		.try = "",
		.read = "",
		.see = "" };
}

typedef bool taker(void *owner, const struct entry *);

static bool
each_row(enum topic subject, taker *take, void *owner)
{
	const char *row = table_of(subject);
	struct entry e;

	while ((row = read_entry(row, subject, &e)) != NULL) {
		e.sockopt =
		    subject == SUBJECT_SOCKOPTS ? sockopt_named(e.name) : NULL;
		if (!take(owner, &e))
			return false;
	}
	return true;
}

static bool
has_row(enum topic subject, const char *name)
{
	const char *row = table_of(subject);
	struct entry e;

	while ((row = read_entry(row, subject, &e)) != NULL)
		if (strcmp(e.name, name) == 0)
			return true;
	return false;
}

/* Socket options that have no row here. */
static bool
each_sockopt(taker *take, void *owner)
{
	for (int i = 0; i < sockopt_count; i++) {
		struct entry e = bare(SUBJECT_SOCKOPTS, sockopt_rows[i].name);

		e.sockopt = &sockopt_rows[i];
		if (!has_row(SUBJECT_SOCKOPTS, e.name) && !take(owner, &e))
			return false;
	}
	return true;
}

/* What /tcp, /queues and /counters show. */
static bool
each_field(taker *take, void *owner)
{
	for (int i = 0; i < field_count; i++) {
		struct entry e = bare(SUBJECT_FIELDS, field_rows[i].name);

		e.title = field_rows[i].meaning;
		e.read = field_rows[i].source;
		if (!take(owner, &e))
			return false;
	}
	for (int i = 0; i < counter_count; i++) {
		struct entry e = bare(SUBJECT_FIELDS, counter_rows[i].name);

		e.title = counter_rows[i].meaning;
		e.read = AS_IS("nstat(8), /proc/net/snmp, /proc/net/netstat");
		if (!take(owner, &e))
			return false;
	}
	return true;
}

static bool
each_command(const struct known *known, taker *take, void *owner)
{
	for (int i = 0; known->options->commands[i] != NULL; i++) {
		const struct command *c = known->options->commands[i];
		struct entry e = bare(SUBJECT_COMMANDS, c->name);

		e.command = c;
		e.title = c->what;
		if (!take(owner, &e))
			return false;
	}
	return true;
}

static bool
each_option(taker *take, void *owner)
{
	for (int i = 0; i < option_count; i++) {
		struct entry e = bare(SUBJECT_OPTIONS, option_rows[i].name);

		e.option = &option_rows[i];
		e.title = option_rows[i].help;
		if (!take(owner, &e))
			return false;
	}
	return true;
}

static bool
each_prompt_word(const struct known *known, taker *take, void *owner)
{
	for (const struct prompt_word *p = known->prompt; p->name != NULL;
	     p++) {
		struct entry e = bare(SUBJECT_PROMPT, p->name);

		e.prompt = p;
		e.title = p->help;
		if (!take(owner, &e))
			return false;
	}
	return true;
}

void
entries_each(const struct known *known, taker *take, void *owner)
{
	for (int i = 0; i < SUBJECT_COMMANDS; i++)
		if (!each_row((enum topic)i, take, owner) ||
		    (i == SUBJECT_SOCKOPTS && !each_sockopt(take, owner)) ||
		    (i == SUBJECT_FIELDS && !each_field(take, owner)))
			return;
	if (each_command(known, take, owner) && each_option(take, owner))
		each_prompt_word(known, take, owner);
}
