/*
 * Folding a line at a width. Two control characters say where not to; what is
 * safe to show (safe.h) has none of its own.
 *
 * A command that somebody is to copy stands whole: its spaces are WRAP_KEPT,
 * which is shown as a space, but not folded at.
 *
 * What the other end has chosen, a name or bytes, stands between two
 * WRAP_THEIRS, which are not shown. It is not folded at a space, and a row that
 * it begins is to be marked, or it would look like a line of ours.
 */
#ifndef WRAP_H
#define WRAP_H

#include <stddef.h>

#include "text/buf.h"
#include "text/safe.h"

enum { WRAP_KEPT = 0x1f, WRAP_THEIRS = 0x1e };

/* A line that is being folded, row after row. */
struct wrapping {
	enum reads reads; /* whoever it is for */
	bool theirs;      /* the next row begins in what the other end chose */
};

/*
 * How many bytes of a text stand on its first line of that many columns: up to
 * the last space that fits, or, where a word alone is too long, up to the last
 * character that does. At least one character; the whole text if it fits. What
 * is kept together is not cut, and may be longer.
 */
size_t wrap_row(struct wrapping *, const char *text, size_t columns);

/* The same of a text that is all ours, for who reads UTF-8. */
size_t wrap(const char *text, size_t columns);

/* Appends what the other end has chosen, and has been made safe. */
void put_theirs(struct buf *, const char *text);

/* Takes the marks away, where no line is made of it. Returns text. */
char *wrap_plain(char *text);

#endif
