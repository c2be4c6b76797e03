/*
 * Reading a network, ADDRESS/BITS, and holding an address against those of
 * --allow and --deny.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/access.h"

/* ::ffff:a.b.c.d: ten bytes of 0, two of 0xff, and the IPv4 address. */
static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };

/* "24" -> 24; more than max, or anything else: -1. */
static long
parse_bits(const char *s, long max)
{
	size_t len = strspn(s, "0123456789");

	if (len == 0 || len > 3 || s[len] != '\0' || atol(s) > max)
		return -1;
	return atol(s);
}

/* Copies the address without "/BITS" and brackets; false: it is too long. */
static bool
part(const char *s, char *host, size_t size)
{
	size_t len = strcspn(s, "/");

	if (len >= 2 && s[0] == '[' && s[len - 1] == ']') {
		s++;
		len -= 2;
	}
	if (len >= size)
		return false;
	memcpy(host, s, len);
	host[len] = '\0';
	return true;
}

bool
access_parse(struct access_rule *rule, const char *s)
{
	const char *slash = strchr(s, '/');
	char host[INET6_ADDRSTRLEN];
	long max, bits;

	if (!part(s, host, sizeof(host)))
		return false;
	memset(rule->address, 0, sizeof(rule->address));
	if (inet_pton(AF_INET, host, rule->address) == 1)
		rule->family = AF_INET;
	else if (inet_pton(AF_INET6, host, rule->address) == 1)
		rule->family = AF_INET6;
	else
		return false;
	max = rule->family == AF_INET ? 32 : 128;
	bits = slash != NULL ? parse_bits(slash + 1, max) : max;
	if (bits == -1)
		return false;
	rule->bits = (unsigned)bits;
	if (rule->family == AF_INET6 && bits >= 96 &&
	    memcmp(rule->address, mapped, sizeof(mapped)) == 0) {
		rule->family = AF_INET;
		memmove(rule->address, rule->address + 12, 4);
		rule->bits -= 96;
	}
	return true;
}

static bool
same_network(const unsigned char *a, const unsigned char *b, unsigned bits)
{
	unsigned whole = bits / 8, rest = bits % 8;

	if (memcmp(a, b, whole) != 0)
		return false;
	return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

/* The address of a client, and its family once an IPv4 one is shown as such;
   NULL where it has none. */
static const unsigned char *
address_of(const struct sockaddr_storage *client, int *family)
{
	const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)client;
	const unsigned char *bytes = in6->sin6_addr.s6_addr;

	*family = client->ss_family;
	if (*family == AF_INET)
		return (const unsigned char *)&(
		    (const struct sockaddr_in *)client)
		    ->sin_addr;
	if (*family != AF_INET6)
		return NULL;
	if (memcmp(bytes, mapped, sizeof(mapped)) != 0)
		return bytes;
	*family = AF_INET;
	return bytes + 12;
}

bool
access_allows(
    const struct access *access, const struct sockaddr_storage *client)
{
	bool allowed = false, listed = false;
	const unsigned char *address;
	int family;

	address = address_of(client, &family);
	if (address == NULL)
		return true;
	for (int i = 0; i < access->n; i++) {
		const struct access_rule *rule = &access->list[i];
		bool matches = rule->family == family &&
		    same_network(rule->address, address, rule->bits);

		if (matches && !rule->allow)
			return false;
		listed = listed || rule->allow;
		allowed = allowed || matches;
	}
	return allowed || !listed;
}
