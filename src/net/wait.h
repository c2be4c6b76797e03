/*
 * Waiting, in one place. A blocking call would wait inside the kernel for its
 * own socket only; here a program can wait for the keyboard, a signal and a
 * deadline as well. So every blocking call of the textbook is written
 * try, wait, try again:
 *
 *	while (sys_accept(...) == -1 && would_wait(errno))
 *		if (wait_for(wait, fd, EPOLLIN) == -1)
 *			return -1;
 *
 * on a socket made non-blocking (descriptor.h).
 */
#ifndef WAIT_H
#define WAIT_H

#include <stdbool.h>
#include <stdint.h>

#include "call/clock.h"
#include "call/sys.h"
#include "net/descriptor.h"

/* Why a wait returned -1. */
enum wait_end {
	WAIT_FAILED,  /* a call failed: errno */
	WAIT_EXPIRED, /* the deadline passed */
	WAIT_SIGNAL   /* a signal waits to be read */
};

struct wait {
	struct sys *sys;
	int epfd;
	int signals;              /* signalfd(2), or -1; borrowed */
	bool limited;             /* whether there is a deadline */
	struct timespec deadline; /* CLOCK_MONOTONIC */
	int silence;              /* seconds until NOTE_SILENCE; 0: never */
	enum wait_end end;
	/*
	 * Before each wait: whoever has to do something by and by, whatever
	 * comes, does what is due. Returns after how many milliseconds to be
	 * called again at the latest, or -1. NULL: nothing to do.
	 */
	int (*settle)(struct wait *);
	/* Something is ready: whoever knows better than epoll may take back
	   events of these n. NULL: nobody does. */
	void (*woken)(struct wait *, struct epoll_event *, int n);
	/* A signal waits, and the wait is about to end; NULL: nothing to do. */
	void (*signalled)(struct wait *);
	void *owner; /* for these */
};

/*
 * Makes an epoll instance, its descriptor at 100 or above where the limit
 * allows, out of the way of the sockets'. Returns it, or -1 with errno.
 */
int wait_epoll(struct sys *);

/* Opens an epoll instance to wait with; sys, and signals, a signalfd(2) or -1,
   are borrowed. Returns 0, or -1 with errno. */
int wait_open(struct wait *, struct sys *, int signals);
void wait_close(struct wait *);

/* Sets a deadline that many seconds from now; none for a negative number, or
   for one beyond anybody's lifetime. */
void wait_limit(struct wait *, double seconds);

/*
 * Waits until fd is ready for one of the epoll events. Returns 0, or -1 with
 * wait->end saying why.
 */
int wait_for(struct wait *, int fd, uint32_t events);

/* A descriptor that is waited for as long as somebody wants its events. */
struct watch {
	int fd;
	uint32_t events; /* wanted now; 0: not watched at all */
	uint32_t ready;  /* what the last wait_any() found */
	bool unwaitable; /* a file: always ready, epoll refuses it */
};

/*
 * Wants these events from now on, 0 for none. A descriptor that nobody wants
 * leaves epoll at once, because EPOLLERR and EPOLLHUP cannot be masked, and
 * would be reported for ever. Returns 0, or -1 with errno.
 */
int watch_set(struct wait *, struct watch *, uint32_t events);

/*
 * Waits until one of n watched descriptors, no two of them the same, is ready,
 * and sets .ready of each, of 8 at most: the next call finds the others. It
 * waits for msec milliseconds at most, or, when it is -1, for ever. Returns 0,
 * also when that time has passed or the wait was interrupted, and nothing is
 * ready; or -1 with wait->end as wait_for() does.
 */
int wait_any(struct wait *, struct watch *watches[], int n, int msec);

#endif
