/*
 * The rows of a page that is being written: paragraphs, and two columns, a label
 * and what stands beside it.
 */
#ifndef ROW_H
#define ROW_H

#include "explain/entry.h"
#include "text/out.h"

/* A page that is being written. */
struct writing {
	struct out *out;
	enum lang lang;
	const struct known *known;
	int column; /* of the right one */
};

/* All borrowed. */
struct writing writing_begin(struct out *, enum lang, const struct known *);

/* Labels are N_(), of the list in row.c. */

void put_paragraph(struct writing *, const char *);

/* The right column is folded. */
void put_row(struct writing *, const char *label, const char *text);

/* The same of an N_(); nothing where it is "". */
void put_text_row(struct writing *, const char *label, const char *text);

/* Lines that are to be copied: they are not folded, and "sockdemo" is how it is
   called here. */
void put_code_row(struct writing *, const char *label, const char *lines);

#endif
