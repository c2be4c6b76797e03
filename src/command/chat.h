/*
 * A conversation at the prompt: lines are sent, and those that begin with a
 * slash are commands.
 */
#ifndef CHAT_H
#define CHAT_H

#include "command/session.h"
#include "terminal/prompt.h"

struct chat {
	struct prompt prompt; /* give &chat.prompt.local to the conversation */
	struct session *session;
	struct conversation *conversation;
	char history[512];
	struct buf text; /* of the prompt */
};

/* session and conversation are borrowed; takes the terminal. */
void chat_open(struct chat *, struct session *, struct conversation *);
void chat_close(struct chat *);

/* Whether this end's user is a person at a terminal. */
bool chat_is_possible(void);

#endif
