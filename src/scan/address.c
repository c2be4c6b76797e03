/*
 * Addresses as they stand in a text. How programs write the port behind them is
 * reading.c's.
 */
#include "scan/reading.h"

#include <arpa/inet.h>
#include <string.h>

static bool
is_address(const char *s, size_t n, int family)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr addr;

	if (n == 0 || n >= sizeof(text))
		return false;
	memcpy(text, s, n);
	text[n] = '\0';
	return inet_pton(family, text, &addr) == 1;
}

static size_t
ipv4_at(const char *s)
{
	size_t n = 0, dots = 0;

	while (n < INET_ADDRSTRLEN && (is_digit(s[n]) || s[n] == '.'))
		dots += s[n++] == '.';
	for (; n > 0 && s[n - 1] == '.'; n--)
		dots--;
	return dots == 3 && is_address(s, n, AF_INET) ? n : 0;
}

static bool
is_of_ipv6(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') ||
	    (c >= 'A' && c <= 'F') || c == ':' || c == '.';
}

/* "::1:44171" is what some programs make of ::1 and a port. */
static size_t
ipv6_at(const char *s)
{
	size_t n = 0, host, colons = 0;

	while (n < INET6_ADDRSTRLEN + 6 && is_of_ipv6(s[n]))
		colons += s[n++] == ':';
	if (colons < 2)
		return 0;
	while (n > 2 && s[n - 1] == ':' && s[n - 2] != ':')
		n--;
	host = n;
	while (host > 0 && s[host - 1] != ':')
		host--;
	if (host > 2 && host < n &&
	    (!is_address(s, n, AF_INET6) || host <= 4) &&
	    is_address(s, host - 1, AF_INET6))
		return host - 1;
	return is_address(s, n, AF_INET6) ? n : 0;
}

size_t
address_at(const char *s)
{
	size_t n = ipv4_at(s);

	return n > 0 ? n : ipv6_at(s);
}
