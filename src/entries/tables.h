/*
 * The tables of entries: a row each, of texts with a NUL behind them, one after
 * the other. Tables of pointers would have to be relocated each time that the
 * program starts, and hardly ever it is asked to explain.
 *
 * A row is ENTRY(), or one of the shorter forms below; explain/entry.h says what
 * its texts are. Whoever adds an entry adds a row here, and its other names to
 * aliases.tsv: nothing else.
 */
#ifndef TABLES_H
#define TABLES_H

#define ENTRY(name, title, text, beware, of, c, python, try, read, see)  \
	name "\0" title "\0" text "\0" beware "\0" of "\0" c "\0" python \
	     "\0" try "\0" read "\0" see "\0"

enum { ENTRY_TEXTS = 10 };

/* A word of the glossary. */
#define WORD(name, title, text, beware, try, read, see) \
	ENTRY(name, title, text, beware, "", "", "", try, read, see)

#define CALL(name, title, text, beware, c, python, try, read, see) \
	ENTRY(name, title, text, beware, "", c, python, try, read, see)

/* An error whose label, meaning and advice are in know/errors_table.c; text: what
   is true of it in general, where that says too little without its facts. */
#define ERROR(name, of, text, beware, python, try, read, see) \
	ENTRY(name, "", text, beware, of, "", python, try, read, see)

/* One that no call on sockets gives by itself. */
#define OTHER_ERROR(name, title, text, read) \
	ENTRY(name, title, text, "", "", "", "", "", read, "")

/* One that no call on sockets gives, as far as is known. */
#define FOREIGN_ERROR(name, title)                                            \
	OTHER_ERROR(name, title,                                              \
	    N_("A number kept from other systems, or for files and devices: " \
	       "sockets hardly ever give it."),                               \
	    AS_IS("errno(3)"))

/* What a language or a program says; python: how it is right. */
#define TROUBLE(name, title, text, beware, python, try, read, see) \
	ENTRY(name, title, text, beware, "", "", python, try, read, see)

#define STATE(name, title, text, beware, try, read, see) \
	ENTRY(name, title, text, beware, "", "", "", try, read, see)

/* More on a row of know/sockopts.c, which says what the option decides. */
#define SOCKOPT(name, text, beware, try, read, see) \
	ENTRY(name, "", text, beware, "", "", "", try, read, see)

#define CONSTANT(name, title, read) \
	ENTRY(name, title, "", "", "", "", "", "", read, "")

extern const char entries_of_words[], entries_of_calls[], entries_of_errors[],
    entries_of_troubles[], entries_of_states[], entries_of_sockopts[],
    entries_of_constants[];

#endif
