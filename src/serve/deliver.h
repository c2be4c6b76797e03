/*
 * What clients are sent: at once what their kernel takes, the rest as they
 * read. Then, where that is due, that there is no more.
 */
#ifndef DELIVER_H
#define DELIVER_H

#include "serve/server.h"

/*
 * Sends to one client that stays. One that would leave us more to keep for it
 * than CLIENT_BUFFER is cut off (LEFT_DEAF). To a sender it is one datagram,
 * which may be empty; what cannot be sent at once is lost.
 */
void deliver(struct server *, struct client *, const char *, size_t);

/* To all of them but one, or NULL. */
void
deliver_to_all(struct server *, const struct client *but, const char *, size_t);

/* It is sent nothing more, and told so once it was sent what waits. */
void deliver_halfclose(struct server *, struct client *);

/* What follows is for those who serve. */

/*
 * What a client that does not read may leave us to keep for it; it is cut off
 * when there is more.
 */
enum { CLIENT_BUFFER = 256 * 1024 };

/* server_kind.send, over a connection. */
void deliver_bytes(struct server *, struct client *, const char *, size_t);

/* It reads again: sends what waits, as much as its kernel takes. */
void deliver_rest(struct server *, struct client *);

/* When nothing waits any more: tells it our end, if there is one; and if it
   has finished as well, puts it among the clients that are done. */
void deliver_end(struct server *, struct client *);

#endif
