/*
 * An entry: what is said of one thing that a learner may ask for. Its texts are
 * rows of tables (entries/tables.h), beside those that have one already: an
 * error's meaning (know/errors.h), a socket option's (know/sockopts.h), the help
 * of an option and of a command.
 */
#ifndef ENTRY_H
#define ENTRY_H

#include <stdbool.h>

#include "know/facts.h"
#include "know/sockopts.h"
#include "option/options.h"

/* In the order of the index. */
enum topic {
	SUBJECT_WORDS,     /* of the glossary */
	SUBJECT_CALLS,     /* of the sockets API */
	SUBJECT_ERRORS,    /* errno, EAI_... */
	SUBJECT_TROUBLES,  /* what programs and languages say */
	SUBJECT_STATES,    /* of TCP */
	SUBJECT_SOCKOPTS,  /* socket options */
	SUBJECT_CONSTANTS, /* all other names in capitals */
	SUBJECT_FIELDS,    /* what the kernel shows, and counts */
	SUBJECT_COMMANDS,  /* of sockdemo */
	SUBJECT_OPTIONS,
	SUBJECT_PROMPT,
	SUBJECT_COUNT
};

/* A command of the prompt, as its own table has it. */
struct prompt_word {
	const char *name;     /* "/help"; NULL ends them */
	const char *argument; /* N_("TEXT"), or NULL */
	const char *help;     /* N_(...) */
};

/* Texts are borrowed; N_() where they are of a language, and "" where there are
   none. */
struct entry {
	enum topic subject;
	const char *name;   /* "port", "bind()", "ECONNREFUSED", "--set" */
	const char *title;  /* what it is, in a few words */
	const char *text;   /* a paragraph */
	const char *beware; /* what people get wrong */
	const char *of;     /* of an error: the calls whose it is usually */
	const char *c;      /* how it stands in a program in C, */
	const char *python; /* and in Python */
	const char *try;    /* commands that show it, one a line */
	const char *read;   /* where it is written: "bind(2); RFC 9293, 3.9" */
	const char *see;    /* other entries: "port; listen()" */
	/* What it comes from, where that is another table; or NULL. */
	const struct sockopt_row *sockopt;
	const struct command *command;
	const struct option_row *option;
	const struct prompt_word *prompt;
};

/* What there is beside the tables: the commands of sockdemo and of its prompt;
   borrowed. */
struct known {
	const struct options *options;
	const struct prompt_word *prompt;
};

/* Hands over one entry after the other, as long as take() returns true. */
void entries_each(const struct known *,
    bool (*take)(void *owner, const struct entry *), void *owner);

/* "The words": what a subject is called, an N_(). */
const char *subject_title(enum topic);

/* A name as it is shown: that of a word may have a translation. */
const char *entry_name(enum lang, const struct entry *);

/* What a thing is, in a few words, in one language. */
const char *entry_title(enum lang, const struct entry *);

/* The call that it is, or, of an error, whose it usually is; CALL_COUNT: none. */
enum call_id entry_call(const struct entry *);

/* What is known of an error that nobody has met yet. */
struct facts error_facts(const struct entry *);

/* The number of an error's symbol, 0 if it is none; *eai: it is one of
   getaddrinfo()'s. */
int error_number(const char *symbol, bool *eai);

#endif
