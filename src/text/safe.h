/*
 * What is safe to show on a terminal. A peer may send any bytes; some of them
 * would move the cursor, change the title, hide text or turn it around. They
 * are shown as escapes instead: \n \r \e \x07 \u202e, and \xff for a byte that
 * is no UTF-8. Every other printable character stays as it is, whole.
 */
#ifndef SAFE_H
#define SAFE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SAFE_MAX = 10 }; /* the longest escape, \U0010ffff, without a NUL */

/* Whether a character may be shown as it is. */
bool safe_char(uint32_t cp);

/*
 * Writes a character, or its escape, into out (SAFE_MAX + 1 bytes, ends with
 * NUL). s holds the n bytes that utf8_decode() gave for it; when it gave none,
 * n is 1 and the byte is shown as \xNN. Returns the length written.
 */
size_t safe_escape(const char *s, size_t n, char *out);

/*
 * Copies at most n bytes of s into out, made safe and NUL-terminated, and a
 * backslash or a double quote preceded by a backslash, as in a C string. Stops
 * before what does not fit whole. Returns how many bytes of s were used.
 */
size_t safe_quote(const char *s, size_t n, char *out, size_t size);

/*
 * A name, path or argument, for use in a message: made safe, but unquoted,
 * unless it is empty. Returns out. What does not fit ends in "...".
 */
char *safe_name(const char *s, char *out, size_t size);

#endif
