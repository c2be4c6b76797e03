/*
 * The sockets that are looked at, and what is known of each: what kind it is,
 * whose addresses it has, which states of it have been seen.
 *
 * They are this program's own, or those of others that are watched (struct
 * owner). Another program's is looked at through a copy of its descriptor, from
 * subject_of() to subject_let_go(), while that program is stopped: a copy that
 * were kept would keep its socket open.
 */
#ifndef SUBJECT_H
#define SUBJECT_H

#include <time.h>

#include <sys/types.h>

#include "call/by_fd.h"
#include "call/sys.h"
#include "observe/stamps.h"
#include "probe/diag.h"

struct subject {
	struct owner owner;
	int fd;      /* its; -1: closed; the connection may still be there */
	int at;      /* ours, to look through; -1: there is none, or not now */
	ino_t inode; /* the socket's number in the kernel, with that .fd */
	int domain, type, protocol;
	bool elsewhere; /* it is not in the table that sock_diag shows us */
	bool accepted;
	int state;       /* seen last, as in struct seen */
	unsigned states; /* all that were seen, 1 << state */
	struct sockaddr_storage laddr, raddr; /* family 0: not known */
	bool keeps_arrivals;                  /* of datagrams, how they came */
	long long drops;                      /* told last */
	bool keeps_errors;                    /* IP_RECVERR is on */
	struct timespec since; /* when it began to connect; 0: it did not */
	long long syns;        /* sent so far, while it connects */
	struct seen_syn *syn;  /* that its client sent; NULL: not kept */
	struct sends *sends;   /* with time stamps; NULL: it keeps none */
	bool expected;         /* to change, with nothing to tell us: */
	unsigned looks;        /* it was looked at again so often, */
	struct timespec due;   /* and then will be */
	struct subject *next;
};

enum { CLOSED_MAX = 8 };

struct subjects {
	struct sys *quiet; /* borrowed */
	struct diag diag;
	struct by_fd by_fd;  /* this program's own */
	struct by_fd others; /* of each other table, by its number: a by_fd */
	bool refused; /* this kernel, or this container, gives no copies */
	struct subject *expecting;          /* those that are .expected */
	struct subject *closed[CLOSED_MAX]; /* the last one first */
};

void subjects_init(struct subjects *, struct sys *quiet);
void subjects_free(struct subjects *);

/* The socket that a descriptor names, known from now on; NULL: it is none, or
   there is no memory. To be let go of where it may be another program's. */
struct subject *subject_of(struct subjects *, const struct owner *, int fd);

/* The same, but NULL where it is not known yet; and no copy is made. */
struct subject *
subject_known(const struct subjects *, const struct owner *, int fd);

/* Its program goes on. NULL: there is none. */
void subject_let_go(struct subjects *, struct subject *);

/* It is closed: .fd is -1 from now on, and it is among those closed last, or
   gone, where it never had a connection. Returns it, or NULL. */
struct subject *subject_closed(struct subjects *, struct subject *);

/* Whether it is TCP's. */
bool subject_is_tcp(const struct subject *);

/* The SYN is read once, since the kernel gives it away; another program's is not
   touched. Returns it, or NULL where it was not to keep any. */
const struct seen_syn *subject_read_syn(struct subjects *, struct subject *);

/* Whether it has a connection through which it can still send. */
bool subject_is_open(const struct subject *);

/* Its state now, in *seen with what else the kernel has in the same place, and
   remembered. Returns false where that is not shown. */
bool subject_see(struct subjects *, struct subject *, struct seen *);

/* What waits in any socket: its state, where it is TCP's, and its queues. Returns
   false where nothing is shown. */
bool subject_see_queues(struct subjects *, struct subject *, struct seen *);

/* It will change by itself, and is to be looked at again; or not any more. */
void subject_expect(struct subjects *, struct subject *, const struct seen *);
void subject_forget(struct subjects *, struct subject *);

#endif
