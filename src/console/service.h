/*
 * A server of many clients (listen -k), and our user's part in it: whom what is
 * typed is for. keep_open.h serves.
 */
#ifndef SERVICE_H
#define SERVICE_H

#include "console/console.h"
#include "serve/serve.h"
#include "terminal/streams.h"
#include "text/lines.h"

struct client_lines;

struct service {
	struct session *session;
	struct server server;
	struct streams streams;
	struct console console;
	bool prompting;     /* chat is open */
	bool screen;        /* what comes is shown on a terminal */
	unsigned target;    /* whom what is typed is for; 0: all */
	struct lines typed; /* --chat: a line that is not whole yet */
	struct client_lines
	    *held;   /* whose text waits for the end of its line */
	int failure; /* errno: why datagrams were lost, told last */
};

/* Whom what is typed is for, NULL for all; false where that is nobody, which
   has been told. */
bool service_target(struct service *, struct client **);

/* Sends it to them. Where they are sent datagrams it is one, and may be
   empty. */
void service_send(struct service *, const char *, size_t);

/* Has the prompt say whom what is typed is for: "all> ", "3> ". */
void service_show_target(struct service *);

#endif
