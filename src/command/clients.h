/*
 * A server of many clients (listen -k): what its user sees, types and asks
 * for; the lines that clients relay to each other (--chat).
 */
#ifndef CLIENTS_H
#define CLIENTS_H

#include "command/chat.h"
#include "command/session.h"
#include "net/serve.h"
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
};

/*
 * Serves who comes, until our user or a signal ends it. Returns the exit
 * status.
 */
int clients_serve(struct session *, int listener);

/* What the prompt's commands do where there are many clients. */
void clients_list(struct chat *, const char *);
void clients_info(struct chat *, const char *);
void clients_to(struct chat *, const char *);
void clients_all(struct chat *, const char *);
void clients_halfclose(struct chat *, const char *);
void clients_close(struct chat *, const char *);
void clients_reset(struct chat *, const char *);
void clients_quit(struct chat *, const char *);

#endif
