/*
 * What the holes of sentences about what the kernel showed stand for: a field
 * (fields.h), or something else that a note has.
 */
#ifndef SHOW_HOLES_H
#define SHOW_HOLES_H

#include <stdbool.h>
#include <stddef.h>

#include "call/note.h"
#include "text/buf.h"
#include "text/lang.h"

/* Writes what stands for a hole's name, of n bytes. Returns false where the note
   does not have it. */
bool put_seen(
    enum lang, const struct note *, const char *name, size_t n, struct buf *);

/* The same as a number; SEEN_NOT where it is none. */
long long number_seen(const struct note *, const char *name, size_t n);

#endif
