/*
 * What may be so of a step, for a row of the tables (saying.h) to be true.
 */
#ifndef CASES_H
#define CASES_H

#include "know/step.h"

enum known_case {
	ALWAYS, /* ends a row's cases */

	/* The scene. */
	CLIENT,
	MANY,
	EXIT_ON_EOF,
	NONE_UP,        /* no interface of this machine is */
	TO_SEVERAL,     /* what is sent goes to several machines */
	CAN_STILL_SEND, /* a person may, after the other end has finished */

	/* The socket. */
	NO_SOCKET, /* the descriptor is no socket's */
	LISTENER,
	V6ONLY,
	BOUND,         /* by bind(), before it was connected */
	WE_FINISHED,   /* shutdown() */
	THEY_FINISHED, /* recv() = 0 */
	WE_WERE_FIRST, /* of the two, */
	THEY_WERE_FIRST,
	CLOSES_IN_ORDER, /* a connection, which no error has ended */
	RESET,
	FAILED,     /* an error ended the connection */
	ONE_DEVICE, /* SO_BINDTODEVICE: it is one interface's */

	/* The address that a call names. */
	ANY_ADDRESS, /* 0.0.0.0 or :: */
	LOOPBACK,
	GROUP,  /* multicast */
	ON_WSL, /* this machine is Windows's, and the address not loopback */
	IPV6,
	PORT_0,
	PATH,

	/* A call. */
	WITHOUT_NAME,     /* getaddrinfo() of no name */
	SERVES_BOTH,      /* IPV6_V6ONLY off */
	REUSES_ADDRESS,   /* SO_REUSEADDR on */
	ABOUT_REUSE,      /* SO_REUSEADDR, on or off */
	KEEPS_ERRORS,     /* IP_RECVERR */
	NOTHING,          /* no byte passed: an end, or an empty datagram */
	SHORT,            /* fewer were sent than were to be */
	TRUNCATED,        /* the datagram did not fit */
	A_LINE,           /* what was sent is one line of text... */
	A_LINE_WITH_END,  /* ...and its newline */
	ACCENTS,          /* what was sent has a letter of two bytes */
	AS_MANY_AS_ASKED, /* came */
	CUT_CHARACTER,    /* what came ends within one */
	SETS_NONBLOCKING, /* fcntl(F_SETFL) */
	MOVES_UP,         /* fcntl(F_DUPFD) */

	/* A note. */
	ONE,             /* it is of the only client */
	OF_MANY,         /* it is of one of many */
	TO_ITSELF,       /* both addresses are the same */
	OTHER_NAMESPACE, /* its process has no number here */
	NOTHING_CAME,    /* no answer to a question, after we had finished */
	MAPPED,          /* an IPv4 client of an IPv6 socket */
	UNNAMED,         /* the other end has no address */
	FIRST,           /* nobody sent before */
	PORT_REFUSED,    /* ICMP: nothing receives on that port */
	DIFFERS,         /* the kernel took another value */
	OUTER_ADDRESS,   /* another machine can reach the socket */
	OWN_DENIED,      /* and this one's programs are not served */

	/* What is watched. */
	SEVERAL,        /* several processes */
	DATAGRAM,       /* the socket is for them */
	OTHER_KIND,     /* it is neither the Internet's nor a Unix-domain one */
	TO_THE_KERNEL,  /* AF_NETLINK */
	CONNECTING,     /* and how that ended is not known yet */
	ENDS_RECEIVING, /* shutdown(SHUT_RD) */
	ENDS_BOTH,      /* shutdown(SHUT_RDWR) */
	STILL_OPEN,     /* other descriptors name it */
	INTO,           /* bytes are moved into it */
	ASKS_FOR_ERROR, /* getsockopt(SO_ERROR) */
	HAS_VALUE,      /* an option that is not 0 */
	HAS_SOCKETS,    /* a note's process */
	IS_KNOWN,       /* the socket, by another descriptor */
	BY_SIGNAL,      /* a process ended */
	WITH_FAILURE,   /* the same, with a status that is not 0 */
	CASE_COUNT
};

bool case_holds(enum known_case, const struct step *);

#endif
