/*
 * Plain text, in which what is seen is looked for: small letters without their
 * accents, white space of any kind as one space, one kind of quotes, and none of
 * the escape sequences that colour it.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/* What was left open between two bytes; all 0 at the beginning. */
struct folding {
	char cut[4]; /* of a character that is not there whole */
	size_t len;
	bool escape, parameters; /* inside ESC [ ... m */
	bool spaced;             /* the last one was a space */
};

enum { PLAIN_MAX = 4 }; /* what one byte may add */

/* Takes one byte more, and writes what it adds, without a NUL. Returns how many
   bytes that is, often 0. */
size_t plain_add(struct folding *, char, char out[PLAIN_MAX]);

/* Makes a whole string plain where it stands: it never becomes longer. Spaces
   at both ends go. */
void plain_string(char *);

/* Whether a byte of plain text is of a word: a letter, a digit, "_". */
bool plain_is_word(char);

#endif
