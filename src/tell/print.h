/*
 * Calls as text, as in C: bind(3, 127.0.0.1:1234) = 0. By the types of their
 * arguments, never by which call it is.
 */
#ifndef PRINT_H
#define PRINT_H

#include "call/call.h"
#include "call/note.h"
#include "know/step.h"
#include "text/buf.h"

enum print_style {
	PRINT_BRIEF, /* for a lane: no constants that all of TCP shares */
	PRINT_SHORT, /* without what only C needs: buffer pointers, sizes of
	                addresses and options, flags of 0 */
	PRINT_WHOLE
};

/*
 * "bind(3, 127.0.0.1:1234)". What a call fills in is there, in the whole style,
 * once it has returned.
 */
void put_call(struct buf *, const struct call *, enum print_style);

/* "[1234] ": whose it is, where the scene has several processes. */
void put_process(struct buf *, const struct scene *, const struct owner *);

/* " = 0", " = -1 ECONNREFUSED", " = EAI_NONAME". */
void put_result(struct buf *, const struct call *);

/* "SO_RCVBUF = 8192". */
void put_option(struct buf *, const struct option_value *);

/* The bytes as a string of C's, cut, which "..." after it says. */
void put_quoted(struct buf *, const char *, size_t n);

#endif
