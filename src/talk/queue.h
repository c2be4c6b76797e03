/*
 * What a person has entered and the other end has not taken yet, in order: a
 * person at a prompt is not made to wait, as a file or a pipe is. Each message
 * is kept apart, to be a send() of its own, or a datagram.
 */
#ifndef QUEUE_H
#define QUEUE_H

#include <stdbool.h>
#include <stddef.h>

struct message;

/* All 0: empty. */
struct queue {
	struct message *first, *last;
	size_t bytes; /* of memory */
};

bool queue_is_empty(const struct queue *);

/* Whether a message of n bytes would make it take more than a MiB of memory. */
bool queue_is_full_for(const struct queue *, size_t n);

/* Adds a copy of n bytes, or of none: an empty datagram. Returns false, and
   has changed nothing, when there is no memory. */
bool queue_add(struct queue *, const char *, size_t n);

/* Takes the first message out of one that is not empty. Returns its size,
   which is at most what was added at once. */
size_t queue_take(struct queue *, char *);

/* Empties it, and frees its memory. */
void queue_forget(struct queue *);

#endif
