/*
 * What deserves a look, once programs that were watched have ended: findings,
 * each with what was seen, and the sentence that says so. A mistake is told as
 * what happened. look.c finds them.
 */
#ifndef FINDINGS_H
#define FINDINGS_H

#include <stdbool.h>

#include "call/call.h"
#include "text/lang.h"
#include "text/out.h"

enum finding_kind {
	FOUND_WAITING,   /* when .signal came, .seconds long, in .call */
	FOUND_NOTHING,   /* it failed, .status, with nothing sent on .fd */
	FOUND_VOID,      /* .n bytes sent where only an end had come */
	FOUND_REST,      /* .call took .n of .of bytes; the rest was not sent */
	FOUND_END_AGAIN, /* .call returned 0, and was called .n times more */
	FOUND_OPEN,      /* .fd, which listened, was closed; not .other */
	FOUND_UNREAD,    /* .n bytes, when .fd was closed */
	FOUND_UNREAD_HERE, /* the same, of a Unix-domain socket */
	FOUND_PIPE,        /* ended by SIGPIPE, sending on .fd */
	FOUND_IN_USE,      /* bind(.fd) failed so, without SO_REUSEADDR */
	FOUND_CUT,         /* a character, .first and .rest, between receives */
	FOUND_TRUNCATED,   /* a datagram, .n of .of bytes */
	FOUND_FILLED,      /* a datagram, as long as its buffer, .n */
	FOUND_UNACCEPTED,  /* .n clients of .fd */
	FOUND_DESCRIPTORS, /* .n sockets were left, from .fd to .other */
	FOUND_COUNT
};

struct finding {
	enum finding_kind kind;
	long process;
	enum call_id call;
	int fd, other;
	unsigned long long n, of;
	double seconds;
	int signal, status;
	char first[16], rest[16]; /* bytes in hexadecimal */
};

enum { FINDINGS_MAX = 128, ALIKE_MAX = 3 };

/* All 0: none. */
struct findings {
	struct finding list[FINDINGS_MAX]; /* of each kind the first few */
	int n;
	unsigned long count[FOUND_COUNT]; /* of each kind all */
};

void findings_add(struct findings *, const struct finding *);

/* Whose they are, where that is to be said. */
struct finding_telling {
	bool several;     /* processes: each finding says which it is of */
	const char *name; /* of two programs this one; or NULL */
	bool *headed;     /* the heading was told already; or NULL */
};

/* Tells of all, with a heading; of none, nothing. */
void findings_tell(const struct findings *, struct out *, struct langs,
    const struct finding_telling *);

#endif
