/*
 * Help: what to try first, and what can be asked for.
 */
#ifndef HELP_H
#define HELP_H

#include "option/options.h"
#include "text/buf.h"

/* --help: of a command, or of all of them; on standard output. */
void help(const struct options *);

/* The two commands of a first conversation, "sockdemo listen -v 1234": one in
   each terminal. */
enum { FIRST_STEPS = 2 };
void put_first_step(struct buf *, const struct options *, int step);

/* What to try first, for who typed no command; on standard error. */
void first_contact(const struct options *);

#endif
