/*
 * The distance between two words, and the word that is nearest.
 */
#include <stddef.h>
#include <string.h>

#include "text/nearest.h"

/* Levenshtein's distance, of words short enough for two rows. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[64], len = strlen(b);

	if (len >= sizeof(row) / sizeof(row[0]))
		return len;
	for (size_t j = 0; j <= len; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1] != '\0'; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= len; j++) {
			size_t best = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[len];
}

/* The one word that this begins; NULL: there is none, or more than one. */
static const char *
completed(const char *word, const char *const *words)
{
	const char *whole = NULL;

	for (; *words != NULL; words++) {
		if (strncmp(word, *words, strlen(word)) != 0)
			continue;
		if (whole != NULL)
			return NULL;
		whole = *words;
	}
	return whole;
}

const char *
nearest(const char *word, const char *const *words)
{
	const char *near = completed(word, words);
	size_t best = strlen(word) / 2 + 1;

	if (near != NULL)
		return near;
	if (best > 3)
		best = 3; /* farther than two edits is another word */
	for (; *words != NULL; words++) {
		size_t d = distance(word, *words);

		if (d < best) {
			best = d;
			near = *words;
		}
	}
	return near;
}
