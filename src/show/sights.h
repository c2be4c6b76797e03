/*
 * The sentences about what the kernel showed, as data.
 *
 * A note of the observer's is told in lines, from .line 0 on. Of each line the
 * rows are read from above, and the first one counts that is about such a note,
 * whose condition holds and whose holes can all be filled: a hole is a field's
 * name (fields.h), or one of holes.c's own. A line without such a row is left
 * out.
 */
#ifndef SIGHTS_H
#define SIGHTS_H

#include <stdbool.h>

#include "call/note.h"

struct sight {
	enum note_kind of;
	unsigned char line;
	bool explains;                     /* else it was read */
	bool (*when)(const struct note *); /* NULL: always */
	const char *text;                  /* N_(...) */
	const char *many;   /* the same for another number than one... */
	const char *number; /* ...of this hole; both may be NULL */
};

enum { LINES_MAX = 8 };

extern const struct sight sights[];
extern const int sight_count;

#endif
