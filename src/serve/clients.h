/*
 * The clients of a server: what is known of each, and in which lists it stands.
 */
#ifndef SERVE_CLIENTS_H
#define SERVE_CLIENTS_H

#include <stdbool.h>
#include <sys/socket.h>
#include <time.h>

#include "call/by_fd.h"
#include "serve/outbox.h"

/* Why a client is one no more. */
enum leaving {
	STAYS,
	LEFT_ENDED,    /* it finished sending, and was sent what was for it */
	LEFT_FAILED,   /* a call on its socket failed: a reset, mostly */
	LEFT_DEAF,     /* it does not read */
	LEFT_NO_ROOM,  /* there was no memory for it */
	LEFT_IDLE,     /* nothing passed for too long */
	LEFT_CLOSED,   /* our user closed its connection, or reset it */
	LEFT_REPLACED, /* of senders: a new one has its place */
	LEFT_SERVER    /* the server ends */
};

/* Small: of ten thousand, most are idle. */
struct client {
	unsigned number; /* 1, 2, ...: never used twice */
	int fd;          /* of a sender of datagrams: everybody's */
	struct sockaddr_storage addr; /* as accept() or recvfrom() gave it */
	socklen_t len;                /* of a sender: .addr's; 0: it has none */
	unsigned long long sent, received;
	unsigned long lost;      /* datagrams that were not sent to it */
	struct timespec since;   /* when it came */
	struct timespec touched; /* when bytes last passed */
	struct outbox out;       /* what it has not been sent yet */
	bool reading, writing;   /* in which of the two epolls it is */
	size_t asked;            /* .no_read: for so many of its bytes */
	bool got_end;            /* it has finished sending */
	bool done;               /* and is in the list of those who are done */
	bool ending;             /* it is sent no more, once .out is empty */
	bool reset;              /* to leave with an RST */
	enum leaving leaving;
	struct client *prev, *next; /* all: see clients_is_latest() */
	struct client *next_gone, *next_done, *next_same;
	void *owner; /* for server_ops */
};

/* All 0: nobody. */
struct clients {
	struct by_fd by_fd; /* those that have a socket of their own */
	struct client *first, *last;
	unsigned n, last_number;
	unsigned open;       /* those that can still be sent to */
	unsigned queued;     /* those whose .out is not empty */
	struct client *gone; /* to be closed at the end of the turn */
	struct client *done; /* have finished sending, and nothing waited */
};

/*
 * A new one, last in the list: on a socket of its own, or, len other than 0 or
 * unnamed, a sender at an address. NULL, and fd is the caller's still, where
 * there is no memory.
 */
struct client *
clients_add(struct clients *, int fd, const struct sockaddr_storage *);
struct client *clients_add_sender(
    struct clients *, int fd, const struct sockaddr_storage *, socklen_t);

/* Of senders: nothing can, or may, be sent to it. */
void clients_is_deaf(struct clients *, struct client *);

/* NULL where there is none of that number, or it is leaving. */
struct client *clients_find(const struct clients *, unsigned number);

/* Bytes passed: it moves to the end of the list, so that who has been quiet
   for the longest stands first. */
void clients_is_latest(struct clients *, struct client *);

/* From now on nothing happens to it but its end, at the end of the turn; *why*
   of the first time counts. */
void clients_leave(struct clients *, struct client *, enum leaving why);

/* It has finished sending, and nothing waits for it. */
void clients_is_done(struct clients *, struct client *);

/* The next of those that leave, out of every list; NULL: no more. The caller
   closes its socket and frees it. */
struct client *clients_next_gone(struct clients *);

#endif
