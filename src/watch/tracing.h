/*
 * What a tracer knows: the programs that it follows, and how they are told of.
 * tracer.h is for whoever has one.
 */
#ifndef TRACING_H
#define TRACING_H

#include <signal.h>
#include <stdint.h>

#include "call/sink.h"
#include "call/sockets.h"
#include "call/sys.h"
#include "watch/task.h"

/* Why a program could not be watched. */
enum watch_failure {
	WATCH_WORKS,
	WATCH_NO_PROGRAM,  /* it cannot be run: .err */
	WATCH_NO_PTRACE,   /* this system does not allow it: .err */
	WATCH_NO_SECCOMP,  /* nor, or it cannot, this: .err */
	WATCH_OLD_KERNEL,  /* before Linux 5.3 */
	WATCH_FOREIGN,     /* it is for another architecture */
	WATCH_NO_RESOURCES /* no process, descriptor or memory is left: .err */
};

/* A program, and all that it starts. */
struct program {
	char *const *argv;       /* borrowed */
	struct sink *sinks;      /* sinks_attach(); not closed here */
	struct sockets *sockets; /* the first of them */
	struct looker
	    *looker;    /* at each call, while it stands still; or NULL */
	int streams[3]; /* its standard streams; -1: ours; borrowed */
	pid_t pid;      /* of its first process; 0: not begun */
	bool ended;     /* that one has */
	int status;     /* ...so: wait(2) */
	bool stopped;   /* that one is, by job control */
	int signal;     /* that it was given last */
	struct timespec signalled; /* then */
	enum watch_failure failure;
	int err;
	int complaints; /* what its process cannot do, before it begins; or -1 */
};

struct tracer {
	struct sys *quiet; /* for what is done and not told; borrowed */
	/* A call begins, also one that will not wait; its memory is not there.
	   NULL: nobody asks. */
	void (*enters)(
	    struct tracer *, const struct program *, const struct call *);
	void *owner; /* for enters() */
	bool slowly; /* one stop in each step */
	/* What to change back for a program that is started. */
	sigset_t signal_mask;
	bool pipe_ignored, child_ignored; /* SIGPIPE, SIGCHLD were */

	struct tasks tasks;
	struct descriptors *tables;
	unsigned last_table;
	struct held *held; /* new tasks that nobody has told of yet */
	uint32_t arch;     /* this one's, as AUDIT_ARCH_X86_64 */
	bool more;         /* something waits already */
};

#endif
