#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/endpoint.h"
#include "text/safe.h"

static bool
all_digits(const char *s)
{
	return *s != '\0' && s[strspn(s, "0123456789")] == '\0';
}

static int
no_port(const struct options *o)
{
	if (o->command == COMMAND_LISTEN)
		return usage_error(o->langs,
		    N_("listen: the port is missing; usage: sockdemo listen "
		       "[address] port"));
	return usage_error(o->langs,
	    N_("connect: the port is missing; usage: sockdemo connect address "
	       "port"));
}

static int
no_address(const struct options *o)
{
	return usage_error(o->langs,
	    N_("connect: the address is missing; usage: sockdemo connect "
	       "address port"));
}

/* Parts "127.0.0.1:1234" and "[::1]:1234" into .copy. */
static bool
part(struct endpoint *e, const char *both)
{
	char *colon, *host = e->copy;

	if (strlen(both) >= sizeof(e->copy))
		return false;
	snprintf(e->copy, sizeof(e->copy), "%s", both);
	colon = strrchr(e->copy, ':');
	if (colon == NULL)
		return false;
	if (*host == '[' && colon > host && colon[-1] == ']') {
		host++;
		colon[-1] = '\0';
	} else if (strchr(e->copy, ':') != colon) {
		return false; /* an IPv6 address alone */
	}
	*colon = '\0';
	e->host = host;
	e->service = colon + 1;
	return true;
}

/* Without its brackets, an IPv6 address is one all the same. */
static const char *
without_brackets(struct endpoint *e, const char *host)
{
	size_t len = strlen(host);

	if (len < 2 || *host != '[' || host[len - 1] != ']' ||
	    len >= sizeof(e->copy))
		return host;
	memcpy(e->copy, host + 1, len - 2);
	e->copy[len - 2] = '\0';
	return e->copy;
}

static int
check_host(const struct options *o, const char *host)
{
	char safe[256];

	if (host == NULL || (*host != '\0' && !all_digits(host)))
		return 0;
	return usage_error(o->langs,
	    N_("\"%s\" is not an address; one looks like 127.0.0.1, and the "
	       "port comes after it"),
	    safe_name(host, safe, sizeof(safe)));
}

static int
check_port(const struct options *o, const char *service, bool zero)
{
	char safe[256];
	bool name = service == NULL || (*service >= 'a' && *service <= 'z') ||
	    (*service >= 'A' && *service <= 'Z');

	if (name)
		return 0;
	if (all_digits(service) && strlen(service) <= 5 &&
	    atoi(service) <= 65535 && (zero || atoi(service) > 0))
		return 0;
	return usage_error(o->langs,
	    N_("port %s: a number from %d to 65535 was expected"),
	    safe_name(service, safe, sizeof(safe)), zero ? 0 : 1);
}

static int
given_twice(const struct options *o)
{
	return usage_error(o->langs,
	    N_("%s: an address or a port was given twice"),
	    command_names[o->command]);
}

/* listen: -p stands for the port, and -s for the address. */
static int
parse_listen(struct endpoint *e, const struct options *o)
{
	const char *first = o->argument[0], *second = o->argument[1];

	e->host = o->source;
	e->service = o->port;
	if (first == NULL)
		return e->service != NULL ? 0 : no_port(o);
	if (second != NULL || o->port != NULL) {
		if (o->source != NULL || (second != NULL && o->port != NULL) ||
		    part(e, first))
			return given_twice(o);
		e->host = without_brackets(e, first);
		e->service = second != NULL ? second : o->port;
		return 0;
	}
	if (part(e, first))
		return o->source == NULL ? 0 : given_twice(o);
	if (strchr(first, ':') != NULL || strchr(first, '.') != NULL)
		return no_port(o);
	e->service = first;
	return 0;
}

static int
parse_connect(struct endpoint *e, const struct options *o)
{
	const char *first = o->argument[0], *second = o->argument[1];

	if (first == NULL)
		return no_address(o);
	if (second != NULL) {
		if (part(e, first))
			return given_twice(o);
		e->host = without_brackets(e, first);
		e->service = second;
		return 0;
	}
	if (part(e, first))
		return 0;
	return *first == '\0' || all_digits(first) ? no_address(o) : no_port(o);
}

