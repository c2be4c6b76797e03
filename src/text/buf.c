/*
 * Appending to a text that never overflows.
 */
#include "text/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { ROOM = sizeof(((struct buf *)NULL)->s) - 1 }; /* for text: no NUL */

void
buf_clear(struct buf *b)
{
	b->len = 0;
	b->s[0] = '\0';
}

/*
 * Puts dots where the text had to be cut, but not inside a character: bytes
 * 10xxxxxx of UTF-8 never begin one. The dots reach the very end, so that
 * nothing can be appended after them.
 */
static void
end_in_dots(struct buf *b)
{
	size_t cut = ROOM - 3;

	while (cut > 0 && ((unsigned char)b->s[cut] & 0xc0) == 0x80)
		cut--;
	memset(b->s + cut, '.', ROOM - cut);
	b->s[ROOM] = '\0';
	b->len = ROOM;
}

void
buf_put(struct buf *b, const char *s)
{
	size_t n = strlen(s);
	size_t room = ROOM - b->len;

	memcpy(b->s + b->len, s, n < room ? n : room);
	if (n > room) {
		end_in_dots(b);
		return;
	}
	b->len += n;
	b->s[b->len] = '\0';
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	size_t room = ROOM - b->len;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(b->s + b->len, room + 1, fmt, ap);
	va_end(ap);
	if (n < 0)
		b->s[b->len] = '\0';
	else if ((size_t)n > room)
		end_in_dots(b);
	else
		b->len += (size_t)n;
}
