/*
 * How a call that failed is told: one line with the call, the address and the
 * symbol, then what it means and what to try, once in each language.
 */
#ifndef FAILURE_H
#define FAILURE_H

#include <stdbool.h>

#include "call/sys.h"
#include "know/facts.h"
#include "session/endpoint.h"
#include "text/lang.h"
#include "text/out.h"

/* endpoint: what was asked for, or NULL. The kernel is asked, on quiet, for
   what it knows of the cause. */
void report_failure(struct out *, struct langs, const struct failure *,
    const struct endpoint *, struct sys *quiet, bool at_prompt);

/* What it may mean that an address did not answer connect() in the time that
   our user allows: a line more, after report_deadline()'s. */
void
report_silence(struct out *, struct langs, const struct sockaddr_storage *);

/* Gathers the same facts, and lends them to whoever makes something else of
   them. */
void failure_facts(const struct failure *, const struct endpoint *,
    struct sys *quiet, void (*use)(void *owner, const struct facts *),
    void *owner);

/* On a terminal: the command that explains an error, "sockdemo explain EPIPE";
   program NULL: at a prompt, "/explain EPIPE". */
void
tell_how_to_explain(struct out *, const char *program, enum call_id, int err);

/* Another program, whose call it was. */
struct stranger {
	long process;
	bool client;         /* it connects, or sends */
	bool datagram;       /* the socket is for datagrams */
	bool reuses;         /* SO_REUSEADDR is on */
	const char *program; /* how sockdemo was called, for advice */
};

/* The same, of another program's call, which was told: what it means, and what
   to try. */
void explain_failure(struct out *, struct langs, const struct failure *,
    const struct stranger *, struct sys *quiet);

#endif
