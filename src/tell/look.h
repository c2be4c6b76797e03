/*
 * Looking for what deserves a look (findings.h): a sink that hears what
 * programs do, and tells in the end. Nothing is said that was not seen.
 */
#ifndef LOOK_H
#define LOOK_H

#include "call/sockets.h"
#include "know/step.h"
#include "tell/findings.h"

struct seen_socket;
struct seen_process;
struct waiting;

struct look {
	struct sink sink; /* attach it after *sockets* */
	struct out *out;
	struct langs langs;
	const struct scene *scene;
	const struct sockets *sockets;
	const char *name; /* whose it is, of two programs; or NULL */
	bool *headed;     /* of two, whether the heading was told; or NULL */
	struct findings findings;
	struct by_fd seen;              /* of sockets, by their identity */
	struct seen_process *processes; /* a list */
	struct waiting *waiting;        /* calls that go on, a list */
};

/* All is borrowed. What it finds is told when the sinks are closed. */
void look_init(struct look *, struct out *, struct langs, const struct scene *,
    const struct sockets *);

#endif
