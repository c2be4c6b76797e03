/*
 * What has not been sent yet: a client that does not read is sent the rest as
 * soon as it does. Of ten thousand clients most are owed nothing, and no memory
 * is held for nothing.
 */
#ifndef OUTBOX_H
#define OUTBOX_H

#include <stdbool.h>
#include <stddef.h>

/* All 0: empty. */
struct outbox {
	char *data;
	size_t size, len, done; /* allocated, filled, and of that sent */
};

bool outbox_is_empty(const struct outbox *);

/* How many bytes wait in it. */
size_t outbox_waiting(const struct outbox *);

/* Adds a copy of n bytes. Returns false, and has changed nothing that waits,
   when there is no memory. */
bool outbox_keep(struct outbox *, const char *, size_t n);

/* Empties it, sent or not, and frees its memory. */
void outbox_forget(struct outbox *);

#endif
