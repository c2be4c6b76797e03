/*
 * The command line, read.
 */
#ifndef PARSE_H
#define PARSE_H

#include "option/options.h"

/*
 * Reads the command line; commands are those there are, and NULL. What it
 * cannot understand it tells on standard error, in one line, and returns -1;
 * else 0. Strings point into argv. Either way options_free() gives back what
 * it took.
 */
int options_parse(struct options *, const struct command *const *commands,
    int argc, char *argv[]);

#endif
