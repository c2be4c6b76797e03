/*
 * A call that stands alone: it owns copies of all the memory that it points to.
 * Calls that this process makes are told while their memory is there; others,
 * of a watched program or a recording, and those that are kept, need a copy.
 */
#ifndef COPY_H
#define COPY_H

#include "call/call.h"

/*
 * Where a call's memory is: copies n bytes of it to *to*. Returns false where
 * they cannot be had.
 */
struct memory {
	bool (*read)(struct memory *, const void *from, void *to, size_t n);
};

/* This process's own. Shared, stateless. */
struct memory *own_memory(void);

/* The most that is kept of what passed in one call. */
enum { COPY_DATA_MAX = 1024 * 1024 };

/*
 * A copy, to call_free(). What a call fills in is copied where it succeeded;
 * several buffers become one; what cannot be read is NULL in the copy. NULL:
 * no memory is left.
 */
struct call *call_copy(const struct call *, struct memory *);

/* NULL does nothing. */
void call_free(struct call *);

#endif
