/*
 * What is not to be tried in a sandbox: seccomp(2) may end a program for it.
 */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>

#include "call/sys.h"

/* Whether socket(AF_NETLINK) would kill us. In a sandbox a child of ours tries
   it; without one, it is known to be none. */
bool sandbox_kills_netlink(struct sys *);

#endif
