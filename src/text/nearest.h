/*
 * "did you mean ...?"
 */
#ifndef NEAREST_H
#define NEAREST_H

/*
 * The word of a list, which ends with NULL, that one begins, or that a mistyped
 * one is nearest to; NULL where none is near.
 */
const char *nearest(const char *word, const char *const *words);

#endif
