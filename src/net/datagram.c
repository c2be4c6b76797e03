/*
 * UDP, and datagrams between programs of one machine: socket(), bind(), and
 * then each recvfrom() says who sent what it received, and each sendto() whom
 * it is for. Whether it arrives, nobody says.
 */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/epoll.h>

#include "net/close.h"
#include "net/datagram.h"
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
	    wait_set_nonblocking(sys, fd) == -1 ||
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

ssize_t
datagram_send(struct conversation *c)
{
	const struct flow *out = &c->out;
	size_t size = out->len - out->passed;
	const char *data = size > 0 ? out->data + out->passed : "";
	ssize_t n;

	if (c->peer_len == 0)
		n = sys_send(c->sys, c->fd, data, size, 0);
	else
		n = sys_sendto(c->sys, c->fd, data, size, 0,
		    (const struct sockaddr *)&c->peer, c->peer_len);
	if (n != -1) {
		c->datagrams++;
		if (size == 0)
			c->send_empty = false;
	}
	return n;
}

/* Whoever sent last is whom we answer; told only when it is somebody else. */
static void
look_at_sender(
    struct conversation *c, const struct sockaddr_storage *from, socklen_t len)
{
	struct note note = { .kind = NOTE_SENDER,
		.fd = c->fd,
		.source = "recvfrom",
		.raddr = *from,
		.first = c->datagrams == 1 };

	if (c->datagrams > 1 && len == c->peer_len &&
	    memcmp(from, &c->peer, len) == 0)
		return;
	c->peer = *from;
	c->peer_len = len;
	sys_note(c->sys, &note);
	if (c->new_sender != NULL)
		c->new_sender(c);
}

/* MSG_TRUNC: the result is the datagram's size, also where it did not fit. */
ssize_t
datagram_receive(struct conversation *c)
{
	struct sockaddr_storage from = { 0 };
	socklen_t len = sizeof(from);
	struct flow *in = &c->in;
	ssize_t n;

	if (c->answers)
		n = sys_recvfrom(c->sys, c->fd, in->data, in->size, MSG_TRUNC,
		    (struct sockaddr *)&from, &len);
	else
		n = sys_recv(c->sys, c->fd, in->data, in->size, MSG_TRUNC);
	if (n == -1)
		return -1;
	c->datagrams++;
	if (c->answers)
		look_at_sender(c, &from, len);
	return n < (ssize_t)in->size ? n : (ssize_t)in->size;
}
