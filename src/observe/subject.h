/*
 * The sockets that are looked at, and what is known of each: what kind it is,
 * whose addresses it has, which states of it have been seen.
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
	int fd;      /* -1: closed; the connection may still be there */
	ino_t inode; /* the socket's number in the kernel, with that .fd */
	int domain, type, protocol;
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
	struct by_fd by_fd;
	struct subject *expecting;          /* those that are .expected */
	struct subject *closed[CLOSED_MAX]; /* the last one first */
};

void subjects_init(struct subjects *, struct sys *quiet);
void subjects_free(struct subjects *);

/* The socket that a descriptor names, known from now on; NULL: it is none, or
   there is no memory. */
struct subject *subject_of(struct subjects *, int fd);

/* The same, but NULL where it is not known yet. */
struct subject *subject_known(const struct subjects *, int fd);

/* It is closed: .fd is -1 from now on, and it is among those closed last, or
   gone, where it never had a connection. Returns it, or NULL. */
struct subject *subject_closed(struct subjects *, struct subject *);

/* Whether it is TCP's. */
bool subject_is_tcp(const struct subject *);

/* The SYN is read once, since the kernel gives it away. Returns it, or NULL where
   it was not to keep any. */
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
