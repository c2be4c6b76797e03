/*
 * A text that grows up to a fixed size and is always a string: what does not
 * fit is left out, and ends in "...". Nothing to free.
 */
#ifndef BUF_H
#define BUF_H

#include <stddef.h>

struct buf {
	size_t len;
	char s[2048];
};

void buf_clear(struct buf *);
void buf_put(struct buf *, const char *);
void buf_printf(struct buf *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

#endif
