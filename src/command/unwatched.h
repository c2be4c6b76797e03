/*
 * Why a program could not be watched, and what to do.
 */
#ifndef UNWATCHED_H
#define UNWATCHED_H

#include "text/lang.h"
#include "text/out.h"
#include "watch/tracer.h"

/* Tells it, where a program has a .failure. Returns the status to exit with: as
   a shell does, 127 for a program that is not there, and 126 for one that
   cannot be run; else 1. */
int report_unwatched(
    struct out *, struct langs, const char *sockdemo, const struct program *);

#endif
