/*
 * From what was typed to socket addresses: numbers first, which need nobody,
 * then names, by getaddrinfo().
 */
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>

#include "option/usage.h"
#include "session/resolve.h"
#include "text/safe.h"

/* A path's address ends behind its NUL, an abstract name's with its last
   byte: there, what follows would count. */
static void
fill_in_path(struct endpoint *e, const struct options *o)
{
	struct sockaddr_un *un = &e->unix_addr;
	size_t n = strlen(e->path);

	*un = (struct sockaddr_un){ .sun_family = AF_UNIX };
	memcpy(un->sun_path, e->path, n);
	if (*e->path == '@')
		*un->sun_path = '\0';
	n += *e->path != '@';
	e->unix_info = (struct addrinfo){ .ai_family = AF_UNIX,
		.ai_socktype = o->udp ? SOCK_DGRAM : SOCK_STREAM,
		.ai_addr = (struct sockaddr *)un,
		.ai_addrlen =
		    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n) };
}

static int
unknown_service(const struct options *o, const char *service, bool zero)
{
	char safe[256];

	return usage_error(o->langs,
	    N_("port %s: a number from %d to 65535, or the name of a service, "
	       "was expected"),
	    safe_name(service, safe, sizeof(safe)), zero ? 0 : 1);
}

/* An address of the other family than -4 or -6 asks for. */
static int
wrong_family(const struct options *o, int family, const char *host)
{
	char safe[256];

	safe_name(host, safe, sizeof(safe));
	if (o->source != NULL)
		return usage_error(o->langs,
		    N_("%s cannot be reached from the address of -s: one is "
		       "of IPv4, the other of IPv6"),
		    safe);
	return family == AF_INET
	    ? usage_error(o->langs, N_("-4: %s is not an IPv4 address"), safe)
	    : usage_error(o->langs, N_("-6: %s is not an IPv6 address"), safe);
}

/* In numbers alone: 0, or an EAI_* error. */
static int
in_numbers(const struct options *o, struct sys *quiet, const char *host,
    const char *service, int family, struct addrinfo **res)
{
	struct addrinfo hints = { .ai_family = family,
		.ai_socktype = o->udp ? SOCK_DGRAM : SOCK_STREAM,
		.ai_protocol = o->udp ? IPPROTO_UDP : IPPROTO_TCP,
		.ai_flags = AI_NUMERICHOST | AI_PASSIVE };

	return sys_getaddrinfo(quiet, host, service, &hints, res);
}

/* Errors that say only: no address in numbers, or none of that family. */
static bool
is_no_number(int err)
{
	return err == EAI_NONAME || err == EAI_ADDRFAMILY || err == EAI_FAMILY;
}

static int
numeric_only(const struct options *o, const char *host)
{
	char safe[256];

	return usage_error(o->langs,
	    N_("-n: \"%s\" is not an address in numbers"),
	    safe_name(host, safe, sizeof(safe)));
}

int
endpoint_resolve(struct endpoint *e, const struct options *o, int family,
    struct sys *told, struct sys *quiet, struct addrinfo **res)
{
	struct addrinfo hints = { .ai_family = family,
		.ai_socktype = o->udp ? SOCK_DGRAM : SOCK_STREAM,
		.ai_protocol = o->udp ? IPPROTO_UDP : IPPROTO_TCP };
	const char *host = e->host;
	int err;

	if (e->path != NULL) {
		fill_in_path(e, o);
		*res = &e->unix_info;
		return 0;
	}
	/* listen 1234: every IPv4 address; -6: every address. */
	if (host == NULL && family == AF_UNSPEC)
		family = AF_INET;
	err = in_numbers(o, quiet, host, e->service, family, res);
	if (err == 0)
		return 0;
	*res = NULL;
	if (err == EAI_SERVICE)
		return unknown_service(o, e->service, !o->command->client);
	if (host == NULL || !is_no_number(err)) {
		told->failed = quiet->failed;
		return 1;
	}
	if (in_numbers(o, quiet, host, e->service, AF_UNSPEC, res) == 0) {
		freeaddrinfo(*res);
		*res = NULL;
		return wrong_family(o, family, host);
	}
	*res = NULL;
	if (o->numeric)
		return numeric_only(o, host);
	err = sys_getaddrinfo(told, host, e->service, &hints, res);
	return err == 0 ? 0 : 1;
}

void
endpoint_free(const struct endpoint *e, struct addrinfo *addresses)
{
	if (addresses != NULL && addresses != &e->unix_info)
		freeaddrinfo(addresses);
}

static int
bad_source(const struct options *o, int family)
{
	char safe[256];

	safe_name(o->source, safe, sizeof(safe));
	if (family == AF_INET6)
		return usage_error(o->langs,
		    N_("-s %s: an IPv6 address in numbers was expected"), safe);
	if (family == AF_INET)
		return usage_error(o->langs,
		    N_("-s %s: an IPv4 address in numbers was expected"), safe);
	return usage_error(
	    o->langs, N_("-s %s: an address in numbers was expected"), safe);
}

int
endpoint_source(const struct options *o, int *family, struct sys *told,
    struct sys *quiet, struct addrinfo **res)
{
	/* bind() to less than a name has the kernel choose one (unix(7)). */
	static struct sockaddr_un family_only = { .sun_family = AF_UNIX };
	static struct addrinfo nameless = { .ai_family = AF_UNIX,
		.ai_socktype = SOCK_DGRAM,
		.ai_addr = (struct sockaddr *)&family_only,
		.ai_addrlen = sizeof(family_only.sun_family) };
	const char *port = o->port != NULL ? o->port : "0";
	int err;

	*res = NULL;
	if (o->unix_path && o->udp)
		*res = &nameless;
	if (o->source == NULL && o->port == NULL)
		return 0;
	err = in_numbers(o, quiet, o->source, port, *family, res);
	if (err != 0)
		*res = NULL;
	if (err == EAI_SERVICE)
		return unknown_service(o, port, true);
	if (err != 0 && o->source != NULL && is_no_number(err))
		return bad_source(o, *family);
	if (err != 0) {
		told->failed = quiet->failed;
		return 1;
	}
	if (o->source != NULL)
		*family = (*res)->ai_family;
	return 0;
}
