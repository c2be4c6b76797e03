/*
 * The way around our memory. What comes in bulk, and only has to go on to
 * standard output, need not be copied into this program and out of it again:
 * splice(2) hands the kernel's own pages on, from the socket into a pipe of
 * ours and from that pipe to the output. The pipe takes the buffer's place.
 */
#ifndef BYPASS_H
#define BYPASS_H

#include <stdbool.h>

#include "call/sys.h"

struct bypass {
	struct sys *sys;
	int out;       /* where everything goes; -1: not this way */
	int pipe[2];   /* what goes into [1] comes out of [0]; -1: not open */
	unsigned bulk; /* receives in a row that were large */
	size_t bite;   /* so much is taken at once */
};

/* To a file, a device or a pipe; out -1: what is received is to be read. */
void bypass_init(struct bypass *, struct sys *, int out);

/* Of the socket, and never of *out*. What lies in the pipe is lost. */
void bypass_close(struct bypass *);

/* recv() was asked for so much, and gave n: whether things come in bulk. */
void bypass_weigh(struct bypass *, size_t n, size_t asked);

/*
 * Socket -> pipe, which must be empty. Returns how many bytes now lie in it,
 * or -1 with errno: EAGAIN when it is for recv() to say what there is, be it
 * little, nothing or the end.
 */
ssize_t bypass_take(struct bypass *, int fd);

/* Pipe -> output, of the n bytes that are left there. As write(2), but never
   waits for whoever reads a pipe: EAGAIN. */
ssize_t bypass_give(struct bypass *, size_t n);

#endif
