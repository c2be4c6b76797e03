/*
 * Filling the holes of a text. What the holes are called, and what they stand
 * for, is their owner's business: know/holes.c, know/errors.c.
 */
#include <string.h>

#include "text/fill.h"

bool
hole_is(const char *hole, size_t n, const char *name)
{
	return strncmp(name, hole, n) == 0 && name[n] == '\0';
}

bool
fill(struct buf *buf, const char *text, hole_filler *filler, void *owner)
{
	buf_clear(buf);
	while (*text != '\0') {
		size_t n = strcspn(text, "{");

		buf_printf(buf, "%.*s", (int)n, text);
		text += n;
		if (*text != '{')
			continue;
		n = strcspn(text, "}");
		if (!filler(owner, text + 1, n - 1, buf))
			return false;
		text += n + 1;
	}
	return true;
}
