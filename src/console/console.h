/*
 * A prompt for a conversation, or for many of them.
 */
#ifndef CONSOLE_H
#define CONSOLE_H

#include "prompt/prompt.h"
#include "session/session.h"
#include "talk/conversation.h"
#include "text/buf.h"

struct service;

struct console {
	struct prompt
	    prompt; /* give &console.prompt.local to the conversation */
	struct session *session;
	struct conversation *conversation; /* NULL: there are many, */
	struct service *service;           /* of these clients */
	char history[512];                 /* the path of its file */
	struct buf text;                   /* of the prompt */
	bool hinted; /* that a word which was sent is no command */
};

/*
 * Takes the terminal, and is the conversation's local from now on. Everything
 * is borrowed; ops: what is done with a line.
 */
void console_open(struct console *, struct session *, struct conversation *,
    const struct prompt_ops *);

/* The same with many clients; .text holds the prompt's text. */
void console_open_service(struct console *, struct session *, struct service *,
    const struct prompt_ops *);

/* Gives the terminal back. */
void console_close(struct console *);

#endif
