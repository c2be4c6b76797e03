/*
 * Understanding what was typed as an address and a port, or as a path.
 * resolve.c makes socket addresses of it.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "option/usage.h"
#include "session/endpoint.h"
#include "text/safe.h"
#include "text/word.h"

/* What the host and port of a URL are made of (RFC 3986). */
#define URL_HOST                                               \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" \
	"0123456789.:[]-_%"

static bool
all_digits(const char *s)
{
	return *s != '\0' && s[strspn(s, "0123456789")] == '\0';
}

static int
no_port(const struct options *o)
{
	struct buf word = { 0 };

	put_word(&word, o->program);
	if (!o->command->client)
		return usage_error(o->langs,
		    N_("listen: the port is missing; usage: %s listen "
		       "[address] port"),
		    word.s);
	return usage_error(o->langs,
	    N_("connect: the port is missing; usage: %s connect address port"),
	    word.s);
}

static int
no_address(const struct options *o)
{
	struct buf word = { 0 };

	put_word(&word, o->program);
	return usage_error(o->langs,
	    N_("connect: the address is missing; usage: %s connect address "
	       "port"),
	    word.s);
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

/* inet_aton(3) reads "127.1" and "010", and getaddrinfo(3) with it: another
   address than it looks like. */
static int
read_otherwise(const struct options *o, const char *host, struct in_addr addr)
{
	char safe[256], text[INET_ADDRSTRLEN];

	inet_ntop(AF_INET, &addr, text, sizeof(text));
	return usage_error(o->langs,
	    N_("%s: an IPv4 address is four decimal numbers without leading "
	       "zeros; this would be read as %s"),
	    safe_name(host, safe, sizeof(safe)), text);
}

static int
every_address(const struct options *o)
{
	return usage_error(o->langs,
	    N_("* is not an address; for every IPv4 address of this machine "
	       "leave it out, for every one of IPv6 too write ::"));
}

static int
check_host(const struct options *o, const char *host)
{
	char safe[256];
	struct in_addr addr;

	if (host == NULL || inet_pton(AF_INET, host, &addr) == 1)
		return 0;
	if (strcmp(host, "*") == 0 && !o->command->client)
		return every_address(o);
	if (*host == '\0' || strcmp(host, "*") == 0 ||
	    (all_digits(host) && strlen(host) <= 5)) /* a port? */
		return usage_error(o->langs,
		    N_("\"%s\" is not an address; one looks like 127.0.0.1, "
		       "and the port comes after it"),
		    *host != '\0' ? safe_name(host, safe, sizeof(safe)) : "");
	if (inet_aton(host, &addr) != 0)
		return read_otherwise(o, host, addr);
	return 0;
}

/* The host of a URL and its port, or its scheme, which is a port's name. */
static void
put_url_words(struct buf *words, const char *host, const char *scheme)
{
	const char *bracket = strchr(host, ']');

	put_word(words, host);
	if (strchr(bracket != NULL ? bracket : host, ':') != NULL)
		return;
	buf_put(words, " ");
	put_word(words, scheme);
}

/* "http://127.0.0.1/x": told, with what to type for it. */
static int
check_url(const struct options *o, const char *word)
{
	const char *start = word != NULL ? strstr(word, "://") : NULL;
	struct buf program = { 0 }, host = { 0 }, scheme = { 0 }, words = { 0 };
	char safe[256];

	if (start == NULL)
		return 0;
	buf_printf(&scheme, "%.*s", (int)(start - word), word);
	buf_printf(&host, "%.*s", (int)strcspn(start + 3, "/?#"), start + 3);
	safe_name(word, safe, sizeof(safe));
	if (*host.s == '\0' || host.s[strspn(host.s, URL_HOST)] != '\0')
		return usage_error(o->langs,
		    N_("%s is a URL: an address and a port were expected"),
		    safe);
	put_word(&program, o->program);
	put_url_words(&words, host.s, scheme.s);
	return usage_error(o->langs,
	    N_("%s is a URL: an address and a port were expected, here: "
	       "%s %s %s"),
	    safe, program.s, o->command->name, words.s);
}

static int
bad_port(const struct options *o, const char *service, bool zero)
{
	char safe[256];

	return usage_error(o->langs,
	    N_("port %s: a number from %d to 65535 was expected"),
	    safe_name(service, safe, sizeof(safe)), zero ? 0 : 1);
}

static int
check_port(const struct options *o, const char *service, bool zero)
{
	char safe[256];
	bool name = service == NULL || (*service >= 'a' && *service <= 'z') ||
	    (*service >= 'A' && *service <= 'Z');
	const char *number;

	if (name)
		return 0;
	if (!all_digits(service))
		return bad_port(o, service, zero);
	number = service + strspn(service, "0");
	if (*number == '\0' && number > service)
		number--;
	if (strlen(number) > 5 || atoi(number) > 65535 ||
	    (!zero && atoi(number) == 0))
		return bad_port(o, service, zero);
	if (number == service)
		return 0;
	return usage_error(o->langs,
	    N_("port %s: a port is written without leading zeros: %s"),
	    safe_name(service, safe, sizeof(safe)), number);
}

static int
given_twice(const struct options *o)
{
	return usage_error(o->langs,
	    N_("%s: an address or a port was given twice"), o->command->name);
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
	struct buf word = { 0 };

	put_word(&word, o->program);
	if (!o->command->client)
		return usage_error(o->langs,
		    N_("listen: the path is missing; usage: %s listen -U path"),
		    word.s);
	return usage_error(o->langs,
	    N_("connect: the path is missing; usage: %s connect -U path"),
	    word.s);
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

int
endpoint_parse(struct endpoint *e, const struct options *o)
{
	bool listen = !o->command->client;
	int ret;

	e->host = e->service = e->path = NULL;
	e->source = o->source;
	e->program = o->program;
	e->datagram = o->udp;
	e->client = !listen;
	e->family = o->family;
	e->any = o->family == AF_INET6 ? "::" : "0.0.0.0";
	if (o->unix_path)
		return parse_path(e, o);
	ret = check_url(o, o->argument[0]);
	if (ret == 0)
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
