/*
 * The address and the port that stand in a text, beside the error: in it, in a
 * line of the program before it, or in what is said after it. The text passes,
 * and the last places are kept.
 */
#ifndef PLACE_H
#define PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "scan/host.h"

enum { PLACES = 128, PLACE_LINE = 1024 };

struct places {
	char text[PLACE_LINE]; /* of the line that is read */
	size_t len;
	unsigned long line;        /* how many were read */
	struct place last[PLACES]; /* in turn */
	unsigned long count;
	unsigned long wanted; /* the line that it is to be near; 0: none */
	struct place chosen;
};

void places_add(struct places *, const char *, size_t);
void places_end(struct places *);

/* From now on the place is wanted that belongs to that line, which may be one of
   the last or of the next. It is in .chosen, in the end; its call is the one
   that failed, as far as that is clear. */
void places_look_around(struct places *, unsigned long line);

/* The place in one line, of n bytes; false: there is neither one nor a call. */
bool place_in(const char *, size_t n, struct place *);

#endif
