/*
 * The files of -o and -x.
 */
#ifndef LOGS_H
#define LOGS_H

#include "session/session.h"

/*
 * Opens them, before anything is connected or sent. Returns 0; or the status to
 * exit with, after telling which one cannot be had: 1, or 2 where two are one
 * file. One that fails later is told of then, and session_close() makes the
 * status 1.
 */
int logs_open(struct session *);

#endif
