/*
 * The source: what a watched program did, as complete calls and notes for its
 * sinks.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "watch/tracing.h"

/* The table of nobody, in which no descriptor is. */
enum { NOBODYS = 0x7fffffff };

struct owner source_owner(const struct task *);

/* One is about to be carried out: for whoever looks before it. */
void source_before(struct task *);

/* A call that is still going on: for whoever announces it. */
void source_begins(struct task *);

/* One has ended; err 0: it succeeded. */
void source_ends(struct pending *, struct task *, long ret, int err);

/* The socket that a call is about, as its descriptor names it now, or NULL. */
const struct socket_info *
source_about(const struct task *, const struct call *);

/* Descriptors of its were closed, n of them, and by no call. */
void source_closed(struct task *, const int *fds, size_t n);

/* A note of what a task did, or its socket is. */
void source_notes(struct task *, struct note *);

/* A thread, or a process, has a table of descriptors of its own from now on. */
void source_unshares(struct tracer *, struct task *);

/* Looks at a socket of its, by see(), for one kind of note after the other. */
void source_looks(
    struct tracer *, struct task *, int fd, const enum note_kind *, size_t n);

/* The socket of a descriptor; where no sink knows it, it is told of first.
   NULL: it is none. */
const struct socket_info *source_socket(struct tracer *, struct task *, int fd);

#endif
