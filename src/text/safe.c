/*
 * The table of what is not safe to show, and the escapes that stand for it.
 */
#include "text/safe.h"

#include <stdio.h>
#include <string.h>

#include "text/utf8.h"

/*
 * What a terminal would obey, or not show, or show where it does not stand:
 * among them Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties).
 * Some of those are missing on purpose: Persian and emoji need U+200C and
 * U+200D, and variation selectors are part of the character before them. In
 * order, and the last range has no end: safe_char() relies on both.
 */
static const struct range {
	uint32_t first, last;
} unsafe[] = {
	{ 0x0000, 0x001f },     /* C0: escape, newline, bell, ... */
	{ 0x007f, 0x009f },     /* DEL, and C1: U+009B is ESC [ in one */
	{ 0x00ad, 0x00ad },     /* soft hyphen */
	{ 0x034f, 0x034f },     /* grapheme joiner */
	{ 0x061c, 0x061c },     /* Arabic letter mark, of the bidi controls */
	{ 0x115f, 0x1160 },     /* Hangul fillers */
	{ 0x17b4, 0x17b5 },     /* Khmer vowels that are not shown */
	{ 0x180e, 0x180e },     /* Mongolian vowel separator */
	{ 0x200b, 0x200b },     /* zero width space */
	{ 0x200e, 0x200f },     /* left-to-right and right-to-left marks */
	{ 0x2028, 0x202e },     /* line and paragraph separators; bidi */
	{ 0x2060, 0x206f },     /* word joiner, invisible operators; bidi */
	{ 0x3164, 0x3164 },     /* Hangul filler */
	{ 0xd800, 0xdfff },     /* surrogates: no characters */
	{ 0xe000, 0xf8ff },     /* private use */
	{ 0xfdd0, 0xfdef },     /* noncharacters */
	{ 0xfeff, 0xfeff },     /* byte order mark */
	{ 0xffa0, 0xffa0 },     /* Hangul filler of half a width */
	{ 0xfff0, 0xfffb },     /* interlinear annotations */
	{ 0x1bca0, 0x1bca3 },   /* shorthand controls */
	{ 0x1d173, 0x1d17a },   /* musical controls */
	{ 0xe0000, 0xe00ff },   /* tags: text that nobody sees */
	{ 0xe01f0, 0xe0fff },   /* no characters yet, but not shown */
	{ 0xf0000, UINT32_MAX } /* private use, and what is beyond Unicode */
};

bool
safe_char(uint32_t cp)
{
	/* The last two of every plane are noncharacters. */
	if ((cp & 0xfffe) == 0xfffe)
		return false;
	for (const struct range *r = unsafe; cp >= r->first; r++)
		if (cp <= r->last)
			return false;
	return true;
}

static const char *
named_escape(uint32_t cp)
{
	switch (cp) {
	case '\t':
		return "\\t";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case 0x1b:
		return "\\e";
	default:
		return NULL;
	}
}

static size_t
escape_number(uint32_t cp, char *out)
{
	return (size_t)snprintf(out, SAFE_MAX + 1,
	    cp < 0x80          ? "\\x%02x"
		: cp <= 0xffff ? "\\u%04x"
			       : "\\U%08x",
	    (unsigned)cp);
}

size_t
safe_escape(const char *s, size_t n, char *out)
{
	enum { SIZE = SAFE_MAX + 1 };
	uint32_t cp;
	int len;

	if (utf8_decode(s, n, &cp) <= 0)
		len = snprintf(out, SIZE, "\\x%02x", (unsigned char)s[0]);
	else if (safe_char(cp)) {
		memcpy(out, s, n);
		out[n] = '\0';
		return n;
	} else if (named_escape(cp) != NULL)
		len = snprintf(out, SIZE, "%s", named_escape(cp));
	else
		return escape_number(cp, out);
	return (size_t)len;
}

/* Bytes 80 to 9f: the controls that ECMA-48 calls C1. */
static bool
has_control(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (((unsigned char)s[i] & 0xe0) == 0x80)
			return true;
	return false;
}

struct shown
safe_next(enum reads reads, const char *s, size_t n)
{
	struct shown shown = { .used = 1 };
	int len = utf8_decode(s, n, &shown.cp);

	if (len > 0)
		shown.used = (size_t)len;
	else
		shown.cp = 0;
	if (reads == READS_BYTES && len > 1 && has_control(s, shown.used))
		shown.len = escape_number(shown.cp, shown.text);
	else
		shown.len = safe_escape(s, shown.used, shown.text);
	return shown;
}

/* Who reads bytes gives a column to each. */
int
safe_columns(enum reads reads, const struct shown *shown)
{
	bool escaped = shown->len != shown->used;

	return reads == READS_BYTES || escaped ? (int)shown->len
					       : utf8_width(shown->cp);
}

void
safe_text(enum reads reads, const char *s, char *out, size_t size)
{
	while (*s != '\0' && size > SAFE_MAX) {
		struct shown shown = safe_next(reads, s, strnlen(s, 4));
		bool control = (unsigned char)*s < ' ';
		size_t len = control ? 1 : shown.len;

		memcpy(out, control ? s : shown.text, len);
		out += len;
		size -= len;
		s += shown.used;
	}
	*out = '\0';
}

size_t
safe_quote(const char *s, size_t n, char *out, size_t size)
{
	size_t used = 0, len = 0;

	while (used < n) {
		struct shown next = safe_next(READS_UTF8, s + used, n - used);
		bool slash = s[used] == '\\' || s[used] == '"';
		size_t more = next.len + slash;

		if (len + more >= size)
			break;
		if (slash)
			out[len] = '\\';
		memcpy(out + len + slash, next.text, next.len);
		len += more;
		used += next.used;
	}
	out[len] = '\0';
	return used;
}

char *
safe_name(const char *s, char *out, size_t size)
{
	static const char dots[] = "...";
	size_t len = 0;
	size_t fits = 0; /* how much leaves room for the dots */

	if (*s == '\0')
		return memcpy(out, "\"\"", 3);
	while (*s != '\0') {
		struct shown next = safe_next(READS_UTF8, s, strnlen(s, 4));

		if (len + next.len >= size) {
			memcpy(out + fits, dots, sizeof(dots));
			return out;
		}
		memcpy(out + len, next.text, next.len);
		len += next.len;
		s += next.used;
		if (len + sizeof(dots) <= size)
			fits = len;
	}
	out[len] = '\0';
	return out;
}
