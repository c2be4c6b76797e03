/*
 * Folding a line at a width.
 */
#ifndef WRAP_H
#define WRAP_H

#include <stddef.h>

/*
 * How many bytes of a text stand on its first line of that many columns: up to
 * the last space that fits, or, where a word alone is too long, up to the last
 * character that does. At least one character; the whole text if it fits.
 */
size_t wrap(const char *text, size_t columns);

#endif
