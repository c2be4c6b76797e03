/*
 * What is safe to show on a terminal. A peer may send any bytes; some of them
 * would move the cursor, change the title, hide text or turn it around. They
 * are shown as escapes instead: \n \r \e \x07 \u202e, and \xff for a byte that
 * is no UTF-8. Every other printable character stays as it is, whole.
 *
 * Text is made safe for a terminal that reads UTF-8, where it is made. One that
 * reads bytes takes 80 to 9f for controls (ECMA-48: 9b is ESC [), and they are
 * bytes of many characters; what goes there is made safe once more, on its way
 * out: safe_next().
 */
#ifndef SAFE_H
#define SAFE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SAFE_MAX = 10 }; /* the longest escape, \U0010ffff, without a NUL */

/* What a terminal takes bytes for: terminal_reads() asks it. */
enum reads { READS_UTF8, READS_BYTES };

/* Whether a character may be shown as it is. */
bool safe_char(uint32_t cp);

/* A character as such a terminal may show it. */
struct shown {
	uint32_t cp; /* 0: its bytes are none */
	size_t used; /* how many they are */
	size_t len;  /* of the text that stands for them */
	char text[SAFE_MAX + 1];
};

/* The first character of n > 0 bytes. What is no UTF-8 is a byte alone. */
struct shown safe_next(enum reads, const char *s, size_t n);

/* How many columns it takes there, at most. */
int safe_columns(enum reads, const struct shown *);

/*
 * A whole text, which ends with NUL, as such a terminal may show it: into out,
 * as much as fits. Control characters stay: they are wrap.h's.
 */
void safe_text(enum reads, const char *s, char *out, size_t size);

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
