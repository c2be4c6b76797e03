#ifndef USAGE_H
#define USAGE_H

#include "text/lang.h"

/*
 * Tells what is wrong with the command line: "sockdemo: " and the text, once
 * in each language that is asked for. Returns 2, the status to exit with.
 */
int usage_error(struct langs, const char *text, ...)
    __attribute__((format(printf, 2, 3)));

#endif
