/*
 * An entry, written down.
 */
#ifndef PAGE_H
#define PAGE_H

#include "explain/entry.h"
#include "know/facts.h"
#include "text/out.h"

/* The whole of an entry, in one language. facts: what is known of an error that
   came; or NULL. */
void page(struct out *, enum lang, const struct known *, const struct entry *,
    const struct facts *);

/* The same in few lines, for a word that has several senses. */
void page_in_short(
    struct out *, enum lang, const struct known *, const struct entry *);

/* Its title alone. */
void
page_title(struct out *, enum lang, const struct known *, const struct entry *);

#endif
