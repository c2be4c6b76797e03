/*
 * The commands there are. A new one is a word here, and a file with a constant
 * struct command of that name: command_listen.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "option/command.h"

#define COMMANDS(each)                                                  \
	each(listen) each(connect) each(demo) each(watch) each(explain) \
	    each(completion)

#define DECLARE_COMMAND(name) extern const struct command command_##name;
COMMANDS(DECLARE_COMMAND)

#endif
