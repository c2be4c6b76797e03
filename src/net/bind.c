/*
 * UDP, and datagrams between programs of one machine: socket(), bind(), and
 * the socket receives from everybody. From there on read datagram.c in
 * src/talk/, or senders.c in src/serve/.
 */
#include <netdb.h>
#include <netinet/in.h>
#include <sys/epoll.h>

#include "net/bind.h"
#include "net/close.h"
#include "net/listen.h"

/*
 * SO_REUSEADDR is not for UDP: it has no TIME_WAIT to get round, and two
 * programs could have the same port, each datagram reaching one of them.
 */
static int
bind_to(
    struct sys *sys, const struct addrinfo *ai, const struct settings *settings)
{
	int fd =
	    sys_socket(sys, ai->ai_family, ai->ai_socktype, ai->ai_protocol);

	if (fd == -1)
		return -1;
	if (net_serve_both_families(sys, fd, ai->ai_addr, settings) == -1 ||
	    net_set(sys, fd, settings, SETTING_EARLY) == -1 ||
	    sys_bind(sys, fd, ai->ai_addr, ai->ai_addrlen) == -1 ||
	    descriptor_set_nonblocking(sys, fd) == -1 ||
	    net_set(sys, fd, settings, SETTING_CONNECTED) == -1)
		return net_give_up(sys, fd);
	return fd;
}

int
net_bind(
    struct sys *sys, const struct addrinfo *ai, const struct settings *settings)
{
	int fd = -1;

	for (; ai != NULL && fd == -1; ai = ai->ai_next) {
		fd = bind_to(sys, ai, settings);
		if (fd == -1 && ai->ai_next != NULL)
			sys_note(
			    sys, &(struct note){ .kind = NOTE_NEXT, .fd = -1 });
	}
	return fd;
}

int
net_wait_datagram(int fd, struct wait *wait)
{
	return wait_for(wait, fd, EPOLLIN);
}

int
net_keep_errors(struct sys *sys, int fd, int family)
{
	int on = 1;

	if (family == AF_INET6)
		return sys_setsockopt(
		    sys, fd, IPPROTO_IPV6, IPV6_RECVERR, &on, sizeof(on));
	return sys_setsockopt(sys, fd, IPPROTO_IP, IP_RECVERR, &on, sizeof(on));
}
