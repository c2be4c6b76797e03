/*
 * The prompt's commands that make things happen: who waits comes in (/accept),
 * bytes that wait are received (/read), a socket is filled (/fill). With one
 * client as with many.
 */
#ifndef CONSOLE_PROVOKE_H
#define CONSOLE_PROVOKE_H

#include "console/console.h"

void provoke_accept(struct console *, const char *);
void provoke_read(struct console *, const char *);
void provoke_fill(struct console *, const char *);

#endif
