/*
 * Our user's part of a server: what clients say is shown, and what is typed is
 * for them. It is the same whether they have connections or send datagrams.
 */
#ifndef USER_H
#define USER_H

#include "serve/server.h"

/*
 * The first n bytes of .display.data came from a client, and go to our user,
 * who may take them later: until then the user is busy, and nobody is to be
 * heard. Where they are not shown, nothing is done.
 */
void user_show(struct server *, struct client *, size_t n);
void user_show_rest(struct server *);
bool user_is_busy(const struct server *);

/*
 * Passes on what our user has typed since, if anything. Returns whether that
 * was just its end, and the clients are to be told.
 */
bool user_take_input(struct server *);

/* Has what our user's part asks for waited for. Returns 0, or -1 with errno. */
int user_watch(struct server *);

/* A wait returned -1: returns whether to go on all the same, and else stops
   the server. */
bool user_outlives_wait(struct server *);

/* The end: nothing of our user's is waited for any more. */
void user_leave(struct server *);

#endif
