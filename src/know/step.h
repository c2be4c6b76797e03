/*
 * A step: a call or a note, with what is known around it. What is said of it
 * follows from this alone.
 */
#ifndef STEP_H
#define STEP_H

#include "call/call.h"
#include "call/note.h"
#include "call/sockets.h"

struct saying;

/*
 * What is known around every step, and is the same for whoever tells of it: who
 * acts, in which role, for whom. Whoever opens a conversation has one; others
 * borrow it, and see what becomes of it.
 */
struct scene {
	const char *program; /* how sockdemo was called: argv[0] */
	const struct interfaces
	    *interfaces;            /* this machine's; NULL: not known */
	bool watched;               /* the calls are another program's... */
	bool several;               /* ...or those of several processes */
	const struct saying *words; /* that come before all others; or NULL */
	bool client;                /* of connect, not of listen */
	bool many;                  /* of a server of many clients */
	bool prompt;      /* a person is at the prompt, and may go on */
	bool exit_on_eof; /* the end of one direction is the end of both */
	bool own_denied;  /* this machine's programs are not served (--deny) */
	bool to_several;  /* a broadcast address, or that of a group */
	bool wsl;         /* this machine is Windows's: WSL2 */
};

/* What is known when a sentence is made; all of it borrowed. */
struct step {
	const struct call *call;          /* or NULL, when it is a note's */
	const struct note *note;          /* or NULL, when it is a call's */
	const struct socket_info *socket; /* the one it is about, or NULL */
	bool into; /* bytes are moved into that one, and not out of it */
	const struct scene *scene;
};

/* Of a call, or of a note, the other being NULL; the socket it is about is
   looked up. */
struct step step_of(const struct scene *, const struct sockets *,
    const struct call *, const struct note *);

/* Whether it is about a Unix-domain socket, or one for datagrams. */
bool step_is_unix(const struct step *);
bool step_is_datagram(const struct step *);

/* Whether it is about an IPv6 socket that serves no IPv4 clients: without a
   word on it, one serves both. */
bool step_is_v6only(const struct step *);

#endif
