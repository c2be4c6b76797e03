/*
 * A server of many clients, and each of its clients: what is known of them, in
 * which lists they stand, and who of them is waited for. What is done with
 * them is in admit.h (they come), deliver.h (they are sent to), patience.h
 * (they are waited for), user.h (our user's part) and serve.h (the loop). Where
 * they send datagrams, senders.h is in place of admit.h and serve.h.
 *
 * Two epoll instances hold the clients' sockets: those that are listened to,
 * and those that something waits to be sent to. Both stand in the main one of
 * struct wait as a single descriptor each. So when standard output is full,
 * one EPOLL_CTL_DEL stops listening to ten thousand clients, and what waits to
 * be sent goes on.
 */
#ifndef SERVER_H
#define SERVER_H

#include "call/sys.h"
#include "net/access.h"
#include "net/local.h"
#include "net/outcome.h"
#include "net/settings.h"
#include "net/wait.h"
#include "serve/outbox.h"

/*
 * What a client that does not read may leave us to keep for it; it is cut off
 * when there is more. A client that is sent what a file or a pipe holds is
 * waited for instead, but while others wait for the same, no longer than
 * PATIENCE.
 */
enum { CLIENT_BUFFER = 256 * 1024, PATIENCE = 3000 /* milliseconds */ };

/* How many clients are accepted, heard and sent to in a turn, at most. */
enum { BATCH = 64 };

/* Why a client is one no more. */
enum leaving {
	STAYS,
	LEFT_ENDED,    /* it finished sending, and was sent what was for it */
	LEFT_FAILED,   /* a call on its socket failed: a reset, mostly */
	LEFT_DEAF,     /* it does not read */
	LEFT_IDLE,     /* nothing passed for too long */
	LEFT_CLOSED,   /* our user closed its connection, or reset it */
	LEFT_REPLACED, /* of senders: a new one has its place */
	LEFT_SERVER    /* the server ends */
};

/* Small: of ten thousand, most are idle. */
struct client {
	unsigned number; /* 1, 2, ...: never used twice */
	int fd;
	struct sockaddr_storage addr; /* as accept() or recvfrom() gave it */
	socklen_t len;                /* of senders: .addr's; 0: it has none */
	unsigned long long sent, received;
	unsigned long lost;      /* of senders: datagrams that were not sent */
	struct timespec since;   /* when it came */
	struct timespec touched; /* when bytes last passed; for .idle */
	struct outbox out;       /* what it has not been sent yet */
	bool reading, writing;   /* in which of the two epolls it is */
	bool got_end;            /* it has finished sending */
	bool done;               /* and is in the list of those who are done */
	bool ending;             /* we have, once .out is empty */
	bool reset;              /* to leave with an RST */
	enum leaving leaving;
	struct client *prev, *next; /* all; with .idle, and of senders always,
				       the quietest first */
	struct client *next_gone, *next_done, *next_same;
	void *owner; /* for *ops* */
};

struct server;

struct server_ops {
	/* Sets .owner, if it wants one. */
	void (*came)(struct server *, struct client *);
	/* Closed already; the struct goes when this returns. */
	void (*left)(struct server *, struct client *);
	/* Bytes came, or with n 0 their end: once each. NULL: nothing to do. */
	void (*heard)(
	    struct server *, struct client *, const char *data, size_t n);
	/*
	 * Shows them, as local_ops.write() does; the client is NULL if it has
	 * left meanwhile. NULL: they are not shown.
	 */
	ssize_t (*show)(
	    struct server *, struct client *, const char *data, size_t n);
	/* Our user's: what to send, to whom it is for. */
	void (*said)(struct server *, const char *data, size_t n);
	/* There are no descriptors left for another client. Once. */
	void (*starved)(struct server *);
	/* Of senders: a datagram was not sent to it; errno. */
	void (*lost)(struct server *, struct client *);
	/* Before each wait, as local_ops.settle(). NULL: nothing to do. */
	int (*settle)(struct server *);
};

struct server {
	/* What the caller sets. */
	struct sys *sys;
	struct wait *wait; /* its deadline is for the first client */
	int listener;      /* non-blocking; borrowed; of senders: the socket */
	const struct server_ops *ops;
	void *owner;                 /* for *ops* */
	struct local *local;         /* our user; NULL: nobody, or not yet */
	size_t read_size;            /* at most that many bytes a recv() */
	unsigned max;                /* clients at once; 0: as many as can be,
					of senders SENDERS */
	double idle;                 /* seconds; negative: for ever */
	bool echo;                   /* send back what comes */
	bool exit_on_eof;            /* our user's end ends it */
	bool no_shutdown;            /* nor is it told to the clients */
	const struct access *access; /* who may come in; borrowed */
	const struct settings *settings; /* of each client; borrowed */

	/* What comes of it. */
	int err;
	bool local_write_failed; /* OVER_LOCAL: in write, not read */

	/* How it stands. */
	void (*deliver)(
	    struct server *, struct client *, const char *data, size_t n);
	struct client **by_fd;
	size_t size;
	struct client **by_address; /* of senders: .max chains, by .next_same */
	uint32_t seed;              /* of which chain is whose */
	struct client *first, *last;
	unsigned n, last_number;
	unsigned open;       /* clients that can still be sent to */
	unsigned queued;     /* clients whose .out is not empty */
	struct client *gone; /* to be closed at the end of the turn */
	struct client *done; /* have finished sending, and nothing waited */
	struct watch accepting, readers, writers, local_in, local_out;
	char *data; /* what was received last, by any client */
	size_t to_show, shown;
	bool held_up;           /* our user did not take all of it at once */
	struct client *speaker; /* whose it is */
	char *typed;            /* our user's, read last */
	bool input_over;
	bool input_waits;     /* or its end, for the slowest client... */
	struct timespec lags; /* ...since then */
	bool full, full_told;
	bool starved, starved_told;
	struct timespec starved_at;
	enum outcome outcome;
	bool stopped;
};

/* NULL where there is none of that number, or it is leaving. */
struct client *server_find(const struct server *, unsigned number);

/* Cuts a client's connection off, or, with reset, cuts it with an RST. */
void server_close(struct server *, struct client *, bool reset);

/* Ends the server: serve() returns OVER after this turn. */
void server_quit(struct server *);

/* What follows is for those who serve; others have no use for it. */

/* Ends the server with this outcome, and errno in .err; the first reason to
   stop is the one to tell. */
void server_stop(struct server *, enum outcome);

/* A new client on fd, which is the client's from now on; NULL, and fd is the
   caller's still, where there is no memory. */
struct client *
server_add(struct server *, int fd, const struct sockaddr_storage *);

/* The same, but it has no other socket than .listener. */
struct client *
server_add_sender(struct server *, const struct sockaddr_storage *, socklen_t);

/* It is the one that has been quiet for the shortest time. */
void client_is_latest(struct server *, struct client *);

/* Bytes passed: the same, where .idle asks for it. */
void client_touch(struct server *, struct client *);

/* Has the two epolls wait for what its state asks for. May make it leave. */
void client_watch(struct server *, struct client *);

/*
 * From now on nothing happens to it but its end, at the end of the turn; *why*
 * of the first time counts.
 */
void client_leave(struct server *, struct client *, enum leaving why);

/* The end of a turn: closes the sockets of those that leave, and frees them. */
void server_release(struct server *);

/* The end of all: each client leaves (LEFT_SERVER). */
void server_let_all_go(struct server *);

#endif
