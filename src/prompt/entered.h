/*
 * What was entered, and where it waits: lines, until each has been looked at,
 * and what is to be sent, until there is room for it.
 */
#ifndef ENTERED_H
#define ENTERED_H

#include <stdbool.h>
#include <stddef.h>

/* A key that was bound to a macro may enter many lines, and so does a paste. */
struct line {
	struct line *next;
	char *text; /* without its newline; NULL: the end of all input */
	bool pasted;
};

struct chunk;

struct entered {
	struct line *line, *last_line;
	struct chunk *chunk, *last_chunk;
};

/* Whether anything waits there. */
bool entered_is_empty(const struct entered *);

/* Another line; text: a copy is kept. NULL: there will be no more. */
void entered_add(struct entered *, const char *text, bool pasted);

/* The first line, or NULL; it is the caller's, to entered_free(). */
struct line *entered_take(struct entered *);
void entered_free(struct line *);

/* Bytes to be sent, as one send() where the kernel takes them whole. */
void entered_send(struct entered *, const char *, size_t);

/* Whether there are some. */
bool entered_is_sending(const struct entered *);

/* Takes up to n bytes of those that are to be one send(). Returns how many. */
size_t entered_take_bytes(struct entered *, char *buf, size_t n);

/* Forgets it all. */
void entered_clear(struct entered *);

#endif
