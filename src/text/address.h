/*
 * Addresses as text: 127.0.0.1:1234, [::1]:1234, fe80::1%eth0; of Unix-domain
 * sockets /tmp/a.sock, @name (abstract) and (unnamed), made safe to show. A name
 * stands between the marks of wrap.h, since the other end may have chosen it.
 * The bytes behind a shorter address are 0.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

#include "text/buf.h"

/* Without the port; "?" for a family that is not of the Internet. */
void put_host(struct buf *, const struct sockaddr_storage *);
void put_address(struct buf *, const struct sockaddr_storage *);

/*
 * The same, but an IPv4 address that an IPv6 socket shows as ::ffff:127.0.0.1
 * stands as what it is, 127.0.0.1.
 */
void put_short_address(struct buf *, const struct sockaddr_storage *);

/* That address as what it is: a copy with an IPv4 address in place of
   ::ffff:127.0.0.1, and of any other a plain copy. */
struct sockaddr_storage address_plain(const struct sockaddr_storage *);

unsigned address_port(const struct sockaddr_storage *);

/* 0.0.0.0 or ::, which stand for all. */
bool address_is_any(const struct sockaddr_storage *);
bool address_is_loopback(const struct sockaddr_storage *);
/* 127.255.255.255, which no interface tells of (ip-route(8), table local). */
bool address_is_loopback_broadcast(const struct sockaddr_storage *);
bool address_is_group(const struct sockaddr_storage *);      /* multicast */
bool address_is_link_local(const struct sockaddr_storage *); /* fe80::1 */

/* ::ffff:127.0.0.1 and the like (RFC 4291, 2.5.5.2). */
bool address_is_mapped(const struct sockaddr_storage *);
/* Nobody's address, or that of a Unix-domain socket that has none. */
bool address_is_unnamed(const struct sockaddr_storage *);

/* A Unix-domain socket's that is a file. */
bool address_is_path(const struct sockaddr_storage *);
bool address_is_absolute(const struct sockaddr_storage *); /* from "/" on */
bool
address_equal(const struct sockaddr_storage *, const struct sockaddr_storage *);

#endif
