/*
 * An error that stands in a text: what is known around it.
 */
#ifndef CONTEXT_H
#define CONTEXT_H

#include "explain/entry.h"
#include "scan/place.h"
#include "text/buf.h"

/* What the facts' strings point to. */
struct context {
	struct facts facts;
	struct place place;
	struct buf address, listen;
};

/* The facts of an error that stands in a text; what they point to is in the
   context. Returns false where it is not clear which call failed, on which so
   much depends. */
bool context_gather(struct context *, const char *program, const struct entry *,
    const struct place *);

/* "127.0.0.1:1234", "[::1]:1234", as far as it is known. */
void put_place(struct buf *, const struct place *);

#endif
