/*
 * Arming the instruments: options without which there is nothing to look at.
 * They are the program's own setsockopt(), and change nothing else that it
 * does.
 */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>

#include "observe/observer.h"

/* Of others' sockets none is armed: to look at them changes nothing. */
static const struct owner ours;

/* It is told where it fails, too; but it is no failure of the program's. */
static bool
set(struct sys *sys, int fd, int level, int option, int value)
{
	struct failure before = sys->failed;
	int ret = sys_setsockopt(sys, fd, level, option, &value, sizeof(value));

	sys->failed = before;
	return ret == 0;
}

/* ICMP's errors while it connects. On a connection they would be fatal where
   they need not be (ip(7)), so it is switched off by then. */
static void
keep_errors(struct sys *sys, struct subject *s, bool on)
{
	bool is_set = s->domain == AF_INET6
	    ? set(sys, s->fd, IPPROTO_IPV6, IPV6_RECVERR, on)
	    : set(sys, s->fd, IPPROTO_IP, IP_RECVERR, on);

	s->keeps_errors = on && is_set;
}

/* Beside each datagram. An IPv6 socket has IPv4 clients, too. */
static void
keep_arrivals(struct sys *sys, struct subject *s)
{
	bool v6 = s->domain == AF_INET6;
	bool drops = set(sys, s->fd, SOL_SOCKET, SO_RXQ_OVFL, 1);
	bool ttl = set(sys, s->fd, IPPROTO_IP, IP_RECVTTL, 1);
	bool limit = v6 && set(sys, s->fd, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, 1);
	bool info = v6 ? set(sys, s->fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1)
		       : set(sys, s->fd, IPPROTO_IP, IP_PKTINFO, 1);

	s->keeps_arrivals = drops || ttl || limit || info;
}

/* Only on a connection has the kernel numbers for the bytes. */
static void
keep_stamps(struct sys *sys, struct subject *s)
{
	if (s->sends == NULL &&
	    set(sys, s->fd, SOL_SOCKET, SO_TIMESTAMPING, stamps_wanted()))
		s->sends = calloc(1, sizeof(*s->sends));
}

void
observer_arm(struct sys *sys, void *observer, int fd, bool connected)
{
	struct observer *o = observer;
	struct subject *s;

	if (sys->after != &o->looker)
		return;
	s = subject_of(&o->all, &ours, fd);
	if (s == NULL)
		return;
	if (s->protocol == IPPROTO_UDP && !o->client && !connected)
		keep_arrivals(sys, s);
	if (!subject_is_tcp(s))
		return;
	if (o->client)
		keep_errors(sys, s, !connected);
	else if (!connected)
		set(sys, fd, IPPROTO_TCP, TCP_SAVE_SYN, 1);
	if (connected)
		keep_stamps(sys, s);
}
