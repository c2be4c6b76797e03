/*
 * From socket addresses to text, and what kind of address one is.
 */
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/un.h>

#include "text/address.h"
#include "text/safe.h"
#include "text/wrap.h"

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

static const struct sockaddr_un *
un(const struct sockaddr_storage *addr)
{
	return (const struct sockaddr_un *)addr;
}

static void
put_scope(struct buf *buf, unsigned scope)
{
	char name[IF_NAMESIZE], safe[IF_NAMESIZE * SAFE_MAX];

	if (scope == 0)
		return;
	if (if_indextoname(scope, name) != NULL)
		buf_printf(buf, "%%%s", safe_name(name, safe, sizeof(safe)));
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

/* Bytes of a path or a name, which may be any: made safe to show. */
static void
put_safe(struct buf *buf, const char *s, size_t n)
{
	while (n > 0) {
		struct shown next = safe_next(READS_UTF8, s, n);

		buf_put(buf, next.text);
		s += next.used;
		n -= next.used;
	}
}

/*
 * unix(7): a path; or, behind a NUL, a name of the abstract kind, shown with
 * "@" as ss(8) does; or nothing. A name may hold NULs; those at its end cannot
 * be told from what lies behind it, and do not show.
 */
static void
put_path(struct buf *buf, const struct sockaddr_un *un)
{
	size_t n = sizeof(un->sun_path);
	struct buf name = { 0 };

	if (*un->sun_path != '\0') {
		put_safe(&name, un->sun_path, strnlen(un->sun_path, n));
		put_theirs(buf, name.s);
		return;
	}
	while (n > 0 && un->sun_path[n - 1] == '\0')
		n--;
	if (n == 0) {
		buf_put(buf, "(unnamed)");
		return;
	}
	buf_put(&name, "@");
	put_safe(&name, un->sun_path + 1, n - 1);
	put_theirs(buf, name.s);
}

void
put_address(struct buf *buf, const struct sockaddr_storage *addr)
{
	bool brackets = addr->ss_family == AF_INET6;

	if (addr->ss_family == AF_UNIX) {
		put_path(buf, un(addr));
		return;
	}
	buf_put(buf, brackets ? "[" : "");
	put_host(buf, addr);
	buf_printf(buf, "%s:%u", brackets ? "]" : "", address_port(addr));
}

struct sockaddr_storage
address_plain(const struct sockaddr_storage *addr)
{
	struct sockaddr_storage plain = { 0 };
	struct sockaddr_in *in = (struct sockaddr_in *)&plain;

	if (!address_is_mapped(addr))
		return *addr;
	in->sin_family = AF_INET;
	in->sin_port = in6(addr)->sin6_port;
	memcpy(&in->sin_addr, in6(addr)->sin6_addr.s6_addr + 12, 4);
	return plain;
}

void
put_short_address(struct buf *buf, const struct sockaddr_storage *addr)
{
	struct sockaddr_storage plain = address_plain(addr);

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
	if (address_is_mapped(addr))
		return in6(addr)->sin6_addr.s6_addr[12] == 127;
	return addr->ss_family == AF_INET6 &&
	    IN6_IS_ADDR_LOOPBACK(&in6(addr)->sin6_addr);
}

bool
address_is_loopback_broadcast(const struct sockaddr_storage *addr)
{
	return addr->ss_family == AF_INET &&
	    ntohl(in4(addr)->sin_addr.s_addr) == 0x7fffffff;
}

bool
address_is_group(const struct sockaddr_storage *addr)
{
	if (addr->ss_family == AF_INET)
		return IN_MULTICAST(ntohl(in4(addr)->sin_addr.s_addr));
	if (address_is_mapped(addr))
		return in6(addr)->sin6_addr.s6_addr[12] >> 4 == 14;
	return addr->ss_family == AF_INET6 &&
	    IN6_IS_ADDR_MULTICAST(&in6(addr)->sin6_addr);
}

bool
address_is_link_local(const struct sockaddr_storage *addr)
{
	return addr->ss_family == AF_INET6 &&
	    IN6_IS_ADDR_LINKLOCAL(&in6(addr)->sin6_addr);
}

bool
address_is_mapped(const struct sockaddr_storage *addr)
{
	return addr->ss_family == AF_INET6 &&
	    IN6_IS_ADDR_V4MAPPED(&in6(addr)->sin6_addr);
}

/* Compared with the name that it would have: only NULs. */
bool
address_is_unnamed(const struct sockaddr_storage *addr)
{
	static const struct sockaddr_un none;

	return addr->ss_family == 0 ||
	    (addr->ss_family == AF_UNIX &&
		memcmp(un(addr)->sun_path, none.sun_path,
		    sizeof(none.sun_path)) == 0);
}

bool
address_is_path(const struct sockaddr_storage *addr)
{
	return addr->ss_family == AF_UNIX && *un(addr)->sun_path != '\0';
}

bool
address_is_absolute(const struct sockaddr_storage *addr)
{
	return addr->ss_family == AF_UNIX && *un(addr)->sun_path == '/';
}

bool
address_equal(
    const struct sockaddr_storage *a, const struct sockaddr_storage *b)
{
	if (a->ss_family != b->ss_family || address_port(a) != address_port(b))
		return false;
	if (a->ss_family == AF_UNIX)
		return !address_is_unnamed(a) &&
		    memcmp(un(a)->sun_path, un(b)->sun_path,
			sizeof(un(a)->sun_path)) == 0;
	if (a->ss_family == AF_INET)
		return in4(a)->sin_addr.s_addr == in4(b)->sin_addr.s_addr;
	return a->ss_family == AF_INET6 &&
	    IN6_ARE_ADDR_EQUAL(&in6(a)->sin6_addr, &in6(b)->sin6_addr);
}
