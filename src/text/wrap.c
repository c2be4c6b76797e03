/*
 * Where a line is folded.
 */
#include <stdint.h>
#include <string.h>

#include "text/utf8.h"
#include "text/wrap.h"

/* A line that is too long and cannot be folded at a space. */
static size_t
cut(const char *text, size_t at)
{
	size_t word = strcspn(text, " ");

	return memchr(text, WRAP_KEPT, word) != NULL ? word : at;
}

size_t
wrap(const char *text, size_t columns)
{
	size_t len = strlen(text), at = 0, space = 0, used = 0;

	while (at < len) {
		uint32_t cp;
		int n = utf8_decode(text + at, len - at, &cp);
		int width = n > 0 && cp != WRAP_KEPT ? utf8_width(cp) : 1;

		if (text[at] == ' ')
			space = at;
		if (used + (size_t)width > columns && at > 0)
			return space > 0 ? space : cut(text, at);
		used += (size_t)width;
		at += n > 0 ? (size_t)n : 1;
	}
	return len;
}
