/*
 * What things are called elsewhere: numbers, texts of other systems, exceptions,
 * lines of other programs, words of a question. The table is entries/aliases.tsv,
 * which the build puts into the program: alias, what it is, symbol, source, with
 * a tab between them.
 *
 * What it is says how it counts, where it begins so:
 *
 *	weak:    in a text, only where nothing else is found
 *	asked:   never in a text, only when it is asked for; so are numbers
 *	begins:  no alias; in a text, something new begins
 *	goes on: the same, but what comes belongs to what was before
 *	warns:   the same: what stands behind it on its line is a warning
 *
 * {errno} and {winsock} in an alias are a number of a row of that kind; two bytes
 * or more stand before it.
 */
#ifndef ALIAS_H
#define ALIAS_H

#include <stdbool.h>
#include <stddef.h>

#include "text/buf.h"

enum alias_kind {
	ALIAS_STRONG,
	ALIAS_WEAK,
	ALIAS_ASKED,
	ALIAS_BEGINS,
	ALIAS_GOES_ON,
	ALIAS_WARNS
};

enum alias_number { NUMBER_NONE, NUMBER_ERRNO, NUMBER_WINSOCK, NUMBERS };

struct alias {
	const char *text; /* plain (plain.h); of one with a number, before it */
	const char *behind; /* the number, or "" */
	size_t len;         /* of the text */
	const char *shown;  /* as it is written, up to a tab */
	enum alias_number number;
	enum alias_kind kind;
	const char *symbol;
	int next; /* that begins with the same two bytes, or -1 */
};

enum { ALIAS_STARTS = 8192, ALIAS_NUMBER_MAX = 12000, ALIAS_LONGEST = 256 };

struct aliases {
	char *text; /* that most others point into */
	struct alias *row;
	int count;
	int first[ALIAS_STARTS];
	const char *symbols[NUMBERS][ALIAS_NUMBER_MAX]; /* of numbers */
};

/* By which of .first one goes to the aliases that begin like a text. */
unsigned alias_start(const char *text);

/* Reads the table. Returns NULL without memory; the caller gives it back. */
struct aliases *aliases_read(void);
void aliases_free(struct aliases *);

/* An alias, where it stands in a text. */
struct hit {
	const struct alias *alias; /* NULL: none does */
	const char *symbol;        /* what it is an alias of */
	int number;                /* that it holds, or 0 */
	size_t len;
};

/* What stands at the beginning of n bytes of plain text, the longest there is,
   of those that count in a text; asked: and those that count only there. */
struct hit
alias_at(const struct aliases *, const char *text, size_t n, bool asked);

/* As its table has it, with its number: "[Errno 111]". */
void put_alias(struct buf *, const struct alias *, int number);

#endif
