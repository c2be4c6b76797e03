/*
 * The whole program but for main() and its carrier.
 */
#ifndef SOCKDEMO_H
#define SOCKDEMO_H

#include "call/carrier.h"

/* Does what the command line says. Returns the status to exit with; the carrier
   is borrowed. */
int sockdemo(int argc, char *argv[], struct carrier *);

#endif
