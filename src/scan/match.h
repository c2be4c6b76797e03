/*
 * Finding in a text, as it passes, what explain knows of: in constant memory,
 * however long it is and whatever it holds.
 *
 * What a text is about is the first thing in it that is known: what comes after
 * it follows from it. But a warning is not what it is about, nor is an alias
 * that says little, as long as there is another; and where something new begins,
 * another traceback, what was before no longer matters.
 */
#ifndef MATCH_H
#define MATCH_H

#include "scan/alias.h"
#include "scan/place.h"
#include "scan/plain.h"

/* From the least on. */
enum found_rank { FOUND_NOTHING, FOUND_WEAK, FOUND_WARNING, FOUND_STRONG };

struct found {
	enum found_rank rank;
	struct hit hit;
	unsigned long line;
};

enum { MATCH_OTHERS = 3, MATCH_WINDOW = 4096 };

struct matcher {
	const struct aliases *aliases;
	struct folding folding;
	char text[MATCH_WINDOW];           /* plain, and not looked at yet */
	unsigned long lines[MATCH_WINDOW]; /* on which line each byte stands */
	size_t len;
	char before;           /* the byte before the text */
	unsigned long line;    /* the one that is read */
	unsigned long warning; /* the last one that warns */
	bool goes_on;          /* the next beginning is none */
	bool old;              /* what was found is of before a beginning */
	struct found best;
	struct found others[MATCH_OTHERS]; /* of other symbols */
	int other_count;
	struct places places;
};

/* The aliases are borrowed. */
void match_begin(struct matcher *, const struct aliases *);
void match_add(struct matcher *, const char *, size_t);
void match_end(struct matcher *);

#endif
