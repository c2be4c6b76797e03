/*
 * This end's user, as the network sees them: something to read what is to be
 * sent from, and something to give what was received to. A pair of files or
 * pipes, or a person at a terminal.
 */
#ifndef LOCAL_H
#define LOCAL_H

#include <stdbool.h>
#include <sys/types.h>

struct local;

struct local_ops {
	/*
	 * Called when *in* is readable. As read(2): 0 when the user has no
	 * more to send, -1 with EAGAIN when there is nothing yet.
	 */
	ssize_t (*read)(struct local *, char *buf, size_t n);
	/*
	 * As write(2): may take less than n; -1 with EAGAIN when nothing can
	 * be taken before *out* is writable. Never blocks on a slow reader.
	 */
	ssize_t (*write)(struct local *, const char *buf, size_t n);
	/* The peer will send no more. Returns 0, or -1 with errno. */
	int (*finish)(struct local *);
};

struct local {
	const struct local_ops *ops;
	int in; /* descriptors to wait on */
	int out;
	bool leaves_with_peer; /* nobody is there to end the input by hand */
};

#endif