static int
no_path(const struct options *o)
{
	if (o->command == COMMAND_LISTEN)
		return usage_error(o->langs,
		    N_("listen: the path is missing; usage: sockdemo listen "
		       "-U path"));
	return usage_error(o->langs,
	    N_("connect: the path is missing; usage: sockdemo connect -U "
	       "path"));
}

/* unix(7): as many bytes as fit with the NUL that ends a path, or that begins
   an abstract name. */
enum { PATH_LONGEST = sizeof(((struct sockaddr_un *)0)->sun_path) - 1 };

static int
parse_path(struct endpoint *e, const struct options *o)
{
	const char *path = o->argument[0];
	bool abstract = path != NULL && *path == '@';
	char safe[256];

	if (path == NULL || *path == '\0' || strcmp(path, "@") == 0)
		return no_path(o);
	safe_name(path, safe, sizeof(safe));
	if (o->argument[1] != NULL)
		return usage_error(o->langs,
		    N_("-U: a path stands for address and port: one argument, "
		       "%s, is enough"),
		    safe);
	if (o->family != AF_UNSPEC || o->source != NULL || o->port != NULL)
		return usage_error(o->langs,
		    N_("-U: a path has no address and no port: -4, -6, -s and "
		       "-p do not go with it"));
	if (strlen(path + abstract) > PATH_LONGEST)
		return usage_error(o->langs,
		    N_("-U: the path has %zu bytes, and the address of a "
		       "socket holds %d at most: %s"),
		    strlen(path + abstract), (int)PATH_LONGEST, safe);
	e->path = path;
	return 0;
}

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

int
endpoint_parse(struct endpoint *e, const struct options *o)
{
	bool listen = o->command == COMMAND_LISTEN;
	int ret;

	e->host = e->service = e->path = NULL;
	e->source = o->source;
	e->datagram = o->udp;
	e->client = !listen;
	e->any = o->family == AF_INET6 ? "::" : "0.0.0.0";
	if (o->unix_path)
		return parse_path(e, o);
	ret = listen ? parse_listen(e, o) : parse_connect(e, o);
	if (ret == 0)
		ret = check_host(o, e->host);
	if (ret == 0 && e->service != NULL && *e->service == '\0')
		ret = no_port(o);
	if (ret == 0)
		ret = check_port(o, e->service, listen);
	if (ret == 0 && o->source != NULL)
		ret = check_host(o, o->source);
	if (ret == 0 && o->port != NULL)
		ret = check_port(o, o->port, true);
	return ret;
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
wrong_family(const struct options *o, const char *host)
{
	char safe[256];

	safe_name(host, safe, sizeof(safe));
	if (o->source != NULL)
		return usage_error(o->langs,
		    N_("%s cannot be reached from the address of -s: one is "
		       "of IPv4, the other of IPv6"),
		    safe);
	return o->family == AF_INET
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
	    N_("-n: \"%s\" is a name, and an address in numbers was "
	       "expected"),
	    safe_name(host, safe, sizeof(safe)));
}

int
endpoint_resolve(struct endpoint *e, const struct options *o, struct sys *told,
    struct sys *quiet, struct addrinfo **res)
{
	struct addrinfo hints = { .ai_family = o->family,
		.ai_socktype = o->udp ? SOCK_DGRAM : SOCK_STREAM,
		.ai_protocol = o->udp ? IPPROTO_UDP : IPPROTO_TCP };
	const char *host = e->host;
	int family = o->family, err;

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
		return unknown_service(
		    o, e->service, o->command == COMMAND_LISTEN);
	if (host == NULL || !is_no_number(err)) {
		told->failed = quiet->failed;
		return 1;
	}
	if (in_numbers(o, quiet, host, e->service, AF_UNSPEC, res) == 0) {
		freeaddrinfo(*res);
		*res = NULL;
		return wrong_family(o, host);
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
