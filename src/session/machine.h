/*
 * What the kernel has counted of the whole machine (show/counters.h).
 */
#ifndef MACHINE_H
#define MACHINE_H

#include "show/counters.h"

/* As it is now. Returns false where the kernel does not show it. */
bool machine_count(struct counters *);

#endif
