/*
 * Characters and their bytes, side by side: "O=4f l=6c á=c3 a1 !=21 ↵=0a".
 */
#ifndef PAIRS_H
#define PAIRS_H

#include <stdbool.h>
#include <stddef.h>

#include "text/buf.h"

/*
 * Writes n bytes as UTF-8 has them: each character, "=", and its bytes in
 * hexadecimal. A byte that is no part of a character stands alone; one that
 * begins a character whose other bytes did not come has them as "...", and so,
 * before it, has one that ends a character. After *most* bytes, or the
 * character that they end in, comes " ..."; unicode: the newline is "↵", and
 * not "\n".
 */
void
put_pairs(struct buf *, const char *s, size_t n, size_t most, bool unicode);

#endif
