/*
 * What is kept of a client by those who look at lines: what is shown of it on
 * our screen, and what it says to the others (--chat). A client whose bytes
 * nobody looks at needs none.
 */
#ifndef CLIENT_LINES_H
#define CLIENT_LINES_H

#include "console/service.h"

/* NULL: there is no memory. */
struct client_lines *client_lines_new(struct service *, struct client *);

/* Shows what is left of it. */
void client_lines_free(struct client_lines *);

/* Bytes of the client's, for the screen, or for the others. */
void client_lines_show(struct client_lines *, const char *, size_t);
void client_lines_say(struct client_lines *, const char *, size_t);

/* There are no more of them: its last lines need no end. */
void client_lines_end(struct client_lines *);

/*
 * Shows what is due: who began a line and does not end it is shown all the
 * same. Returns in how many milliseconds more will be, or -1.
 */
int client_lines_settle(struct service *);

/* A line for all but one, who may be NULL; or for one client alone, where *to*
   is not NULL. */
void client_lines_relay(struct service *, const char *name, struct client *from,
    struct client *to, const char *line, size_t n);

#endif
