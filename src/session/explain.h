/*
 * Errors of another program, explained as ours are, once the narrator has told
 * of the call.
 */
#ifndef SESSION_EXPLAIN_H
#define SESSION_EXPLAIN_H

#include "call/sockets.h"
#include "call/sys.h"
#include "text/lang.h"
#include "text/out.h"

enum { EXPLAINED_MAX = 64 };

/* Made by whoever has them; all of it is borrowed. */
struct explainer {
	struct out *out;
	struct langs langs;
	const struct sockets *sockets;
	const char *program; /* how sockdemo was called */
	struct sys *quiet;
	/* Which errors of which calls were: each is once. */
	struct {
		enum call_id id;
		int err;
	} explained[EXPLAINED_MAX];
	int n;
};

/* What a call means that has failed, the first time that it fails so. */
void explain(struct explainer *, const struct call *);

#endif
