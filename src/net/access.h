/*
 * Who may connect: addresses and networks, allowed and denied. Pure: nothing
 * is looked up, and nobody is asked.
 */
#ifndef ACCESS_H
#define ACCESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* One address, or the network that its first *bits* stand for. */
struct access_rule {
	bool allow;                /* else deny */
	int family;                /* AF_INET or AF_INET6 */
	unsigned char address[16]; /* in network order; IPv4: 4 of them */
	unsigned bits;
};

struct access {
	struct access_rule *list;
	int n;
};

/*
 * Understands "ADDR" and "ADDR/BITS", in numbers: 192.168.1.0/24, ::1, also in
 * brackets. An IPv4 address in an IPv6 one's clothes (::ffff:10.0.0.0/104) is a
 * rule for IPv4. Returns false when it is anything else. .allow is not touched.
 */
bool access_parse(struct access_rule *, const char *);

/*
 * Whether a client may come in: never where a rule denies it; otherwise
 * where one allows it, or none allows anybody. A client that an IPv6 socket
 * shows as ::ffff:10.0.0.1 is one of IPv4. What has no Internet address (a
 * Unix-domain client) is not what rules are about, and may.
 */
bool access_allows(const struct access *, const struct sockaddr_storage *);

#endif
