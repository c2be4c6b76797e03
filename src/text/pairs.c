/*
 * Bytes on the screen, for somebody who asks which of them is the á. Which
 * characters may be shown as they are is decided in safe.c.
 */
#include "text/pairs.h"
#include "text/safe.h"
#include "text/utf8.h"

static void
put_bytes(struct buf *buf, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(
		    buf, "%s%02x", i > 0 ? " " : "", (unsigned char)s[i]);
}

/* What stands before the "=": nothing, for what has no look of its own. */
static void
put_character(
    struct buf *buf, const char *s, size_t n, uint32_t cp, bool unicode)
{
	if (cp == '\n')
		buf_put(buf, unicode ? "↵" : "\\n");
	else if (cp == '\r')
		buf_put(buf, "\\r");
	else if (cp == '\t')
		buf_put(buf, "\\t");
	else if (cp == ' ')
		buf_put(buf, unicode ? "␣" : "' '");
	else if (safe_char(cp))
		buf_printf(buf, "%.*s", (int)n, s);
	else
		return;
	buf_put(buf, "=");
}

/* How many bytes at the front go on with a character that began before. */
static size_t
bytes_of_an_earlier_one(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && i < 3 && ((unsigned char)s[i] & 0xc0) == 0x80)
		i++;
	return i;
}

void
put_pairs(struct buf *buf, const char *s, size_t n, size_t most, bool unicode)
{
	size_t at = bytes_of_an_earlier_one(s, n);

	if (at > 0) {
		buf_put(buf, "...");
		put_bytes(buf, s, at);
	}
	while (at < n && at < most) {
		uint32_t cp;
		int len = utf8_decode(s + at, n - at, &cp);
		size_t used = len > 0 ? (size_t)len : len == 0 ? n - at : 1;

		buf_put(buf, at > 0 ? " " : "");
		if (len > 0)
			put_character(buf, s + at, used, cp, unicode);
		put_bytes(buf, s + at, used);
		if (len == 0)
			buf_put(buf, "...");
		at += used;
	}
	if (at < n)
		buf_put(buf, " ...");
}
