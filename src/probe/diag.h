/*
 * The kernel's table of sockets, by sock_diag(7): it answers everybody, for
 * every TCP socket of this network name space, also for those that no program
 * has any more, or yet.
 */
#ifndef DIAG_H
#define DIAG_H

#include "call/seen.h"
#include "call/sys.h"

/* .fd -1: not opened yet. */
struct diag {
	struct sys *sys; /* a quiet one; borrowed */
	int fd;
	bool refused; /* this kernel, or this container, does not answer */
};

enum diag_answer {
	DIAG_FOUND,
	DIAG_NONE,  /* there is no such connection */
	DIAG_SILENT /* nobody answers */
};

void diag_init(struct diag *, struct sys *);
void diag_close(struct diag *);

/*
 * Opens it, out of the way of the sockets' descriptors; where a sandbox kills
 * whoever tries, it is not tried (seccomp(2)). Returns false, and .refused,
 * where it cannot be had.
 */
bool diag_open(struct diag *);

/*
 * Whether it would answer for that socket, which need not be this program's: it
 * is of the same network name space, as far as the kernel says (SO_NETNS_COOKIE,
 * Linux 5.14). True also where it does not answer at all.
 */
bool diag_answers_for(struct diag *, int fd);

/*
 * The socket of a connection that has this laddr and that raddr: its state and
 * what stands with it. A socket that listens is none.
 */
enum diag_answer diag_find(struct diag *, const struct sockaddr_storage *laddr,
    const struct sockaddr_storage *raddr, struct seen *);

/* How many connections wait in a Unix-domain socket that listens, and may
   (unix(7)); by its number in the kernel. */
enum diag_answer diag_find_unix(struct diag *, int fd, struct seen *);

/* Calls row() for each TCP socket of a family in one of these states, a bit for
   each. Returns false where nobody answers. */
struct inet_diag_msg;
bool diag_each(struct diag *, int family, unsigned states,
    void (*row)(void *owner, const struct inet_diag_msg *), void *owner);

#endif
