/*
 * Folding a line at a width. A command that somebody is to copy stands whole:
 * its spaces are WRAP_KEPT, which is shown as a space, but not folded at. What
 * is safe to show (safe.h) has no such byte of its own.
 */
#ifndef WRAP_H
#define WRAP_H

#include <stddef.h>

enum { WRAP_KEPT = 0x1f };

/*
 * How many bytes of a text stand on its first line of that many columns: up to
 * the last space that fits, or, where a word alone is too long, up to the last
 * character that does. At least one character; the whole text if it fits. What
 * is kept together is not cut, and may be longer.
 */
size_t wrap(const char *text, size_t columns);

#endif
