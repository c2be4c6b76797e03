/*
 * A log: a sink that writes down what passed, both directions in order, as it
 * passes. Two kinds:
 *
 * as text (-o)
 *	> 2026-11-23T10:00:00.123456+0000 127.0.0.1:1234 6
 *	| Olá!\n
 * where > was sent and < received; then come the time, the other end and the
 * number of bytes. Each line of them stands behind "| ", so that no peer can
 * write what looks like a line of ours. A backslash is \\; what could steer a
 * terminal, and what is no UTF-8, is an escape of C (\n, \t, \x07, \u202e,
 * \xff); nothing else is changed, so that the bytes can be had back exactly.
 *
 * in hexadecimal (-x), the same with lines as hexdump -C has them, whose offset
 * counts the bytes of that direction
 *	> 2026-11-23T10:00:00.123456+0000 127.0.0.1:1234 6
 *	00000000  4f 6c c3 a1 21 0a                                 |Ol..!.|
 */
#ifndef LOG_H
#define LOG_H

#include <stdio.h>

#include "call/sockets.h"

enum log_kind { LOG_TEXT, LOG_HEX };

struct log {
	struct sink sink; /* sys_attach(sys, &log.sink), after the sockets */
	enum log_kind kind;
	FILE *file;       /* NULL once it has failed, or is closed */
	const char *path; /* for *failed* */
	int err;          /* why it failed, or 0 */
	const struct sockets *sockets;
	/* It could not be written; told once, and nothing is written any more.
	   May be NULL. */
	void (*failed)(struct log *);
	void *owner; /* for *failed* */
};

/*
 * The log owns file from now on, and closes it when the sinks end; path and
 * sockets are borrowed. The caller sets .failed and .owner.
 */
void log_init(struct log *, enum log_kind, FILE *file, const char *path,
    const struct sockets *);

#endif
