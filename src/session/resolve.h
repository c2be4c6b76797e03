/*
 * The socket addresses that what was typed stands for.
 */
#ifndef RESOLVE_H
#define RESOLVE_H

#include "call/sys.h"
#include "session/endpoint.h"

/*
 * The addresses of a family, or AF_UNSPEC, by getaddrinfo(): in numbers it is not told, since nobody is
 * asked; a path's are the endpoint's own. The caller frees *res with
 * endpoint_free(). Returns 0; 2 when the words are wrong, which has been told;
 * or 1 when the lookup failed, as told->failed says.
 */
int endpoint_resolve(struct endpoint *, const struct options *, int family,
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
