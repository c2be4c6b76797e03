/*
 * This end's user, as the network sees them: something to read what is to be
 * sent from, and something to give what was received to. A pair of files or
 * pipes, or a person at a prompt.
 */
#ifndef LOCAL_H
#define LOCAL_H

#include <stdbool.h>
#include <sys/types.h>

struct local;

struct local_ops {
	/*
	 * Called when *in* is readable, or *pending*. As read(2): 0 when the
	 * user has no more to send, -1 with EAGAIN when there is nothing yet.
	 * May find that our user is *away*.
	 */
	ssize_t (*read)(struct local *, char *buf, size_t n);
	/*
	 * As write(2): may take less than n; -1 with EAGAIN when nothing can
	 * be taken before *out* is writable. Never blocks on a slow reader.
	 */
	ssize_t (*write)(struct local *, const char *buf, size_t n);
	/* A datagram ends here, of which write() took the last byte. NULL: it
	   does not matter where. */
	void (*boundary)(struct local *);
	/* The peer will send no more. Returns 0, or -1 with errno. */
	int (*finish)(struct local *);
	/*
	 * Before each wait: everything that is to be shown must be. Returns
	 * after how many milliseconds to be called again at the latest, or -1.
	 * NULL: nothing to do.
	 */
	int (*settle)(struct local *);
	/*
	 * A signal waits to be read. Returns whether it was one that the
	 * conversation outlives, which has been dealt with. NULL: none is.
	 */
	bool (*signal)(struct local *);
};

struct local {
	const struct local_ops *ops;
	int in; /* descriptors to wait on */
	int out;
	bool pending; /* there is more to read, whatever *in* says */
	/*
	 * Our user's terminal is another program's for now: nothing is read,
	 * whatever *in* says, until settle() has found it to be ours again.
	 */
	bool away;
	/*
	 * What is received may also be put into *out* by splice(2): it is no
	 * screen, and such a splice does not wait for whoever reads it.
	 */
	bool splices;
	/*
	 * Nobody is there to end the input by hand: the peer's end ends it.
	 */
	bool leaves_with_peer;
	/*
	 * Somebody is, and looks on: a failure, or our own close(), does not
	 * end the conversation, so that they can see what follows from it. And
	 * nothing that waits to be sent keeps their input from being read.
	 */
	bool stays;
};

#endif
