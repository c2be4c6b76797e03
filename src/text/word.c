/*
 * Quoting for a shell, as sh(1), bash, zsh and fish have it in common. What
 * makes a word safe to show is in safe.c.
 */
#include <string.h>

#include "text/safe.h"
#include "text/word.h"
#include "text/wrap.h"

/* Not "=", since A=b before a command sets a variable. */
static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789@+:,./_-";

static bool
is_plain(const char *word)
{
	for (; *word != '\0'; word++)
		if ((unsigned char)*word < 0x80 && strchr(plain, *word) == NULL)
			return false;
	return true;
}

void
put_word(struct buf *buf, const char *word)
{
	char safe[sizeof(buf->s)];

	safe_name(word, safe, sizeof(safe));
	if (is_plain(safe)) {
		buf_put(buf, safe);
		return;
	}
	buf_put(buf, "'");
	for (const char *s = safe; *s != '\0'; s += strcspn(s, "'")) {
		if (*s == '\'') {
			buf_put(buf, "'\\''");
			s++;
		}
		buf_printf(buf, "%.*s", (int)strcspn(s, "'"), s);
	}
	buf_put(buf, "'");
}

static void
keep_from(char *s)
{
	for (; *s != '\0'; s++)
		if (*s == ' ')
			*s = WRAP_KEPT;
}

void
keep_whole(struct buf *buf)
{
	keep_from(buf->s);
}

void
keep_command(struct buf *buf)
{
	char *colon = NULL;

	for (char *s = buf->s; (s = strstr(s, ": ")) != NULL; s++)
		colon = s;
	if (colon != NULL && strchr(".?", buf->s[buf->len - 1]) == NULL)
		keep_from(colon + 2);
}
