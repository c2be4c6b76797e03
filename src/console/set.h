/*
 * /set: socket options at the prompt.
 */
#ifndef CONSOLE_SET_H
#define CONSOLE_SET_H

#include "session/session.h"

/* "[NAME[=VALUE]]" for a socket: lists all options, sets or shows one. */
void set_command(struct session *, int fd, const char *argument);

#endif
