/*
 * What the kernel shows of a socket, field by field: its name, where it is
 * read, and what it means in a sentence. explain has them from here.
 */
#ifndef FIELDS_H
#define FIELDS_H

#include <stdbool.h>

#include "call/seen.h"
#include "text/buf.h"
#include "text/lang.h"

enum field_unit {
	UNIT_COUNT,
	UNIT_BYTES,
	UNIT_USEC, /* "0.035 ms" */
	UNIT_MSEC, /* "1.5 s" */
	UNIT_RATE, /* bytes a second */
	UNIT_OPTIONS
};

struct field_row {
	enum seen_field field; /* SEEN_COUNT: it is not one of those */
	const char *name;      /* "rtt", the kernel's own where it has one */
	const char *source;    /* "TCP_INFO" */
	enum field_unit unit;
	const char *meaning; /* N_(...) */
};

extern const struct field_row field_rows[];
extern const int field_count;

/* Writes a field's value with its unit. Returns false where it is not shown. */
bool put_field(enum lang, const struct seen *, enum seen_field, struct buf *);

/* Microseconds as "0.035 ms", "204 ms" or "3.07 s". */
void put_duration(enum lang, long long usec, struct buf *);

#endif
