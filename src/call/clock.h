/*
 * The clock that nobody sets: CLOCK_MONOTONIC.
 */
#ifndef CLOCK_H
#define CLOCK_H

#include <time.h>

/* From one time to another, and from then until now. */
double seconds_between(const struct timespec *from, const struct timespec *to);
double seconds_since(const struct timespec *then);

/* Milliseconds; after 11 days they stop counting, at 1e9. */
int msec_since(const struct timespec *then);

/* The time that it will be in so many seconds, 0 or more. */
struct timespec seconds_from_now(double seconds);

/* Milliseconds from now on, rounded up so that it has passed at 0; a day at
   most. */
int msec_until(const struct timespec *then);

/* The sooner of two waits, in milliseconds; -1: for ever. */
int msec_sooner(int, int);

/* The time of day that it was then here, "09:30:05.000321"; returns text. */
enum { CLOCK_TEXT = 16 };
char *clock_text(const struct timespec *then, char text[CLOCK_TEXT]);

#endif
