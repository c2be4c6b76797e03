/*
 * What is said of an error. Rows are read from above, and each of the three
 * texts is the first that is there, whose row fits, and whose holes can all be
 * filled. So the rows of an error go from what is known best to what is always
 * true, and a row says only what is its own. "" is a text: nothing to say.
 */
#ifndef ERRORS_TABLE_H
#define ERRORS_TABLE_H

#include <stddef.h>

#include "know/facts.h"

#define ANY CALL_COUNT
#define OTHER 0

struct error_row {
	enum call_id call;                  /* or ANY */
	int err;                            /* or OTHER */
	bool (*when)(const struct facts *); /* NULL: always */
	const char *label;
	const char *meaning;
	const char *advice;
	const char *source; /* where it stands that they are true: sayings.h */
};

extern const struct error_row error_rows[];
extern const size_t error_row_count;

#endif
