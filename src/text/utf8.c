/*
 * Decoding characters, and how wide a terminal draws them.
 */
#include "text/utf8.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

/*
 * What may stand after a first byte, as RFC 3629 (section 4) lists it. The
 * second byte decides: its range leaves out the overlong forms (e0, f0), the
 * surrogates (ed) and what lies above U+10FFFF (f4).
 */
static const struct lead {
	unsigned char first, last; /* the first byte is one of these */
	unsigned char len;         /* of the whole character */
	unsigned char low, high;   /* the second byte lies between these */
} leads[] = {
	{ 0xc2, 0xdf, 2, 0x80, 0xbf },
	{ 0xe0, 0xe0, 3, 0xa0, 0xbf },
	{ 0xe1, 0xec, 3, 0x80, 0xbf },
	{ 0xed, 0xed, 3, 0x80, 0x9f },
	{ 0xee, 0xef, 3, 0x80, 0xbf },
	{ 0xf0, 0xf0, 4, 0x90, 0xbf },
	{ 0xf1, 0xf3, 4, 0x80, 0xbf },
	{ 0xf4, 0xf4, 4, 0x80, 0x8f },
};

static const struct lead *
find_lead(unsigned char byte)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++)
		if (leads[i].first <= byte && byte <= leads[i].last)
			return &leads[i];
	return NULL;
}

int
utf8_decode(const char *s, size_t n, uint32_t *cp)
{
	const unsigned char *u = (const unsigned char *)s;
	const struct lead *lead;
	uint32_t c;

	if (u[0] < 0x80) {
		*cp = u[0];
		return 1;
	}
	lead = find_lead(u[0]);
	if (lead == NULL)
		return -1;
	/* The first byte holds 5, 4 or 3 bits of the character. */
	c = u[0] & (0x7fU >> lead->len);
	for (size_t i = 1; i < lead->len; i++) {
		unsigned low = i == 1 ? lead->low : 0x80;
		unsigned high = i == 1 ? lead->high : 0xbf;

		if (i == n)
			return 0;
		if (u[i] < low || u[i] > high)
			return -1;
		c = c << 6 | (u[i] & 0x3fU);
	}
	*cp = c;
	return lead->len;
}

size_t
utf8_count(const char *s, size_t n)
{
	size_t count = 0;
	uint32_t cp;

	while (n > 0) {
		int len = utf8_decode(s, n, &cp);
		size_t used = len > 0 ? (size_t)len : 1;

		s += used;
		n -= used;
		count++;
	}
	return count;
}

size_t
utf8_whole(const char *s, size_t n)
{
	uint32_t cp;

	for (size_t back = 1; back <= 3 && back <= n; back++)
		if (utf8_decode(s + n - back, back, &cp) == 0)
			return n - back;
	return n;
}

/* UTF-8 is also written "utf8". */
static bool
is_utf8(const char *codeset, size_t n)
{
	return (n == 5 && strncasecmp(codeset, "utf-8", n) == 0) ||
	    (n == 4 && strncasecmp(codeset, "utf8", n) == 0);
}

/*
 * Of a locale's name, where that is not installed, and need not be: the
 * terminal of somebody whose locale is pt_PT.UTF-8 shows UTF-8 also on a
 * machine that knows nothing of Portuguese.
 */
static enum codeset
codeset_of_name(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *name = NULL;

	for (size_t i = 0; i < 3 && (name == NULL || *name == '\0'); i++)
		name = getenv(names[i]);
	name = name != NULL ? strchr(name, '.') : NULL;
	if (name == NULL)
		return CODESET_NONE;
	name++;
	return is_utf8(name, strcspn(name, "@")) ? CODESET_UTF8 : CODESET_OTHER;
}

static enum codeset
codeset_of_locale(void)
{
	const char *name = nl_langinfo(CODESET);

	if (is_utf8(name, strlen(name)))
		return CODESET_UTF8;
	return strcmp(name, "ANSI_X3.4-1968") == 0 || strcmp(name, "ASCII") == 0
	    ? CODESET_NONE
	    : CODESET_OTHER;
}

enum codeset
utf8_locale(void)
{
	static enum codeset own;
	static bool set;

	if (set)
		return own;
	set = true;
	own = setlocale(LC_CTYPE, "") != NULL ? codeset_of_locale()
					      : codeset_of_name();
	if (codeset_of_locale() != CODESET_UTF8 &&
	    setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		setlocale(LC_CTYPE, "en_US.UTF-8");
	return own;
}

int
utf8_width(uint32_t cp)
{
	bool control = cp < 0x20 || (0x7f <= cp && cp < 0xa0);
	int width;

	/* Up to the combining marks every letter has one, and no locale need be
	   set to know it: our Portuguese has no others. */
	if (control || cp < 0x300)
		return control ? 0 : 1;
	utf8_locale();
	width = wcwidth((wchar_t)cp);
	/* What the locale does not know yet, a newer terminal may: most new
	   characters are wide. */
	if (width < 0)
		return 2;
	return cp == UTF8_WIDENS ? 1 : width;
}

int
utf8_columns(const char *s)
{
	int columns = 0;
	uint32_t cp;

	while (*s != '\0') {
		/* The NUL ends a character cut short, so 4 is never too far. */
		int len = utf8_decode(s, 4, &cp);

		columns += len > 0 ? utf8_width(cp) : 1;
		s += len > 0 ? len : 1;
	}
	return columns;
}
