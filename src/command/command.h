/*
 * The commands. Each returns the status to exit with: 0, 1 when the network or
 * the system failed, 2 when the command line is wrong.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include "call/carrier.h"
#include "command/options.h"
#include "text/buf.h"

/* The whole program but for its carrier, which is borrowed. */
int sockdemo(int argc, char *argv[], struct carrier *);

int command_listen(const struct options *, struct carrier *);
int command_connect(const struct options *, struct carrier *);
int command_demo(const struct options *, struct carrier *);
int command_completion(const struct options *, struct carrier *);

/* --help: of a command, or of all of them; on standard output. */
void help(const struct options *);

/* The two commands of a first conversation, "sockdemo listen -v 1234": one in
   each terminal. */
enum { FIRST_STEPS = 2 };
void put_first_step(struct buf *, const struct options *, int step);

/* What to try first, for who typed no command; on standard error. */
void first_contact(const struct options *);

#endif
