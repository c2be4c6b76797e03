/*
 * What subjects and entries are called, and what an entry is in a few words.
 */
#include "explain/entry.h"

#include <string.h>

#include "know/errors.h"
#include "know/names.h"

const char *
subject_title(enum topic subject)
{
	switch (subject) {
	case SUBJECT_WORDS:
		return N_("Words");
	case SUBJECT_CALLS:
		return N_("Calls");
	case SUBJECT_ERRORS:
		return N_("Errors");
	case SUBJECT_TROUBLES:
		return N_("What programs say");
	case SUBJECT_STATES:
		return N_("States of a TCP connection");
	case SUBJECT_SOCKOPTS:
		return N_("Socket options");
	case SUBJECT_CONSTANTS:
		return N_("Constants");
	case SUBJECT_FIELDS:
		return N_("What the kernel shows");
	case SUBJECT_COMMANDS:
		return N_("Commands of sockdemo");
	case SUBJECT_OPTIONS:
		return N_("Options of sockdemo");
	case SUBJECT_PROMPT:
	default:
		return N_("At the prompt");
	}
}

const char *
entry_name(enum lang lang, const struct entry *e)
{
	return e->subject == SUBJECT_WORDS ? tr(lang, e->name) : e->name;
}

/* "connect()", or "connect" of an error. */
enum call_id
entry_call(const struct entry *e)
{
	const char *name = e->subject == SUBJECT_ERRORS ? e->of : e->name;
	size_t n = strcspn(name, "(");
	int i = 0;

	while (i < CALL_COUNT &&
	    (strlen(call_row((enum call_id)i)->name) != n ||
		strncmp(call_row((enum call_id)i)->name, name, n) != 0))
		i++;
	return (enum call_id)i;
}

int
error_number(const char *symbol, bool *eai)
{
	*eai = false;
	for (int i = 1; i < 256; i++)
		if (name_errno(i) != NULL && strcmp(name_errno(i), symbol) == 0)
			return i;
	*eai = true;
	for (int i = -1; i > -256; i--)
		if (name_eai(i) != NULL && strcmp(name_eai(i), symbol) == 0)
			return i;
	return 0;
}

struct facts
error_facts(const struct entry *e)
{
	bool eai;

	return (struct facts){ .fd = -1,
		.err = error_number(e->name, &eai),
		.call = entry_call(e) };
}

const char *
entry_title(enum lang lang, const struct entry *e)
{
	struct facts facts;

	if (*e->title != '\0')
		return tr(lang, e->title);
	if (e->sockopt != NULL)
		return tr(lang, sockopt_help(e->sockopt, true, false));
	if (e->subject != SUBJECT_ERRORS)
		return "";
	facts = error_facts(e);
	return error_label(lang, &facts);
}
