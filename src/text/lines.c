/*
 * Cutting a stream into lines, as its pieces come.
 */
#include <stdlib.h>
#include <string.h>

#include "text/lines.h"
#include "text/utf8.h"

/* Takes the first n bytes of what is held; the rest stays. */
static void
take_held(struct lines *l, size_t n, line_taker *take, void *owner)
{
	take(owner, l->data, n);
	l->len -= n;
	memmove(l->data, l->data + n, l->len);
	if (l->len > 0)
		return;
	free(l->data);
	l->data = NULL;
}

static bool
hold(struct lines *l, const char *s, size_t n)
{
	if (l->data == NULL)
		l->data = malloc(LINE_LENGTH);
	if (l->data == NULL)
		return false;
	memcpy(l->data + l->len, s, n);
	l->len += n;
	return true;
}

/* Its end came. Where the line was taken in parts, an empty one is none. */
static void
end_line(struct lines *l, line_taker *take, void *owner)
{
	if (l->len > 0)
		take_held(l, l->len, take, owner);
	else if (!l->begun)
		take(owner, "", 0);
	l->begun = false;
}

void
lines_add(
    struct lines *l, const char *s, size_t n, line_taker *take, void *owner)
{
	while (n > 0) {
		const char *newline = memchr(s, '\n', n);
		size_t len = newline != NULL ? (size_t)(newline - s) : n;
		size_t room = LINE_LENGTH - l->len;
		size_t part = len < room ? len : room;

		if (part > 0 && !hold(l, s, part))
			return; /* without memory, a line is lost */
		s += part;
		n -= part;
		if (part == len && newline != NULL) {
			end_line(l, take, owner);
			s++;
			n--;
		} else if (l->len == LINE_LENGTH) {
			lines_take(l, take, owner);
		}
	}
}

void
lines_take(struct lines *l, line_taker *take, void *owner)
{
	size_t n = utf8_whole(l->data, l->len);

	if (n == 0)
		return;
	l->begun = true;
	take_held(l, n, take, owner);
}

void
lines_end(struct lines *l, line_taker *take, void *owner)
{
	if (l->len > 0)
		take_held(l, l->len, take, owner);
	l->begun = false;
}
