/*
 * A server of many clients, as data. It serves connections (connections.h), or
 * those that send datagrams to its one socket (datagrams.h); serve.h has the
 * loop of both. What is done with clients is in admit.h (they come), deliver.h
 * (they are sent to), patience.h (they are waited for) and user.h (our user's
 * part).
 */
#ifndef SERVER_H
#define SERVER_H

#include "call/sys.h"
#include "net/access.h"
#include "net/local.h"
#include "net/outcome.h"
#include "net/settings.h"
#include "net/wait.h"
#include "serve/clients.h"

/* How many clients are accepted, heard and sent to in a turn, at most. */
enum { TURN_MOST = 64 };

struct server;

/* What the owner of a server is told, and asked. */
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
	/* And it cannot be read any more, errno: it counts as ended. */
	void (*input_failed)(struct server *);
	/* Nobody can come in for now, errno: it is tried again once a second.
	   Once for each error. */
	void (*starved)(struct server *);
	/* Somebody came from there, and there was no memory for them, errno.
	   Once. */
	void (*let_go)(struct server *, const struct sockaddr_storage *);
	/* Of senders: a datagram was not sent to it; errno. */
	void (*lost)(struct server *, struct client *);
	/* Of senders: whether that is the address of the server's own socket,
	   which is never sent to: it would answer itself for ever. */
	bool (*is_itself)(struct server *, const struct sockaddr_storage *);
	/* Before each wait, as local_ops.settle(). NULL: nothing to do. */
	int (*settle)(struct server *);
};

/* The difference between the two kinds of servers: what the loop asks of them.
   Each may stop the server. */
struct server_kind {
	/* Makes what it needs; a failure stops the server. */
	void (*open)(struct server *);
	/* Has the socket, or the clients', waited for. Returns 0, or -1 with
	   errno. */
	int (*watch)(struct server *);
	/* Once a wait is over: sends on what clients were not sent before, which
	   makes room for what our user has. NULL: nothing ever waits. */
	void (*flush)(struct server *);
	/* And once our user's part is done. */
	void (*turn)(struct server *);
	/* Our user has no more to send. NULL: nobody is told. */
	void (*halfclose)(struct server *);
	/* Bytes for a client that stays; of datagrams it is one. */
	void (*send)(
	    struct server *, struct client *, const char *data, size_t n);
	/* The clients are gone. */
	void (*close)(struct server *);
};

/* What came last, and goes to our user, who may take it later. */
struct display {
	char *data;
	size_t n, shown;
	bool held_up;           /* our user did not take all of it at once */
	struct client *speaker; /* whose it is; NULL: who has left */
	struct watch watch;     /* local->out */
};

/* What our user types, or a file or a pipe has. */
struct input {
	char *data;
	bool over;
	bool waits;           /* or its end, for the slowest client... */
	struct timespec lags; /* ...since then */
	int late;             /* held against them from before; msec */
	struct watch watch;   /* local->in */
};

/* Why nobody is accepted for now. */
struct door {
	bool full, full_told;       /* there are .max clients */
	bool starved;               /* no descriptor, or no memory... */
	struct timespec starved_at; /* ...since then */
	int starved_told;           /* errno, told last */
	bool let_go_told;
};

/*
 * Two epoll instances hold the clients' sockets: those that are listened to,
 * and those that something waits to be sent to. Both stand in the main one of
 * struct wait as a single descriptor each. So when standard output is full,
 * one EPOLL_CTL_DEL stops listening to ten thousand clients, and what waits to
 * be sent goes on.
 */
struct server {
	/* What the caller sets. */
	struct sys *sys;
	struct wait *wait; /* its deadline is for the first client */
	int listener;      /* non-blocking; borrowed; or the one socket */
	const struct server_kind *kind;
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
	bool no_accept;              /* nobody comes in unless our user asks */
	bool no_read;                /* nor is anybody heard */
	const struct access *access; /* who may come in; borrowed */
	const struct settings *settings; /* of each client; borrowed */

	/* What comes of it. */
	int err;
	bool local_write_failed; /* OVER_LOCAL: in write, not read */

	/* How it stands. */
	struct clients clients;
	struct display display;
	struct input input;
	struct door door;
	struct client **by_address; /* of senders: .max chains, by .next_same */
	uint32_t seed;              /* of which chain is whose */
	size_t asked;               /* .no_read, of senders: see client.asked */
	struct watch socket;        /* .listener */
	struct watch readers, writers;
	enum outcome outcome;
	bool stopped;
};

/* Cuts a client's connection off, or, with reset, cuts it with an RST. */
void server_close(struct server *, struct client *, bool reset);

/*
 * .no_read: receives at most n bytes of a client, or, NULL, of the next datagram
 * that anybody sends, as soon as there are any; no more than .read_size. Returns
 * false where nothing more will come.
 */
bool server_read(struct server *, struct client *, size_t n);

/* Ends the server: serve() returns OVER after this turn. */
void server_quit(struct server *);

/* What follows is for those who serve; others have no use for it. */

/* Ends the server with this outcome, and errno in .err; the first reason to
   stop is the one to tell. */
void server_stop(struct server *, enum outcome);

/* There are as many clients as may be: told once. */
void server_tell_full(struct server *);

/* There is no memory for one who came from addr: told once, for of the others
   the same would be. */
void server_tell_let_go(struct server *, const struct sockaddr_storage *addr);

/*
 * Nobody can come in, errno. What may be over by itself, such as a lack of
 * descriptors, is tried again later; what is the socket's own stops the server.
 */
void server_starve(struct server *);

/* Bytes passed, where .idle asks for it. */
void server_touch(struct server *, struct client *);

/* Has the two epolls wait for what a client's state asks for. May make it
   leave. */
void server_watch(struct server *, struct client *);

/* The end of a turn: closes the sockets of those that leave, and frees them. */
void server_release(struct server *);

/* The end of all: each client leaves (LEFT_SERVER). */
void server_let_all_go(struct server *);

#endif
