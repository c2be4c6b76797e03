/*
 * Who hears of calls. A sink may read a call and never change it; it makes no
 * calls of its own. What it is given is borrowed: it copies what it keeps.
 *
 * Calls come from a sys, which makes them (sys.h), or from a source, which
 * tells those that others made: whole, and with owners of their own.
 */
#ifndef SINK_H
#define SINK_H

#include "call/call.h"
#include "call/note.h"

struct sink;

struct sink_ops {
	void (*begin)(struct sink *, const struct call *);
	void (*end)(struct sink *, const struct call *);
	void (*note)(struct sink *, const struct note *);
	void (*close)(
	    struct sink *); /* the last word; nothing comes after it */
};

/* Embedded first in whatever listens; any of the functions may be NULL. */
struct sink {
	const struct sink_ops *ops;
	struct sink *next;
};

/* A list of sinks, in the order in which they hear; NULL: nobody listens. Each
   is borrowed until sinks_close(). */
void sinks_attach(struct sink **, struct sink *);

/* A call begins; it has ended; something was seen. */
void sinks_begin(struct sink *, const struct call *);
void sinks_end(struct sink *, const struct call *);
void sinks_note(struct sink *, const struct note *);

/* No more will come; the list is empty then. */
void sinks_close(struct sink **);

#endif
