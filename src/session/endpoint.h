/* Addresses and ports as they are typed: see resolve.h for what they mean. */
#ifndef ENDPOINT_H
#define ENDPOINT_H

#include <netdb.h>
#include <sys/un.h>

#include "option/options.h"

/* As typed: strings point into the command line, or into .copy. */
struct endpoint {
	const char *host;    /* NULL: every address, or any */
	const char *source;  /* -s, or NULL */
	const char *service; /* a port or a service's name; NULL: any */
	char copy[280];      /* of an ADDRESS:PORT that had to be parted */
	const char *any;     /* where .host is NULL: "0.0.0.0", or "::" */
	const char *program; /* how sockdemo was called: argv[0] */
	int family;          /* -4, -6; else AF_UNSPEC */
	bool datagram;       /* -u */
	bool client;         /* of connect, not of listen */
	const char *path;    /* -U: a path, or "@" and a name; else NULL */
	struct addrinfo unix_info; /* what it stands for */
	struct sockaddr_un unix_addr;
};

/*
 * Parts "address port" or "ADDRESS:PORT", and takes -p and -s where they are
 * listen's own. What is wrong is told on standard error; returns 0, or 2, the
 * status to exit with.
 */
int endpoint_parse(struct endpoint *, const struct options *);

#endif
