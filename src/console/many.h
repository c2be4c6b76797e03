/*
 * The prompt's commands where there are many clients.
 */
#ifndef CONSOLE_MANY_H
#define CONSOLE_MANY_H

#include "console/service.h"

/*
 * The prompt's commands; the console has a .service. Where one takes a client's
 * number and there is none, it is the client that was chosen by /to.
 */

/* The client of that number, or the chosen one. NULL where there is none, which
   has been told. */
struct client *many_named(struct console *, const char *);

void many_list(struct console *, const char *);
void many_info(struct console *, const char *);
void many_state(struct console *, const char *);
void many_queues(struct console *, const char *);
void many_tcp(struct console *, const char *);
void many_syn(struct console *, const char *);
void many_to(struct console *, const char *);
void many_all(struct console *, const char *);
void many_halfclose(struct console *, const char *);
void many_close(struct console *, const char *);
void many_reset(struct console *, const char *);
void many_set(struct console *, const char *);
void many_quit(struct console *, const char *);

#endif
