/*
 * This end's user as two streams: standard input and standard output, which
 * are files, pipes, sockets or a terminal whose lines are read plainly. Bytes
 * pass untouched; on a terminal, what was received is made safe and marked.
 */
#ifndef STREAMS_H
#define STREAMS_H

#include <stdbool.h>

#include "net/local.h"
#include "terminal/screen.h"

struct streams {
	struct local local;    /* give &streams.local to a conversation */
	struct screen *screen; /* shows what is received; NULL: write it raw */
	bool terminal;         /* the input is one */
	bool crlf;             /* send line ends as CRLF */
	bool last_cr;          /* the last byte read was a CR */
	bool plain;            /* the output is written with write(2) alone */
	bool nowait;           /* the kernel knows RWF_NOWAIT for the output */
	bool waited;           /* else: until it was writable, before a write */
};

/*
 * From standard input to standard output. screen is borrowed, and used when
 * standard output is a terminal. crlf: each line end that is sent becomes
 * CRLF, unless it is one already.
 */
void streams_init(struct streams *, struct screen *, bool crlf);

/*
 * Takes those of descriptors 0 to 2 that the shell left closed, so that no
 * socket is ever given the number of standard output: writing there fails, as
 * it did before. A standard input that cannot be read becomes an empty one.
 * Once, at the start.
 */
void streams_reserve(void);

#endif
