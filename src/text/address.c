#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

#include "text/address.h"

static const struct sockaddr_in *
in4(const struct sockaddr_storage *addr)
{
	return (const struct sockaddr_in *)addr;
}

static const struct sockaddr_in6 *
in6(const struct sockaddr_storage *addr)
{
	return (const struct sockaddr_in6 *)addr;
}

static void
put_scope(struct buf *buf, unsigned scope)
{
	char name[IF_NAMESIZE];

	if (scope == 0)
		return;
	if (if_indextoname(scope, name) != NULL)
		buf_printf(buf, "%%%s", name);
	else
		buf_printf(buf, "%%%u", scope);
}

void
put_host(struct buf *buf, const struct sockaddr_storage *addr)
{
	char text[INET6_ADDRSTRLEN] = "?";

	if (addr->ss_family == AF_INET)
		inet_ntop(AF_INET, &in4(addr)->sin_addr, text, sizeof(text));
	else if (addr->ss_family == AF_INET6)
		inet_ntop(AF_INET6, &in6(addr)->sin6_addr, text, sizeof(text));
	buf_put(buf, text);
	if (addr->ss_family == AF_INET6)
		put_scope(buf, in6(addr)->sin6_scope_id);
}

void
put_address(struct buf *buf, const struct sockaddr_storage *addr)
{
	bool brackets = addr->ss_family == AF_INET6;

	buf_put(buf, brackets ? "[" : "");
	put_host(buf, addr);
	buf_printf(buf, "%s:%u", brackets ? "]" : "", address_port(addr));
}

void
put_short_address(struct buf *buf, const struct sockaddr_storage *addr)
{
	struct sockaddr_storage plain = { 0 };
	struct sockaddr_in *in = (struct sockaddr_in *)&plain;

	if (!address_is_mapped(addr)) {
		put_address(buf, addr);
		return;
	}
	in->sin_family = AF_INET;
	in->sin_port = in6(addr)->sin6_port;
	memcpy(&in->sin_addr, in6(addr)->sin6_addr.s6_addr + 12, 4);
	put_address(buf, &plain);
}

unsigned
address_port(const struct sockaddr_storage *addr)
{
	if (addr->ss_family == AF_INET)
		return ntohs(in4(addr)->sin_port);
	if (addr->ss_family == AF_INET6)
		return ntohs(in6(addr)->sin6_port);
	return 0;
}

bool
address_is_any(const struct sockaddr_storage *addr)
{
	if (addr->ss_family == AF_INET)
		return in4(addr)->sin_addr.s_addr == htonl(INADDR_ANY);
	return addr->ss_family == AF_INET6 &&
	    IN6_IS_ADDR_UNSPECIFIED(&in6(addr)->sin6_addr);
}

bool
address_is_loopback(const struct sockaddr_storage *addr)
{
	if (addr->ss_family == AF_INET)
		return ntohl(in4(addr)->sin_addr.s_addr) >> 24 == 127;
	return addr->ss_family == AF_INET6 &&
	    IN6_IS_ADDR_LOOPBACK(&in6(addr)->sin6_addr);
}

bool
address_is_mapped(const struct sockaddr_storage *addr)
{
	return addr->ss_family == AF_INET6 &&
	    IN6_IS_ADDR_V4MAPPED(&in6(addr)->sin6_addr);
}

bool
address_equal(
    const struct sockaddr_storage *a, const struct sockaddr_storage *b)
{
	if (a->ss_family != b->ss_family || address_port(a) != address_port(b))
		return false;
	if (a->ss_family == AF_INET)
		return in4(a)->sin_addr.s_addr == in4(b)->sin_addr.s_addr;
	return a->ss_family == AF_INET6 &&
	    IN6_ARE_ADDR_EQUAL(&in6(a)->sin6_addr, &in6(b)->sin6_addr);
}
