/*
 * What a step means: one sentence for each call and note, in one language, for
 * somebody who sees sockets for the first time. Pure: what is said follows
 * from the step alone.
 */
#ifndef STEPS_H
#define STEPS_H

#include "call/call.h"
#include "call/note.h"
#include "call/sockets.h"
#include "text/buf.h"
#include "text/lang.h"

/* What is known when a sentence is made; all of it borrowed. */
struct step {
	const struct call *call;             /* or NULL, when it is a note's */
	const struct note *note;             /* or NULL, when it is a call's */
	const struct socket_info *socket;    /* the one it is about, or NULL */
	const struct interfaces *interfaces; /* NULL: not known */
	bool client;                         /* of connect, not of listen */
	bool many;                           /* of a server of many clients */
	bool prompt; /* a person is at the prompt, and may go on */
};

/*
 * Each fills the buf, and leaves it empty where there is nothing to say; a
 * newline parts two sentences.
 *
 * Of a call: what happened (-v), and what is waited for while it blocks.
 */
void step_sentence(enum lang, const struct step *, struct buf *);
void step_waiting(enum lang, const struct step *, struct buf *);

/* Of a note: what was seen (-v); then, of two addresses, whose they are. */
void step_note(enum lang, const struct step *, struct buf *);
void step_addresses(enum lang, const struct step *, struct buf *);

/* Of NOTE_OVER (-v): who finished first, and what passed. */
void step_who_ended(enum lang, const struct step *, struct buf *);
void step_totals(enum lang, const struct step *, struct buf *);

/* Of either: the line on a terminal where no calls are told (no -v). */
void step_status(enum lang, const struct step *, struct buf *);

/* What a call is for; told once each (-vv). */
enum why {
	WHY_NONE,
	WHY_GETADDRINFO,
	WHY_SOCKET,
	WHY_REUSEADDR,
	WHY_BOTH_FAMILIES,
	WHY_BIND_ANY,
	WHY_BIND_ONE,
	WHY_BIND_CLIENT,
	WHY_LISTEN,
	WHY_ACCEPT,
	WHY_CONNECT,
	WHY_SEND,
	WHY_RECV,
	WHY_RECV_END,
	WHY_SPLICE,
	WHY_SHUTDOWN,
	WHY_CLOSE,
	WHY_CLOSE_LISTENER,
	WHY_WAIT,
	WHY_UDP_SOCKET,
	WHY_UDP_BIND,
	WHY_UDP_ERRORS,
	WHY_UDP_CONNECT,
	WHY_UDP_SEND,
	WHY_DATAGRAM_SEND,
	WHY_DATAGRAM_RECV,
	WHY_DATAGRAM_EMPTY,
	WHY_DATAGRAM_CLOSE,
	WHY_UNIX_SOCKET,
	WHY_UNIX_DATAGRAM_SOCKET,
	WHY_UNIX_BIND,
	WHY_UNIX_ABSTRACT,
	WHY_UNIX_NAMELESS,
	WHY_UNIX_RECV,
	WHY_UNIX_SEND,
	WHY_UNIX_CLOSE,
	WHY_UNIX_UNLINK,
	WHY_COUNT
};

/* Which of them a step asks for; WHY_NONE: none. */
enum why step_why(const struct step *);
const char *why_text(enum lang, enum why);

#endif
