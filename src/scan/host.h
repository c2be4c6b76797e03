/*
 * What a line says at one place of where a program went.
 */
#ifndef HOST_H
#define HOST_H

#include <stdbool.h>

#include "call/call.h"
#include "scan/reading.h"

/* Strings hold nothing but letters, digits and ".:-_/%@". */
struct place {
	char host[128];    /* an address, a name, the path of a socket; or "" */
	char port[8];      /* a number, or "" */
	bool address;      /* the host is an IPv4 or IPv6 address */
	bool path;         /* the host is a path */
	bool datagram;     /* "udp" stands beside it */
	enum call_id call; /* that stands there; CALL_COUNT: none */
	unsigned long line;
};

/* The host at a place, and its port, put into *p; returns the end of both, or
   NULL. */
const char *host_at(const struct reading *, const char *s, struct place *p);

/* The call that a line is about, and whether it is about datagrams. */
void look_for_call(const char *line, struct place *p);

#endif
