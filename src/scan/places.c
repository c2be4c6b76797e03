/*
 * The last places of a text, and which of them an error is about.
 */
#include "scan/place.h"

#include <string.h>

enum { BEFORE = 40, AFTER = 60 }; /* so many lines away it may be, */
enum { CALL_BEFORE = 3 };         /* and a call without one so many */

static void
take_line(struct places *ps)
{
	struct place p;

	ps->line++;
	if (!place_in(ps->text, ps->len, &p))
		return;
	p.line = ps->line;
	ps->last[ps->count++ % PLACES] = p;
}

/* How far a place is from the line that is wanted: before it counts less than
   behind it. -1: too far. */
static long
distance(const struct places *ps, const struct place *p)
{
	if (p->line == 0)
		return -1;
	if (p->line <= ps->wanted)
		return ps->wanted - p->line > BEFORE
		    ? -1
		    : (long)(ps->wanted - p->line);
	return p->line - ps->wanted > AFTER
	    ? -1
	    : BEFORE + (long)(p->line - ps->wanted);
}

/* The nearest of those that have a host, or a port, as asked for, and are of a
   host, unless it is "". */
static const struct place *
nearest_place(const struct places *ps, bool host, bool port, const char *of)
{
	const struct place *best = NULL;

	for (int i = 0; i < PLACES; i++) {
		const struct place *p = &ps->last[i];

		if ((host && *p->host == '\0') || (port && *p->port == '\0') ||
		    (*of != '\0' && strcmp(p->host, of) != 0) ||
		    distance(ps, p) == -1)
			continue;
		if (best == NULL || distance(ps, p) < distance(ps, best))
			best = p;
	}
	return best;
}

/* A port that stands by itself close behind its host: fields, one a line. */
static void
add_port(const struct places *ps, struct place *p)
{
	const struct place *same = nearest_place(ps, true, true, p->host);

	if (same != NULL) {
		*p = *same;
		return;
	}
	for (int i = 0; i < PLACES; i++) {
		const struct place *port = &ps->last[i];

		if (*port->host == '\0' && port->line > p->line &&
		    port->line - p->line <= 3)
			memcpy(p->port, port->port, sizeof(p->port));
	}
}

static struct place
choose_place(const struct places *ps)
{
	const struct place *p = nearest_place(ps, true, false, "");
	const struct place *whole = nearest_place(ps, true, true, "");
	const struct place *port = nearest_place(ps, false, true, "");
	struct place chosen = { .call = CALL_COUNT };

	/* What stands in the line itself, before all else. */
	if (p != NULL && p->line != ps->wanted && whole != NULL)
		p = whole;
	if (port != NULL && port->line == ps->wanted &&
	    (p == NULL || p->line != ps->wanted))
		p = port;
	if (p == NULL)
		p = port;
	if (p == NULL)
		return chosen;
	chosen = *p;
	if (*p->host != '\0' && *p->port == '\0' && !p->path)
		add_port(ps, &chosen);
	return chosen;
}

/* The call that stands in the wanted line, or, unless only there, closely before
   it. */
static enum call_id
call_near(const struct places *ps, bool only_there)
{
	const struct place *best = NULL;

	for (int i = 0; i < PLACES; i++) {
		const struct place *p = &ps->last[i];

		if (p->line == 0 || p->call == CALL_COUNT ||
		    p->line > ps->wanted ||
		    ps->wanted - p->line > (only_there ? 0 : CALL_BEFORE))
			continue;
		if (best == NULL || p->line > best->line)
			best = p;
	}
	return best != NULL ? best->call : CALL_COUNT;
}

/* It is not clear whose the error is where two calls stand, with the place and
   with the error; nor where the place has none, and stands elsewhere. */
static void
choose(struct places *ps)
{
	struct place *p = &ps->chosen;
	enum call_id there = call_near(ps, true);

	*p = choose_place(ps);
	if (p->line == 0)
		p->call = call_near(ps, false);
	else if (there != CALL_COUNT && there != p->call)
		p->call = CALL_COUNT;
}

/* Beyond what may belong to it, the choice stands. */
static void
settle(struct places *ps)
{
	if (ps->wanted == 0 || ps->line < ps->wanted + AFTER)
		return;
	choose(ps);
	ps->wanted = 0;
}

void
places_add(struct places *ps, const char *s, size_t n)
{
	while (n > 0) {
		const char *newline = memchr(s, '\n', n);
		size_t len = newline != NULL ? (size_t)(newline - s) : n;
		size_t room = sizeof(ps->text) - ps->len;
		bool ends = len <= room && newline != NULL;

		if (len > room)
			len = room;
		memcpy(ps->text + ps->len, s, len);
		ps->len += len;
		s += len + ends;
		n -= len + ends;
		if (!ends && ps->len < sizeof(ps->text))
			return;
		take_line(ps);
		if (!ends) /* a line that is too long is taken in parts */
			ps->line--;
		ps->len = 0;
		settle(ps);
	}
}

void
places_end(struct places *ps)
{
	take_line(ps);
	if (ps->wanted != 0)
		choose(ps);
}

void
places_look_around(struct places *ps, unsigned long line)
{
	ps->wanted = line;
}
