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

const char *
nearest(const char *word, const char *const *words)
{
	const char *near = NULL;
	size_t best = 3; /* farther than two edits is another word */

	for (; *words != NULL; words++) {
		size_t d = distance(word, *words);

		if (d < best) {
			best = d;
			near = *words;
		}
	}
	return near;
}
