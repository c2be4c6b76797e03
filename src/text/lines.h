/*
 * A stream of bytes, parted into lines. A line may come in pieces, and so may
 * a character; memory is held only for what has not come whole yet.
 */
#ifndef LINES_H
#define LINES_H

#include <stdbool.h>
#include <stddef.h>

/* A longer line is parted, so that nobody can make us keep more. */
enum { LINE_LENGTH = 1024 };

struct lines {
	char *data; /* of the line that lacks its end, LINE_LENGTH at most */
	size_t len;
	bool begun; /* a part of that line was taken before */
};

/* A line without its newline, borrowed. */
typedef void line_taker(void *owner, const char *line, size_t n);

/* Adds n bytes; take is called for each line that is whole now. */
void
lines_add(struct lines *, const char *, size_t, line_taker *take, void *owner);

/* Takes what there is of a line, but a character that is not whole. */
void lines_take(struct lines *, line_taker *take, void *owner);

/* There will be no more: takes all that there is. */
void lines_end(struct lines *, line_taker *take, void *owner);

#endif
