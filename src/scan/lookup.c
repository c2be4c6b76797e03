/*
 * What stands at the beginning of a text: the longest alias. How the table is
 * read is alias.c's.
 */
#include "scan/alias.h"

#include <string.h>

#include "scan/plain.h"

unsigned
alias_start(const char *text)
{
	unsigned char a = (unsigned char)text[0], b = (unsigned char)text[1];

	return (a * 64u + b) % ALIAS_STARTS;
}

/* A word does not end within another. */
static bool
ends_there(const char *text, size_t n, size_t len)
{
	return len == n || !plain_is_word(text[len - 1]) ||
	    !plain_is_word(text[len]);
}

/* The number of at most five digits at the beginning of a text. */
static size_t
number_at(const char *text, size_t n, int *number)
{
	size_t digits = 0;

	*number = 0;
	while (digits < 5 && digits < n && text[digits] >= '0' &&
	    text[digits] <= '9')
		*number = *number * 10 + text[digits++] - '0';
	return digits;
}

/* Whether an alias stands there, and how much of the text it is. */
static struct hit
try(const struct aliases *all, const struct alias *a, const char *text,
    size_t n)
{
	size_t behind = strlen(a->behind);
	struct hit hit = { a, a->symbol, 0, a->len }, none = { 0 };

	if (hit.len > n || memcmp(a->text, text, hit.len) != 0)
		return none;
	if (a->number != NUMBER_NONE) {
		hit.len += number_at(text + hit.len, n - hit.len, &hit.number);
		if (hit.number >= ALIAS_NUMBER_MAX || hit.len + behind > n ||
		    memcmp(a->behind, text + hit.len, behind) != 0)
			return none;
		hit.len += behind;
		hit.symbol = all->symbols[a->number][hit.number];
	}
	return hit.symbol != NULL && ends_there(text, n, hit.len) ? hit : none;
}

/* Whether one says more than another: it is longer, or else it is one that
   decides; and of two that are alike the first that is tried is not the one
   whose row is above. */
static bool
is_better(const struct hit *hit, const struct hit *best)
{
	if (hit->alias == NULL || best->alias == NULL)
		return hit->alias != NULL;
	return hit->len > best->len ||
	    (hit->len == best->len && hit->alias->kind <= best->alias->kind);
}

struct hit
alias_at(const struct aliases *all, const char *text, size_t n, bool asked)
{
	char start[2] = { n > 0 ? text[0] : '\0', n > 1 ? text[1] : '\0' };
	struct hit best = { 0 };

	for (int i = all->first[alias_start(start)]; i != -1;
	     i = all->row[i].next) {
		struct hit hit = { 0 };

		if (asked || all->row[i].kind != ALIAS_ASKED)
			hit = try(all, &all->row[i], text, n);
		if (is_better(&hit, &best))
			best = hit;
	}
	return best;
}
