/*
 * Who hears of calls. A sink may read a call and never change it; it makes no
 * calls of its own. What it is given is borrowed: it copies what it keeps.
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

#endif
