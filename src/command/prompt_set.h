/*
 * /set: socket options at the prompt.
 */
#ifndef PROMPT_SET_H
#define PROMPT_SET_H

#include "command/session.h"

/* "[NAME[=VALUE]]" for a socket: lists all options, sets or shows one. */
void set_command(struct session *, int fd, const char *argument);

#endif
