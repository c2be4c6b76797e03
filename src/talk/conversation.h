/*
 * A conversation, as data: two flows between this end's user and a socket, and
 * how it stands. converse.h has the loop. There are several kinds of end:
 *
 *	ended    a flow whose source has no more (flow.h)
 *	over     a flow in which nothing is left to do (flow.h)
 *	failed   a call on the socket; that flow is over, and the conversation
 *	         stopped, unless our user stays to see what follows from it
 *	reset    the connection, by the peer, as a failed call said
 *	closed   the socket, by close(): at the end, or by our user before
 *	stopped  the conversation, before both of its flows are over
 */
#ifndef CONVERSATION_H
#define CONVERSATION_H

#include "call/sys.h"
#include "net/local.h"
#include "net/outcome.h"
#include "net/wait.h"
#include "talk/bypass.h"
#include "talk/flow.h"
#include "talk/queue.h"

struct conversation;

/* What the owner of a conversation is told. */
struct conversation_ops {
	/* A call on the socket failed, and local->stays. */
	void (*failed)(struct conversation *);
	/* The socket keeps errors, which are to be read until there are none;
	   NULL: it keeps none. */
	void (*read_errors)(struct conversation *);
	/* A socket that keeps errors: the first datagram had no room on its way
	   out of this machine, and is lost. */
	void (*lost)(struct conversation *);
	/* Our user's input cannot be read any more, errno: it counts as
	   ended. */
	void (*input_failed)(struct conversation *);
	/* .answers: .peer cannot be sent to, errno, and never was: that is
	   this sender's alone. */
	void (*unanswerable)(struct conversation *);
	/* .peer is somebody else now. */
	void (*new_sender)(struct conversation *);
};

/* What passed, in bytes as they passed. */
struct passed {
	unsigned long long sent, received;
	unsigned long long given;     /* to our user */
	unsigned long long datagrams; /* both ways */
};

/* What a person has typed: it is read at once, and sent as the peer takes
   it. */
struct typed {
	char *data;           /* read last */
	struct queue entered; /* of it, what the peer did not take yet */
	bool refusing;        /* of a paste, what would be too much */
};

/* The peer takes nothing. */
struct stall {
	bool now;
	struct timespec since;
	bool told;
};

/* datagram, and not connected: who sent last, and is answered. */
struct sender {
	struct sockaddr_storage addr;
	socklen_t len; /* 0: nobody that has an address */
};

struct conversation {
	/* What the caller sets. */
	struct sys *sys;
	struct wait *wait;
	struct local *local;
	int fd;           /* connected, non-blocking; closed in the end */
	bool datagram;    /* boundaries count, and 0 bytes are no end */
	bool answers;     /* datagram: not connected, answers who sent last */
	int listener;     /* others may wait there; -1: none */
	size_t read_size; /* at most that many bytes a recv() */
	double idle;      /* seconds; negative: for ever */
	bool exit_on_eof; /* the first end ends it */
	bool unread;      /* received bytes may pass without being read */
	bool no_shutdown; /* our user's end is not told to the peer */
	bool no_read;     /* nothing is received unless our user asks for it */
	struct conversation_ops ops;
	void *owner; /* for these */

	/* What comes of it. */
	struct passed passed;
	int err;
	bool local_write_failed; /* OVER_LOCAL: in write, not read */
	bool reset;              /* by the peer, as a call of ours said */

	/* How it stands. */
	struct flow out;      /* from our user to the peer */
	struct flow in;       /* from the peer to our user */
	struct bypass bypass; /* of what is received */
	struct typed typed;   /* local->stays */
	struct stall stall;   /* the same */
	struct sender peer;   /* .answers */
	struct sender proven; /* the same: a datagram was sent to it */
	bool lost_told;       /* that a datagram was */
	bool send_empty;      /* an empty one is to be sent next */
	size_t asked;         /* .no_read: for so many bytes at most; 0: none */
	bool retry;           /* it could not be sent; only time tells when */
	struct watch socket, local_in, local_out, others;
	unsigned long long when_idle_began; /* of all that passes, so much */
	enum outcome outcome;
	bool stopped; /* by *outcome* */
	bool closed;  /* fd is */
};

/* What our user may do, from within local->ops->read(). */

/* Sends no more, and says so to the peer: shutdown(). */
void conversation_halfclose(struct conversation *);

/* datagram: sends an empty one. */
void conversation_send_empty(struct conversation *);

/* Lets go of the socket, and goes on without one. */
void conversation_close(struct conversation *);

/* The same, by an RST (socket(7), SO_LINGER of 0 seconds). */
void conversation_reset(struct conversation *);

/* Ends it, both directions, whatever has not passed yet. */
void conversation_quit(struct conversation *);

/* What follows is for converse(). */

/* It is to end with this outcome, and errno in .err; the first reason to stop
   is the one to tell. */
void conversation_stop(struct conversation *, enum outcome);

/* A call on the socket failed, for one of the flows, with errno. */
void conversation_call_failed(struct conversation *, struct flow *);

#endif
