/*
 * The facts of an error that another program met, from what it said.
 */
#include "explain/context.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "probe/probe.h"
#include "text/word.h"

/* Whether a host is this machine, by its looks alone. */
static bool
is_ours(const char *host)
{
	return strncmp(host, "127.", 4) == 0 || strcmp(host, "::1") == 0 ||
	    strcmp(host, "0.0.0.0") == 0 || strcmp(host, "::") == 0 ||
	    strcasecmp(host, "localhost") == 0;
}

void
put_place(struct buf *buf, const struct place *p)
{
	bool v6 = p->address && strchr(p->host, ':') != NULL;

	if (*p->host != '\0')
		buf_printf(
		    buf, v6 && *p->port != '\0' ? "[%s]" : "%s", p->host);
	if (*p->port != '\0')
		buf_printf(buf, ":%s", p->port);
}

/* A path says something only where there is something at it. */
static void
look_at_path(struct facts *f, const char *path)
{
	struct stat st;

	f->local = true;
	if (f->err == ENOENT)
		f->address = path;
	else if (lstat(path, &st) == 0) {
		f->address = path;
		f->at_path = S_ISSOCK(st.st_mode) ? PATH_SOCKET : PATH_OTHER;
	} else
		f->local = false;
}

static void
say_how_to_listen(struct context *c, const char *program)
{
	put_word(&c->listen, program);
	buf_printf(&c->listen, " listen%s%s %u", c->facts.datagram ? " -u" : "",
	    c->facts.ipv6 ? " -6" : "", c->facts.port);
	keep_whole(&c->listen);
	c->facts.listen = c->listen.s;
}

static void
look_at_host(struct facts *f, struct context *c)
{
	const struct place *p = &c->place;

	put_place(&c->address, p);
	f->address = c->address.s;
	f->host = p->address ? p->host : NULL;
	f->name = p->address ? NULL : p->host;
	f->ours = is_ours(p->host);
	f->ipv6 = p->address && strchr(p->host, ':') != NULL;
}

bool
context_gather(struct context *c, const char *program,
    const struct entry *entry, const struct place *place)
{
	struct facts *f = &c->facts;

	memset(c, 0, sizeof(*c));
	c->place = *place;
	*f = error_facts(entry);
	f->watched = true; /* another program's: no options of ours */
	if (f->call != CALL_GETADDRINFO)
		f->call = place->call;
	f->client = f->call == CALL_CONNECT;
	f->datagram = place->datagram;
	f->lowest = probe_lowest_port();
	f->port = (unsigned)strtoul(place->port, NULL, 10);
	if (place->path)
		look_at_path(f, c->place.host);
	else if (*place->host != '\0')
		look_at_host(f, c);
	if (f->err == ECONNREFUSED && f->client && f->ours && f->port > 0 &&
	    f->port >= f->lowest)
		say_how_to_listen(c, program);
	/* A deadline of the program's own looks like one of the kernel's. */
	if (f->err == ETIMEDOUT && !f->client)
		return false;
	return f->call != CALL_COUNT;
}
