/*
 * Letters, words and ports of a line. Its addresses: address.c.
 */
#include "scan/reading.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool
is_alnum(char c)
{
	return is_letter(c) || is_digit(c);
}

bool
is_in(const char *list, const char *s, size_t n)
{
	for (; *list != '\0'; list += strlen(list) + 1)
		if (strlen(list) == n && strncasecmp(list, s, n) == 0)
			return true;
	return false;
}

bool
comes_before(const struct reading *r, const char *at, const char *what)
{
	size_t n = strlen(what);

	return (size_t)(at - r->line) >= n && strncasecmp(at - n, what, n) == 0;
}

bool
port_at(const char *s, char *port, const char **end)
{
	size_t n = 0;

	while (n <= 5 && is_digit(s[n]))
		n++;
	if (n == 0 || n > 5 || atol(s) > 65535 || is_alnum(s[n]) || s[n] == '_')
		return false;
	memcpy(port, s, n);
	port[n] = '\0';
	*end = s + n;
	return true;
}

/* What parts a host from its port, in various programs. */
static const char between[] = ":\0"
			      "]:\0"
			      "\", \0"
			      "', \0"
			      "', port=\0"
			      "\", port \0"
			      "\" port \0"
			      " port \0"
			      "] \0";

const char *
port_behind(
    const struct reading *r, const char *host, const char *s, char *port)
{
	const char *end = s;

	if (*s == '/' &&
	    (comes_before(r, host, "/dev/tcp/") ||
		comes_before(r, host, "/dev/udp/")) &&
	    port_at(s + 1, port, &end))
		return end;
	for (const char *b = between; *b != '\0'; b += strlen(b) + 1) {
		size_t n = strlen(b);

		/* "server.py:12:5" is a place in a file. */
		if (strncmp(s, b, n) == 0 && port_at(s + n, port, &end) &&
		    !(*end == ':' && is_digit(end[1])))
			return end;
	}
	return s;
}
