/*
 * What a socket option's row says by itself.
 */
#ifndef EXPLAIN_SOCKOPT_H
#define EXPLAIN_SOCKOPT_H

#include "explain/row.h"

/* When it is to be set, and what it is otherwise. */
void put_sockopt(struct writing *, const struct sockopt_row *);

/* How it is set, in C, in Python and here. */
void put_setting(struct writing *, const struct entry *);

#endif
