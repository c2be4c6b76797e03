/*
 * Hosts in what programs say: addresses, names, and the paths of sockets. Which of
 * them is meant is place.c's.
 */
#include "scan/host.h"

#include <string.h>
#include <strings.h>

#include "text/lang.h"

enum { NAME_MAX_LEN = 127, PATH_MAX_LEN = 107 };

/* Kinds of files, and of exceptions: no machine's name ends so. */
static const char no_ends[] = "py\0js\0mjs\0ts\0rb\0go\0php\0java\0c\0h\0sh\0"
			      "so\0mk\0pl\0rs\0cs\0txt\0log\0json\0md\0error\0"
			      "exception\0timeout\0gaierror\0";

static bool
is_name_of_machine(const char *s, size_t n)
{
	size_t last = n;

	while (last > 0 && s[last - 1] != '.')
		last--;
	if (last < 2 || n - last < 2 || is_digit(s[last]) ||
	    is_in(no_ends, s + last, n - last))
		return false;
	for (size_t i = 0; i < n; i++)
		if (s[i] >= 'A' && s[i] <= 'Z')
			return false;
	return true;
}

static size_t
name_length(const char *s)
{
	size_t n = 0;

	while (n < NAME_MAX_LEN &&
	    (is_alnum(s[n]) || ((s[n] == '-' || s[n] == '.') && n > 0)))
		n++;
	while (n > 0 && !is_alnum(s[n - 1]))
		n--;
	return n;
}

/* What the name of a machine stands behind. */
static const char before_name[] =
    AS_IS("resolve host: ") "\0"
			    "resolve hostname \0"
			    "resolve hostname \"\0"
			    "host name \"\0"
			    "getaddrinfo for host \"\0"
			    "getaddrinfo for \0"
			    "getaddrinfo(\"\0"
			    "lookup \0"
			    "enotfound \0"
			    "eai_again \0"
			    "resolving \0"
			    "resolver \0"
			    "unknownhostexception: \0"
			    "bad hostname '\0"
			    "lookup failure:  \0"
			    "host lookup failed for \0"
			    "/dev/tcp/\0"
			    "://\0";

/* What stands there too, and is no name. */
static const char no_names[] = "host\0hostname\0failed\0failure\0timed\0"
			       "error\0of\0nmap.org\0";

static bool
is_named(const struct reading *r, const char *s, size_t n)
{
	/* These end so, and most words stand behind something else. */
	if (s == r->line || strchr(" \"('/", s[-1]) == NULL ||
	    is_in(no_names, s, n))
		return false;
	for (const char *b = before_name; *b != '\0'; b += strlen(b) + 1)
		if (comes_before(r, s, b))
			return true;
	return false;
}

/* A name that is one by what is around it. */
static size_t
name_at(const struct reading *r, const char *s, char *port)
{
	size_t n = name_length(s);

	if (n == 0)
		return 0;
	if (is_in("localhost\0", s, n) || is_named(r, s, n))
		return n;
	if (!is_name_of_machine(s, n))
		return 0;
	if (port_behind(r, s, s + n, port) > s + n)
		return n;
	/* "line 2: name: text" */
	return (s == r->line || comes_before(r, s, ": ")) &&
		strncmp(s + n, ": ", 2) == 0
	    ? n
	    : 0;
}

static bool
is_of_path(char c)
{
	return is_alnum(c) || (c != '\0' && strchr("/._-@", c) != NULL);
}

/* "chat.sock"; 'socket "/var/run/...' */
static size_t
path_at(const struct reading *r, const char *s)
{
	size_t n = 0;

	while (n <= PATH_MAX_LEN && is_of_path(s[n]))
		n++;
	return n > 5 && n <= PATH_MAX_LEN &&
		(strncmp(s + n - 5, ".sock", 5) == 0 ||
		    comes_before(r, s, "socket \""))
	    ? n
	    : 0;
}

static void
keep_host(struct place *p, const char *s, size_t n)
{
	memcpy(p->host, s, n);
	p->host[n] = '\0';
}

/* The host at a place, and its port; returns the end of both, or NULL. */
const char *
host_at(const struct reading *r, const char *s, struct place *p)
{
	size_t n = address_at(s);

	p->port[0] = '\0';
	p->address = n > 0;
	/* "localAddress", "Local (0.0.0.0:0)": this end's. */
	if (n > 0 &&
	    (comes_before(r, s, "localAddress: '") ||
		comes_before(r, s, "laddr=('") ||
		comes_before(r, s, "local (")))
		return NULL;
	if (n == 0)
		n = path_at(r, s);
	p->path = n > 0 && !p->address;
	if (n == 0)
		n = name_at(r, s, p->port);
	if (n == 0)
		return NULL;
	keep_host(p, s, n);
	return p->path ? s + n : port_behind(r, s, s + n, p->port);
}
