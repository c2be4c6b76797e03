/*
 * UTF-8 (RFC 3629), a character at a time.
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Decodes the first character of n > 0 bytes. Returns how many bytes it takes
 * and stores it in *cp; 0 when the bytes are a character cut short, so that
 * more are needed to tell; -1 when the first byte begins no character
 * (overlong forms, surrogates and what is above U+10FFFF among them).
 */
int utf8_decode(const char *s, size_t n, uint32_t *cp);

/* How many characters n bytes hold; a byte that is no UTF-8 counts as one. */
size_t utf8_count(const char *s, size_t n);

/* How many of n bytes are whole characters: the last one may be cut short. */
size_t utf8_whole(const char *s, size_t n);

/* The variation selector with which the character before it is an emoji, and
   as wide as one on some terminals. */
enum { UTF8_WIDENS = 0xfe0f };

/* What characters are in the user's own locale. */
enum codeset {
	CODESET_UTF8,
	CODESET_NONE, /* C, POSIX: it says nothing beyond ASCII */
	CODESET_OTHER
};

/*
 * Sets LC_CTYPE so that characters are UTF-8. Once, and only when the first one
 * beyond ASCII is met: the C library opens files for it, and a short run is
 * quicker without. Whoever may have no descriptor left by then calls it before.
 * Returns the codeset of the locale that the environment asks for, also where
 * that is not installed.
 */
enum codeset utf8_locale(void);

/*
 * How many columns a terminal gives it, at most: 0 for a combining mark, 2 for
 * a wide one.
 */
int utf8_width(uint32_t cp);

/* The columns of a string that ends with NUL; what is no UTF-8 counts one. */
int utf8_columns(const char *s);

#endif
