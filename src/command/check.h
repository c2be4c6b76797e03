/*
 * connect -z: whether a port is open, and nothing more.
 */
#ifndef CHECK_H
#define CHECK_H

#include "session/session.h"

/* Seconds to wait for an answer where -w does not say: by then a lost SYN was
   repeated twice, after 1 and 3 seconds. */
enum { CHECK_PATIENCE = 5 };

/* Refuses what -z cannot do: with -u there is nothing to see. Returns 0, or 2
   after telling. */
int check_options(const struct options *);

/*
 * The verdict, on standard error; fd is what net_connect() returned, and is
 * closed. Returns the exit status: 0 for open.
 */
int check_verdict(struct session *, int fd);

#endif
