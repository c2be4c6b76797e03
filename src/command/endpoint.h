/*
 * Addresses and ports as they are typed, and the list of socket addresses that
 * they stand for.
 */
#ifndef ENDPOINT_H
#define ENDPOINT_H

#include <netdb.h>
#include <sys/un.h>

#include "call/sys.h"
#include "command/options.h"

/* As typed: strings point into the command line, or into .copy. */
struct endpoint {
	const char *host;    /* NULL: every address, or any */
	const char *source;  /* -s, or NULL */
	const char *service; /* a port or a service's name; NULL: any */
	char copy[280];      /* of an ADDRESS:PORT that had to be parted */
	const char *any;     /* where .host is NULL: "0.0.0.0", or "::" */
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

/*
 * The addresses, by getaddrinfo(): in numbers it is not told, since nobody is
 * asked; a path's are the endpoint's own. The caller frees *res with
 * endpoint_free(). Returns 0; 2 when the words are wrong, which has been told;
 * or 1 when the lookup failed, as told->failed says.
 */
int endpoint_resolve(struct endpoint *, const struct options *,
    struct sys *told, struct sys *quiet, struct addrinfo **res);

/* Frees addresses, or NULL, that are not the endpoint's own. */
void endpoint_free(const struct endpoint *, struct addrinfo *);

/*
 * -s and -p of connect: one address, or with -p alone one of each family; *res
 * is NULL where neither was given. An address of one family narrows *family to
 * it. With -U and -u, a name that the kernel chooses, since whoever has none
 * cannot be answered. Returns 0, 1 or 2, as above. Nothing of it is to be
 * freed with -U; else *res is, with freeaddrinfo().
 */
int endpoint_source(const struct options *, int *family, struct sys *told,
    struct sys *quiet, struct addrinfo **res);

#endif
