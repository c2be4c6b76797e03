/*
 * Texts with holes: "bound to port {port} on {host}". A hole is a name in
 * braces, which somebody else fills; so a text can be data, and its
 * translation may have the holes in another order.
 */
#ifndef FILL_H
#define FILL_H

#include <stdbool.h>
#include <stddef.h>

#include "text/buf.h"

/* Appends what stands for a hole's name, of n bytes. Returns false where
   that is not known. */
typedef bool hole_filler(void *owner, const char *name, size_t n, struct buf *);

/* Whether a hole, n bytes of a text, has that name. */
bool hole_is(const char *hole, size_t n, const char *name);

/* Writes a text with its holes filled over whatever the buf held. Returns false
   when one of them could not be. */
bool fill(struct buf *, const char *text, hole_filler *, void *owner);

#endif
