/*
 * What the kernel showed, in words. Each line says what it is: read from the
 * kernel, with where ("="), or an explanation. sights.c has the sentences.
 */
#ifndef SHOW_H
#define SHOW_H

#include <stdbool.h>

#include "call/note.h"
#include "text/lang.h"
#include "text/out.h"

enum { SIGHTS_MAX = 256, STATES_MAX = 16 };

/* Which explanations were given, by their rows and by states, a bit for each;
   all 0: none. */
struct explained {
	unsigned char sights[SIGHTS_MAX / 8], states[STATES_MAX / 8];
};

/*
 * Shows a note of the observer's, in each language. Explanations are given once
 * for each *explained*; NULL: each time. Returns whether it was one of those.
 */
bool
show_sight(struct out *, struct langs, const struct note *, struct explained *);

#endif
