/*
 * Where a line is folded.
 */
#include <stdint.h>
#include <string.h>

#include "text/wrap.h"

/* A line that is too long and cannot be folded at a space. */
static size_t
cut(const char *text, size_t at)
{
	size_t word = strcspn(text, " ");

	return memchr(text, WRAP_KEPT, word) != NULL ? word : at;
}

static size_t
columns_of(enum reads reads, const struct shown *shown)
{
	if (shown->cp == WRAP_THEIRS)
		return 0;
	return shown->cp == WRAP_KEPT ? 1 : (size_t)safe_columns(reads, shown);
}

size_t
wrap_row(struct wrapping *wrapping, const char *text, size_t columns)
{
	bool theirs = wrapping->theirs;
	size_t at = 0, space = 0, used = 0;

	while (text[at] != '\0') {
		struct shown next = safe_next(
		    wrapping->reads, text + at, strnlen(text + at, 4));
		size_t width = columns_of(wrapping->reads, &next);

		if (text[at] == ' ' && !theirs)
			space = at;
		if (used + width > columns && used > 0) {
			wrapping->theirs = space == 0 && theirs;
			return space > 0 ? space : cut(text, at);
		}
		theirs = theirs != (text[at] == WRAP_THEIRS);
		used += width;
		at += next.used;
	}
	wrapping->theirs = false;
	return at;
}

size_t
wrap(const char *text, size_t columns)
{
	struct wrapping wrapping = { READS_UTF8, false };

	return wrap_row(&wrapping, text, columns);
}

void
put_theirs(struct buf *buf, const char *text)
{
	buf_printf(buf, "%c%s%c", WRAP_THEIRS, text, WRAP_THEIRS);
}

char *
wrap_plain(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0'; from++)
		if (*from != WRAP_THEIRS)
			*to++ = *from == WRAP_KEPT ? ' ' : *from;
	*to = '\0';
	return text;
}
