#ifndef OPTIONS_PARSE_H
#define OPTIONS_PARSE_H

#include "command/options.h"

/*
 * Reads the command line. What it cannot understand it tells on standard
 * error, in one line, and returns -1; else 0. Strings point into argv. Either
 * way options_free() gives back what it took.
 */
int options_parse(struct options *, int argc, char *argv[]);

#endif
