/*
 * The observer: looks at what the kernel shows after each call that is told
 * (-vvv), and has it told as notes. It looks on a quiet sys, and what it looks
 * at is as it was before: it takes no data out of a socket, and no error that
 * a call would return. The calls are this program's own, or those of another
 * one that is watched, which is stopped meanwhile; its sockets are only looked
 * at, and none of the instruments below is set on them.
 *
 * It also remembers which states of a connection have been seen.
 */
#ifndef OBSERVER_H
#define OBSERVER_H

#include "call/sys.h"
#include "observe/subject.h"

struct observer {
	struct looker looker; /* sys->after = &observer.looker */
	struct subjects all;
	unsigned hidden; /* what it was said not to show, enum hidden */
	struct seen_datagram arrival; /* what is to be received */
	struct timespec began; /* the send() that is made, CLOCK_REALTIME */
	bool client; /* its sockets connect; else they listen. The caller's */
};

/* quiet is borrowed. */
void observer_init(struct observer *, struct sys *quiet);
void observer_free(struct observer *);

/*
 * Switches on what a socket does not show of itself, by calls of sys that are
 * told as any other: the kernel keeps each client's SYN, while a client connects
 * the error messages that come, of each send() when it was acknowledged, and of
 * datagrams how they came. For settings.arm; nothing where it does not look at
 * sys.
 */
void observer_arm(struct sys *, void *observer, int fd, bool connected);

/*
 * Takes what has come of what was sent before, out of the error queues, and has
 * it told; sys NULL: it is not. Whoever waits for sockets has that done before
 * it looks at what they are ready for: EPOLLERR says that there is something.
 */
void observer_take_stamps(struct observer *, struct sys *);

/* What is left of epoll events of fd then. */
unsigned observer_events_left(struct observer *, int fd, unsigned events);

/*
 * Looks at what is due, and tells it with the steps of sys: an answer that was
 * late, a state that has changed with no call of ours. Returns in how many
 * milliseconds more will be due, or -1.
 */
int observer_settle(struct observer *, struct sys *);

/*
 * The state of a TCP socket at this moment; fd -1: of the connection that was
 * closed last. NULL: there is none, or no memory. The subject is valid until
 * the next call.
 */
const struct subject *observer_see(struct observer *, int fd, struct seen *);

/* What waits in any socket, and the memory that it takes; NULL: the same. */
const struct subject *
observer_see_queues(struct observer *, int fd, struct seen *);

/* The same as observer_see(), with the algorithm's name. */
const struct subject *
observer_see_tcp(struct observer *, int fd, struct seen *);

/* What the connection of a socket began with, or, fd -1, that which was closed
   last; NULL: it is not kept. */
const struct seen_syn *observer_see_syn(struct observer *, int fd);

/* What was not told of: the socket of that fd is closed, with these addresses
   in case that they were not looked at. */
void observer_closed(struct observer *, int fd,
    const struct sockaddr_storage *laddr, const struct sockaddr_storage *raddr);

/* The other end of a connection, where it is on this machine, too. */
enum diag_answer observer_see_other_end(
    struct observer *, const struct subject *, struct seen *);

#endif
