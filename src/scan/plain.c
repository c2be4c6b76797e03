/*
 * Making text plain, a byte at a time. Who looks for something in it: match.c;
 * who looks it up as a whole: find.c.
 */
#include "scan/plain.h"

#include <stdint.h>
#include <string.h>

#include "text/utf8.h"

/* U+00C0 to U+00FF without their accents. */
static const char bases[] = "aaaaaaaceeeeiiii"
			    "dnoooooxouuuuyts"
			    "aaaaaaaceeeeiiii"
			    "dnooooo/ouuuuyty";

bool
plain_is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	    (c & 0x80) != 0;
}

static size_t
put(struct folding *f, char c, char *out)
{
	if (c == ' ' && f->spaced)
		return 0;
	f->spaced = c == ' ';
	*out = c;
	return 1;
}

static size_t
add_ascii(struct folding *f, char c, char *out)
{
	if (c == '\033') {
		f->escape = true;
		return 0;
	}
	if ((unsigned char)c <= ' ' || c == 0x7f)
		return put(f, ' ', out);
	return put(f, c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c, out);
}

/* A character beyond ASCII, of n bytes: what stands for it. */
static size_t
add_character(
    struct folding *f, uint32_t cp, const char *s, size_t n, char *out)
{
	if (cp >= 0x300 && cp <= 0x36f) /* an accent by itself */
		return 0;
	if (cp >= 0xc0 && cp <= 0xff)
		return put(f, bases[cp - 0xc0], out);
	if (cp == 0xa0 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x202f)
		return put(f, ' ', out);
	if (cp == 0xb4 || cp == 0x2018 || cp == 0x2019)
		return put(f, '\'', out);
	if (cp == 0xab || cp == 0xbb || cp == 0x201c || cp == 0x201d)
		return put(f, '"', out);
	f->spaced = false;
	memcpy(out, s, n);
	return n;
}

/* "ESC [ 3 1 m" is left out; any other byte after ESC, alone. */
static bool
is_in_escape(struct folding *f, char c)
{
	if (!f->escape)
		return false;
	if (!f->parameters && c == '[') {
		f->parameters = true;
		return true;
	}
	if (f->parameters && c >= ' ' && c < '@')
		return true;
	f->escape = f->parameters = false;
	return c >= ' ';
}

/* The bytes held are the beginning of no character: they stay as they are. */
static size_t
give_up(struct folding *f, char *out)
{
	size_t n = f->len;

	memcpy(out, f->cut, n);
	f->len = 0;
	f->spaced = false;
	return n;
}

size_t
plain_add(struct folding *f, char c, char out[PLAIN_MAX])
{
	uint32_t cp;
	int n;

	if (is_in_escape(f, c))
		return 0;
	if (f->len == 0 && (c & 0x80) == 0)
		return add_ascii(f, c, out);
	f->cut[f->len++] = c;
	n = utf8_decode(f->cut, f->len, &cp);
	if (n == 0)
		return 0;
	if (n > 0) {
		f->len = 0;
		return add_character(f, cp, f->cut, (size_t)n, out);
	}
	if (f->len == 1)
		return give_up(f, out);
	/* What was held is no character; this byte may begin one. */
	f->len--;
	n = (int)give_up(f, out);
	if ((c & 0x80) == 0)
		return (size_t)n + add_ascii(f, c, out + n);
	f->cut[f->len++] = c;
	return (size_t)n;
}

void
plain_string(char *s)
{
	struct folding f = { .spaced = true };
	size_t len = 0;

	for (const char *from = s; *from != '\0'; from++) {
		char out[PLAIN_MAX];
		size_t n = plain_add(&f, *from, out);

		memcpy(s + len, out, n);
		len += n;
	}
	len += give_up(&f, s + len);
	while (len > 0 && s[len - 1] == ' ')
		len--;
	s[len] = '\0';
}
