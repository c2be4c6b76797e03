/*
 * What the kernel shows of a socket beside what its calls return, as plain
 * data: read by src/probe/, told in notes (note.h), put in words by src/show/.
 */
#ifndef SEEN_H
#define SEEN_H

#include <net/if.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <time.h>

/* Numbers; what each of them means is a row of show/fields.c. */
enum seen_field {
	/* getsockopt(TCP_INFO), struct tcp_info of linux/tcp.h. */
	SEEN_RTT, /* microseconds */
	SEEN_RTTVAR,
	SEEN_MIN_RTT,
	SEEN_RTO,
	SEEN_MSS, /* bytes */
	SEEN_PMTU,
	SEEN_CWND, /* segments */
	SEEN_SSTHRESH,
	SEEN_SEGS_OUT,
	SEEN_SEGS_IN,
	SEEN_DATA_SEGS_OUT,
	SEEN_DATA_SEGS_IN,
	SEEN_BYTES_SENT,
	SEEN_BYTES_ACKED,
	SEEN_BYTES_RECEIVED,
	SEEN_BYTES_RETRANS,
	SEEN_RETRANS,     /* segments, since the beginning */
	SEEN_RETRANSMITS, /* of one segment, since the last answer */
	SEEN_BACKOFF,
	SEEN_PROBES,  /* of a window of 0, unanswered */
	SEEN_SND_WND, /* bytes */
	SEEN_RCV_WND,
	SEEN_SND_WSCALE,
	SEEN_RCV_WSCALE,
	SEEN_OPTIONS,       /* TCPI_OPT_... */
	SEEN_DELIVERY_RATE, /* bytes a second */
	SEEN_BUSY,          /* microseconds */
	SEEN_RWND_LIMITED,
	SEEN_SNDBUF_LIMITED,
	SEEN_RCV_OOO, /* segments */
	/* The same, of a socket that listens. */
	SEEN_WAITING,
	SEEN_BACKLOG,

	/* ioctl(): tcp(7), udp(7). */
	SEEN_UNREAD,    /* SIOCINQ */
	SEEN_QUEUED,    /* SIOCOUTQ */
	SEEN_UNSENT,    /* SIOCOUTQNSD */
	SEEN_IN_FLIGHT, /* their difference */

	/* getsockopt(SO_MEMINFO): socket memory, in bytes. */
	SEEN_RMEM,
	SEEN_RCVBUF,
	SEEN_WMEM,
	SEEN_SNDBUF,
	SEEN_DROPS, /* datagrams */

	/* sock_diag(7). */
	SEEN_TIMER,    /* enum seen_timer */
	SEEN_TIMER_MS, /* until it is due */
	SEEN_UID,
	SEEN_INODE, /* 0: no program has it */
	SEEN_CGROUP,

	SEEN_PID, /* /proc: whose it is; also in .process */

	SEEN_COUNT
};

enum { SEEN_NOT = -1 }; /* a field that is not shown */

/* idiag_timer of struct inet_diag_msg. */
enum seen_timer {
	TIMER_NONE,
	TIMER_AGAIN, /* to send again what was not acknowledged */
	TIMER_KEEPALIVE,
	TIMER_TIME_WAIT,
	TIMER_WINDOW, /* to ask a window of 0 */
	TIMER_DELAYED_ACK
};

struct seen {
	int state;          /* TCP_ESTABLISHED, ...; 0: not shown */
	const char *source; /* of .state: "TCP_INFO", "sock_diag"; or NULL */
	bool datagrams;     /* it is a socket for them */
	bool local;         /* a Unix-domain one */
	long long field[SEEN_COUNT];
	char congestion[16]; /* the algorithm's name, or "" */
	char process[32];    /* the program's, or "" */
};

/* The segment that a connection began with, as the server's kernel got it. */
struct seen_syn {
	unsigned version; /* of IP, 4 or 6; 0: none was kept */
	unsigned bytes;   /* with the headers of IP and TCP */
	unsigned ttl;     /* IPv6: the hop limit */
	struct sockaddr_storage from, to;
	uint32_t sequence; /* the client's initial sequence number */
	unsigned window;   /* bytes */
	/* What it offers, SEEN_NOT where it does not. */
	long long mss, scale, timestamp;
	bool sack;
};

/* What became of the bytes of one send(), as the kernel stamped them. */
struct seen_delivery {
	unsigned number;       /* from 1 */
	uint32_t last;         /* the last one's, of all bytes that were sent */
	struct timespec began; /* CLOCK_REALTIME */
	/* After so many microseconds the bytes were queued for the device, given
	   to it, acknowledged; SEEN_NOT: not yet. */
	long long queued, given, acknowledged;
	bool told; /* before: what has come now is late */
};

/* How a datagram came, as its receiver's kernel says beside it. */
struct seen_datagram {
	struct sockaddr_storage
	    to; /* its own destination; family 0: not shown */
	char interface[IF_NAMESIZE]; /* or "" */
	long long ttl; /* left when it came; IPv6: the hop limit; or SEEN_NOT */
	long long drops; /* on this socket, before it was queued */
	bool dropped;    /* more than before the last one */
};

#endif
