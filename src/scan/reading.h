/*
 * Reading one line, from left to right: what may stand at a place in it, and what
 * stands before that. For host.c and place.c.
 */
#ifndef READING_H
#define READING_H

#include <stdbool.h>
#include <stddef.h>

/* Where one reads in a line, which ends in a NUL. */
struct reading {
	const char *line;
	const char *at;
};

bool is_digit(char);
bool is_letter(char);
bool is_alnum(char);

/* Whether a list, of strings with a NUL behind each, has these n bytes, in
   letters of any size. */
bool is_in(const char *list, const char *s, size_t n);

/* Whether the line has that, in letters of any size, before a place. */
bool comes_before(const struct reading *, const char *at, const char *what);

/* A number that may be a port; *end is behind it. */
bool port_at(const char *s, char *port, const char **end);

/* The port that belongs to a host which ends at s; returns its end, or s where
   there is none. */
const char *port_behind(
    const struct reading *, const char *host, const char *s, char *port);

/* The length of the IPv4 or IPv6 address at a place, 0: there is none. */
size_t address_at(const char *);

#endif
