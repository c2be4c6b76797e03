/*
 * A note: something seen, and not called: what the kernel showed, what our own
 * clock said, what the user did. Notes reach the sinks in order with the calls.
 */
#ifndef NOTE_H
#define NOTE_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <time.h>

#include "call/call.h"
#include "call/seen.h"

/* One address of this machine. */
struct interface {
	char name[IF_NAMESIZE];
	struct sockaddr_storage addr;
	struct sockaddr_storage broadcast; /* its network's; family 0: none */
	bool loopback;
};

enum { INTERFACES_MAX = 64 };

/* In the order to tell them: the default route's first, loopback last. */
struct interfaces {
	int n;
	struct interface list[INTERFACES_MAX];
};

enum note_kind {
	NOTE_INTERFACES, /* .interfaces: the machine's own addresses */
	NOTE_LISTENING,  /* fd listens; laddr, by getsockname() */
	NOTE_ACCEPTED,   /* fd: laddr, raddr, by getsockname(), getpeername() */
	NOTE_CONNECTED,  /* the same, for a connect() of ours */
	NOTE_NEXT,    /* the address just tried failed; another one is left */
	NOTE_SILENCE, /* connect() on fd: no answer for a few seconds */
	NOTE_QUEUED,  /* another client waits, and will not be served */
	NOTE_FULL,    /* another client waits, until one of ours leaves; or, of
	                 those that send datagrams, takes the place of one */
	NOTE_INPUT_ENDED, /* our user has no more to send; fd stays open */
	NOTE_STALLED, /* the other end of fd takes nothing: what is typed waits */
	NOTE_UNSENT, /* too much waits already: what was typed last does not */
	NOTE_BOUND,  /* fd receives datagrams; laddr, by getsockname() */
	NOTE_SENDER, /* raddr sends datagrams, and did not just before;
	                     family 0: it has no address to be answered at;
	                     of a .client: it never did before */
	NOTE_CREDENTIALS, /* pid, uid, gid of the other end, by SO_PEERCRED */
	NOTE_ICMP,        /* raddr refused: icmp_type, icmp_code; err */
	NOTE_STALE,   /* the file at raddr was left behind, and is replaced */
	NOTE_REFUSED, /* fd, a client from raddr, may not come in (--allow) */
	NOTE_OPTION,  /* .option: its value now, by getsockopt() */
	NOTE_OVER,    /* the conversation on fd is over; totals */

	/* What the kernel shows beside, at -vvv: read by the observer of
	   src/observe/, said by src/show/. */
	NOTE_STATE, /* .seen: the TCP state of fd; -1: of a connection that
	                no descriptor of ours names, laddr to raddr */
	NOTE_SYN,   /* .syn: what the connection of fd began with */
	NOTE_QUEUES, /* .seen: what waits in fd, unsent, unacknowledged, unread */
	NOTE_WINDOWS,   /* .seen: how much more each end would take */
	NOTE_MEMORY,    /* .seen: what of its buffers is in use, and was lost */
	NOTE_OTHER_END, /* .seen: its state, where it is on this machine, too */
	NOTE_ATTEMPT,   /* connect() on fd failed with .err, .seconds after it
	                   began: .seen; raddr, icmp_type, icmp_code: of an ICMP
	                   message, family 0: none came */
	NOTE_DELIVERY,  /* .delivery: how far the bytes of a send() on fd are */
	NOTE_DATAGRAM,  /* .datagram: how what fd received last had come */
	NOTE_TCP,       /* .seen: the numbers that TCP keeps of fd */
	NOTE_HIDDEN,    /* .source does not show anything here; once */
	/* Of other programs, which are watched. */
	NOTE_STARTED, /* .owner begins: it was forked, by .from */
	NOTE_COPIED,  /* .owner's table is a copy of .from's, from now on */
	NOTE_FOUND,   /* fd is a socket that no call was seen to make: the same
	                 as .from_fd of .from; or, where that is -1, one of
	                 .family, .type, .protocol, .listening, laddr, raddr */
	NOTE_NAMED, /* fd has an address by now, which the kernel chose: laddr */
	NOTE_EXEC,  /* .owner runs another program, .path; .fds are closed */
	NOTE_EXITED, /* .owner ended, with .status; .fds, still open, are closed
	                 where its table has ended too (.last) */
	NOTE_SIGNAL, /* .owner is given .signal */
	NOTE_UNREAD, /* fd is about to end, with .amount bytes unread */
	NOTE_UNACCEPTED, /* the same, with .amount clients in the queue */
	NOTE_LEFT,       /* fd is about to end with its process, and the other
	                    end had finished already */
	NOTE_NEXT_SIZE, /* fd is about to receive a datagram of .amount bytes */
	NOTE_RING,      /* .owner uses io_uring, which cannot be watched */
	NOTE_POWERS,    /* .owner runs .path, which has none of its powers here
	                    (setuid, capabilities) */
	NOTE_FOREIGN,   /* .owner runs .path, for another architecture: it is
	                    not watched */
	NOTE_COUNT
};

struct note {
	enum note_kind kind;
	struct timespec at; /* CLOCK_MONOTONIC; set by sys_note() */
	struct owner owner; /* whose .fd is */
	int fd;             /* or -1 */
	unsigned client;    /* which of many, from 1; 0: the only one */
	const char *source; /* "getsockname", ... or NULL */
	struct sockaddr_storage laddr, raddr; /* ss_family 0: not known */
	unsigned long long sent, received;    /* NOTE_OVER: bytes */
	double seconds; /* NOTE_OVER, NOTE_ATTEMPT: how long */
	int err;        /* NOTE_ATTEMPT: errno */
	/* NOTE_INTERFACES; borrowed until sys_end(). */
	const struct interfaces *interfaces;
	long pid;          /* NOTE_CREDENTIALS; NOTE_ACCEPTED: or 0 */
	unsigned uid, gid; /* NOTE_CREDENTIALS */
	unsigned icmp_type, icmp_code;     /* NOTE_ICMP, NOTE_ATTEMPT */
	bool first;                        /* NOTE_SENDER: nobody sent before */
	const struct option_value *option; /* NOTE_OPTION; borrowed */
	const struct seen *seen;           /* as the kinds say; borrowed */
	const struct seen_syn *syn;        /* NOTE_SYN; borrowed */
	const struct seen_delivery *delivery; /* NOTE_DELIVERY; borrowed */
	const struct seen_datagram *datagram; /* NOTE_DATAGRAM; borrowed */
	/* Of what is watched, as the kinds say. */
	struct owner from;
	int from_fd;
	int family, type, protocol;
	bool listening, last;
	int status; /* as wait(2) gives it */
	int signal;
	unsigned long long amount;
	const int *fds; /* of sockets, n of them; borrowed */
	size_t n;
	const char *path; /* borrowed */
};

#endif
