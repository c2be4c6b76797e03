/*
 * What an option does, once the command line was understood to have it.
 */
#ifndef OPTION_VALUE_H
#define OPTION_VALUE_H

#include "command/options.h"

/*
 * Sets what the option stands for; *value* is NULL where it takes none, and is
 * borrowed otherwise. Returns 0, or 2 when the value is wrong, which has been
 * told by then.
 */
int option_set(struct options *, enum option_id, const char *value);

#endif
