/*
 * A TCP server, from nothing to a connected client. Read it from top to
 * bottom: socket(), setsockopt(), bind(), listen(), accept(). What these lean
 * on comes after them.
 */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>

#include "net/accept.h"
#include "net/close.h"
#include "net/listen.h"

static int
listen_on(struct sys *sys, const struct addrinfo *ai, int backlog,
    const struct settings *settings)
{
	int fd =
	    sys_socket(sys, ai->ai_family, ai->ai_socktype, ai->ai_protocol);

	if (fd == -1)
		return -1;
	if (net_reuse_address(sys, fd, settings) == -1 || /* setsockopt() */
	    net_serve_both_families(sys, fd, ai->ai_addr, settings) == -1 ||
	    net_set(sys, fd, settings, SETTING_EARLY) == -1 ||
	    sys_bind(sys, fd, ai->ai_addr, ai->ai_addrlen) == -1 ||
	    sys_listen(sys, fd, backlog) == -1 ||
	    descriptor_set_nonblocking(sys, fd) == -1)
		return net_give_up(sys, fd);
	return fd;
}

int
net_listen(struct sys *sys, const struct addrinfo *ai, int backlog,
    const struct settings *settings)
{
	int fd = -1;

	for (; ai != NULL && fd == -1; ai = ai->ai_next) {
		fd = listen_on(sys, ai, backlog, settings);
		if (fd == -1 && ai->ai_next != NULL)
			sys_note(
			    sys, &(struct note){ .kind = NOTE_NEXT, .fd = -1 });
	}
	return fd;
}

int
net_accept(struct sys *sys, int listener, struct wait *wait,
    const struct access *access, const struct settings *settings,
    struct sockaddr_storage *peer)
{
	int fd;

	wait->end = WAIT_FAILED;
	for (;;) {
		socklen_t len = sizeof(*peer);

		fd = sys_accept(sys, listener, (struct sockaddr *)peer, &len);
		if (fd != -1 && access_allows(access, peer))
			break;
		if (fd != -1) {
			net_turn_away(sys, fd, peer);
		} else if (would_wait(errno)) {
			if (wait_for(wait, listener, EPOLLIN) == -1)
				return -1;
		} else if (!net_died_in_queue(errno)) {
			return -1;
		}
	}
	if (descriptor_set_nonblocking(sys, fd) == -1 ||
	    net_set(sys, fd, settings, SETTING_CONNECTED) == -1)
		return net_give_up(sys, fd);
	return fd;
}

/*
 * The end that closed a connection first keeps its port in TIME_WAIT for a
 * while. Without SO_REUSEADDR a server that is started again would have to
 * wait.
 */
int
net_reuse_address(struct sys *sys, int fd, const struct settings *settings)
{
	int on = 1;

	if (settings_have(settings, SOL_SOCKET, SO_REUSEADDR))
		return 0; /* our user's word goes before ours */
	return sys_setsockopt(
	    sys, fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}

/* Every IPv6 address, "::", serves IPv4 as well unless the socket is told
   otherwise; the system's default is not relied on. */
int
net_serve_both_families(struct sys *sys, int fd, const struct sockaddr *addr,
    const struct settings *settings)
{
	const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)addr;
	int off = 0;

	if (addr->sa_family != AF_INET6 ||
	    !IN6_IS_ADDR_UNSPECIFIED(&in6->sin6_addr) ||
	    settings_have(settings, IPPROTO_IPV6, IPV6_V6ONLY))
		return 0;
	return sys_setsockopt(
	    sys, fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
}
