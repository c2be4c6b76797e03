/*
 * The prompt's commands about the one other end there is: the console has a
 * .conversation. Those about many clients are in many.h.
 */
#ifndef CONSOLE_ONE_H
#define CONSOLE_ONE_H

#include "console/console.h"

void one_info(struct console *, const char *);
void one_state(struct console *, const char *);
void one_queues(struct console *, const char *);
void one_tcp(struct console *, const char *);
void one_syn(struct console *, const char *);
void one_halfclose(struct console *, const char *);
void one_close(struct console *, const char *);
void one_reset(struct console *, const char *);
void one_set(struct console *, const char *);
void one_quit(struct console *, const char *);

#endif
