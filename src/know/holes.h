/*
 * What the holes of a step's texts stand for: {fd}, {port}, {raddr} and the
 * like; holes.c lists them all.
 */
#ifndef HOLES_H
#define HOLES_H

#include "know/step.h"
#include "text/buf.h"
#include "text/lang.h"

/* Writes a text with its holes filled. Returns false where one of them has
   nothing to be filled with. */
bool put_filled(enum lang, const char *text, const struct step *, struct buf *);

/* The number of a hole that has one; 0 where it is not known. */
unsigned long long hole_number(const char *name, const struct step *);

#endif
