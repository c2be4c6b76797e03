/*
 * A prompt for a conversation, or for many of them.
 */
#ifndef CHAT_H
#define CHAT_H

#include "command/session.h"
#include "talk/conversation.h"
#include "terminal/prompt.h"
#include "text/buf.h"

struct crowd;

struct chat {
	struct prompt prompt; /* give &chat.prompt.local to the conversation */
	struct session *session;
	struct conversation *conversation; /* NULL: there are many, */
	struct crowd *crowd;               /* of these clients */
	char history[512];                 /* the path of its file */
	struct buf text;                   /* of the prompt */
};

/*
 * Takes the terminal, and is the conversation's local from now on. Everything
 * is borrowed; ops: what is done with a line.
 */
void chat_open(struct chat *, struct session *, struct conversation *,
    const struct prompt_ops *);

/* The same with many clients; .text holds the prompt's text. */
void chat_open_crowd(
    struct chat *, struct session *, struct crowd *, const struct prompt_ops *);

/* Gives the terminal back. */
void chat_close(struct chat *);

#endif
