/*
 * Explaining: a word that is asked for, or a text in which an error stands. For
 * the command (command/explain.c) and the prompt (console/explain.c) alike.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "explain/entry.h"
#include "scan/alias.h"
#include "scan/match.h"
#include "text/lang.h"
#include "text/out.h"

struct explain {
	struct out *out;
	struct out
	    *complaints;    /* where it goes that something is not known... */
	const char *prefix; /* ...and behind what: "sockdemo: " */
	struct langs langs;
	struct known known;
	struct aliases *aliases;
	int pages; /* that were written */
};

/* Reads the aliases; all else has been set, and is borrowed. Returns false
   without memory. */
bool explain_open(struct explain *);
void explain_close(struct explain *);

/* Parts a page from the one before it. */
void explain_begin_page(struct explain *);

/* Explains words, at least one: as one thing that they are together, or else
   one after the other. Returns false where one of them is not known, which is
   told. */
bool explain_words(struct explain *, const char *const *words, int n);

/* Explains what was found in a text. Returns false where that is nothing, which
   is told. */
bool explain_found(struct explain *, const struct matcher *);

/* An error that came, and what is known around it. */
void explain_error(struct explain *, const struct facts *);

/* What there is to ask for, by subject. */
void explain_index(struct explain *);

/* A subject's entries, a line each, where the word is its name. Returns false,
   and nothing is written, where it is none. */
bool explain_subject(struct explain *, const char *word);

/* The names that can be asked for and are one word, NULL behind them. */
void explain_names(const struct known *, const char **list, size_t size);

/* The same for a shell: words that completion offers, with blanks between them;
   known as in entry.h. */
void explain_print_words(const struct options *);

#endif
