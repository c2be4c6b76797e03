/*
 * The clients of listen -k, and what its user asks of them at the prompt.
 */
#ifndef CROWD_H
#define CROWD_H

#include "command/chat.h"
#include "serve/serve.h"
#include "terminal/streams.h"
#include "text/lines.h"

struct visitor;

struct crowd {
	struct session *session;
	struct server server;
	struct streams streams;
	struct chat chat;
	bool prompting;       /* chat is open */
	bool screen;          /* what comes is shown on a terminal */
	unsigned target;      /* whom what is typed is for; 0: all */
	struct lines typed;   /* --chat: a line that is not whole yet */
	struct visitor *held; /* whose text waits for the end of its line */
	int failure;          /* errno: why datagrams were lost, told last */
};

/* Whom what is typed is for, NULL for all; false where that is nobody, which
   has been told. */
bool crowd_find_target(struct crowd *, struct client **);

/* Sends it to them. Where they are sent datagrams it is one, and may be
   empty. */
void crowd_send(struct crowd *, const char *, size_t);

/* Has the prompt say whom what is typed is for: "all> ", "3> ". */
void crowd_show_target(struct crowd *);

/*
 * The prompt's commands; the chat has a .crowd. Where one takes a client's
 * number and there is none, it is the client that was chosen by /to.
 */
void crowd_list(struct chat *, const char *);
void crowd_info(struct chat *, const char *);
void crowd_to(struct chat *, const char *);
void crowd_all(struct chat *, const char *);
void crowd_halfclose(struct chat *, const char *);
void crowd_close(struct chat *, const char *);
void crowd_reset(struct chat *, const char *);
void crowd_set(struct chat *, const char *);
void crowd_quit(struct chat *, const char *);

#endif
