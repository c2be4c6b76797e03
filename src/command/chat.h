/*
 * A conversation at the prompt: lines are sent, and those that begin with a
 * slash are commands.
 */
#ifndef CHAT_H
#define CHAT_H

#include "command/session.h"
#include "terminal/prompt.h"

struct crowd;

struct chat {
	struct prompt prompt; /* give &chat.prompt.local to the conversation */
	struct session *session;
	struct conversation *conversation; /* NULL: there are many, */
	struct crowd *crowd;               /* of these clients */
	char history[512];
	struct buf text; /* of the prompt */
};

/* session and conversation are borrowed; takes the terminal. */
void chat_open(struct chat *, struct session *, struct conversation *);
void chat_close(struct chat *);

/* The same with many clients; .text holds the prompt's text. */
void chat_open_crowd(struct chat *, struct session *, struct crowd *);

/* Shows what there is to know of a connected socket. */
void chat_info(struct chat *, int fd, unsigned long long sent,
    unsigned long long received);

/* Whether this end's user is a person at a terminal. */
bool chat_is_possible(void);

#endif
