/*
 * The files of -o and -x.
 */
#ifndef LOGS_H
#define LOGS_H

#include "command/session.h"

/* Whether there are any: then every byte has to pass through send() and recv(),
   where sinks see it. */
bool logs_wanted(const struct options *);

/* Opens them, before anything is connected or sent. Returns 0; or 1, the status
   to exit with, after telling which one cannot be had. */
int logs_open(struct session *);

/* Whether one of them is not whole, which has been told. */
bool logs_failed(const struct session *);

#endif
