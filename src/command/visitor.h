/*
 * What is kept of a client by those who look at lines: what is shown of it on
 * our screen, and what it says to the others (--chat). A client whose bytes
 * nobody looks at needs none.
 */
#ifndef VISITOR_H
#define VISITOR_H

#include "command/crowd.h"

/* NULL: there is no memory. */
struct visitor *visitor_new(struct crowd *, struct client *);

/* Shows what is left of it. */
void visitor_free(struct visitor *);

/* Bytes of the client's, for the screen, or for the others. */
void visitor_show(struct visitor *, const char *, size_t);
void visitor_say(struct visitor *, const char *, size_t);

/* There are no more of them: its last lines need no end. */
void visitor_end(struct visitor *);

/*
 * Shows what is due: who began a line and does not end it is shown all the
 * same. Returns in how many milliseconds more will be, or -1.
 */
int visitors_settle(struct crowd *);

/* A line for all but one, who may be NULL; or for one client alone, where *to*
   is not NULL. */
void visitors_relay(struct crowd *, const char *name, struct client *from,
    struct client *to, const char *line, size_t n);

#endif
