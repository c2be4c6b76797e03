/*
 * Finding addresses and ports in what programs say: each has a way of its own to
 * write them. What belongs to an error is chosen in places.c.
 */
#include "scan/place.h"

#include <string.h>
#include <strings.h>

/* Whether a host may begin there: with a word, a colon of IPv6, or a path. */
static bool
may_begin(const struct reading *r)
{
	char before = r->at > r->line ? r->at[-1] : ' ';

	if (is_alnum(*r->at))
		return !is_alnum(before);
	return (*r->at == ':' && r->at[1] == ':' && !is_alnum(before)) ||
	    (*r->at == '/' && (before == '"' || before == ' '));
}

/* ":8080", "Port 8080", "port: 8080": without a host. r stands behind a word,
   or at a colon. */
static const char *
lone_port(const struct reading *r, struct place *p)
{
	const char *end, *s = r->at;
	size_t gap = 0, word = 0;

	if (*s == ':' && (s == r->line || s[-1] == ' ' || s[-1] == '"') &&
	    port_at(s + 1, p->port, &end))
		return end;
	if (comes_before(r, s, "port"))
		word = 4;
	else if (comes_before(r, s, "porta") || comes_before(r, s, "porto"))
		word = 5;
	while (gap < 4 && s[gap] != '\0' && strchr(": =", s[gap]) != NULL)
		gap++;
	return word > 0 && gap > 0 && !comes_before(r, s - word, "local") &&
		port_at(s + gap, p->port, &end)
	    ? end
	    : NULL;
}

/* Which of two places says more. */
static int
worth(const struct place *p)
{
	return 2 * (*p->host != '\0') + (*p->port != '\0');
}

/* A name that was looked up says more than the address of who was asked. */
static bool
gives_way(const struct place *p)
{
	return *p->host == '\0' || p->address ||
	    strcasecmp(p->host, "localhost") == 0;
}

/* Reads on, over one word, or one byte that is of none; what it finds, a host
   or a port or nothing, is in *p. */
static void
read_on(struct reading *r, struct place *p)
{
	const char *end = may_begin(r) ? host_at(r, r->at, p) : NULL;

	/* "A:p->B:q": the other end is B. */
	if (end != NULL && strncmp(end, "->", 2) == 0)
		end = host_at(r, end + 2, p);
	if (end != NULL) {
		r->at = end;
		return;
	}
	p->host[0] = p->port[0] = '\0';
	if (*r->at == ':')
		end = lone_port(r, p);
	while (is_alnum(r->at[0]) && is_alnum(r->at[1]))
		r->at++;
	r->at++;
	if (end == NULL && strchr("tTaAoO", r->at[-1]) != NULL)
		end = lone_port(r, p);
	if (end != NULL)
		r->at = end;
}

/* The one that says most, or of those that say as much the first. */
static void
look_for_host(const char *line, struct place *best)
{
	struct reading r = { .line = line, .at = line };
	struct place p = { .line = 0 };

	while (*r.at != '\0' && worth(best) < 3) {
		read_on(&r, &p);
		if (worth(&p) > worth(best) && gives_way(best))
			*best = p;
	}
}

bool
place_in(const char *s, size_t n, struct place *best)
{
	char line[PLACE_LINE + 1];

	memcpy(line, s, n);
	line[n] = '\0';
	for (char *c = line, *end = line + n;
	     (c = memchr(c, '\0', (size_t)(end - c))) != NULL;)
		*c = ' ';
	*best = (struct place){ .line = 0 };
	look_for_host(line, best);
	look_for_call(line, best);
	return worth(best) > 0 || best->call != CALL_COUNT;
}
