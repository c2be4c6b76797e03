/*
 * A client: socket(), connect(), for each address that a name has, until one
 * answers. (UDP's connect() asks nobody, so its first address is it.)
 */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>

#include "net/bind.h"
#include "net/close.h"
#include "net/connect.h"
#include "net/listen.h"

enum { SILENCE = 3 }; /* seconds: by then two SYNs or more had no answer */

/* A client's own address is the kernel's choice, unless it is asked for. */
static int
bind_source(struct sys *sys, int fd, int family, const struct addrinfo *from,
    const struct settings *settings)
{
	while (from != NULL && from->ai_family != family)
		from = from->ai_next;
	if (from == NULL)
		return 0;
	/* Only TCP has a TIME_WAIT to get round. */
	if (from->ai_protocol == IPPROTO_TCP &&
	    net_reuse_address(sys, fd, settings) == -1)
		return -1;
	return sys_bind(sys, fd, from->ai_addr, from->ai_addrlen);
}

/*
 * A Unix-domain server whose queue is full says so at once, with EAGAIN, and
 * nothing tells when there is room again: it is tried ten times a second.
 */
static int
wait_for_room(struct wait *wait, int fd, const struct timespec *since)
{
	struct note note = { .kind = NOTE_SILENCE, .fd = fd };

	if (wait->silence > 0 && seconds_since(since) >= wait->silence) {
		wait->silence = 0;
		sys_note(wait->sys, &note);
	}
	return wait_any(wait, NULL, 0, 100);
}

static int
wait_for_answer(
    struct wait *wait, int fd, int family, const struct timespec *since)
{
	if (family == AF_UNIX)
		return wait_for_room(wait, fd, since);
	return wait_for(wait, fd, EPOLLOUT);
}

/*
 * The first connect() sends the SYN and returns EINPROGRESS. Called once more
 * when the socket is writable, it returns 0, or why there is no connection.
 */
static int
try_address(
    struct sys *sys, int fd, const struct addrinfo *ai, struct wait *wait)
{
	struct timespec since;

	clock_gettime(CLOCK_MONOTONIC, &since);
	while (sys_connect(sys, fd, ai->ai_addr, ai->ai_addrlen) == -1) {
		wait->end = WAIT_FAILED;
		if (errno == EINTR)
			continue;
		if (!connect_would_wait(errno, ai->ai_family) ||
		    wait_for_answer(wait, fd, ai->ai_family, &since) == -1)
			return -1;
	}
	return 0;
}

static int
connect_to(struct sys *sys, const struct addrinfo *ai,
    const struct addrinfo *from, const struct settings *settings,
    struct wait *wait)
{
	int fd;

	wait->end = WAIT_FAILED;
	wait->silence = SILENCE;
	fd = sys_socket(sys, ai->ai_family, ai->ai_socktype, ai->ai_protocol);
	if (fd == -1)
		return -1;
	if (descriptor_set_nonblocking(sys, fd) == -1 ||
	    net_set(sys, fd, settings, SETTING_EARLY) == -1 ||
	    (ai->ai_protocol == IPPROTO_UDP &&
		net_keep_errors(sys, fd, ai->ai_family) == -1) ||
	    bind_source(sys, fd, ai->ai_family, from, settings) == -1 ||
	    try_address(sys, fd, ai, wait) == -1 ||
	    net_set(sys, fd, settings, SETTING_CONNECTED) == -1)
		return net_give_up(sys, fd);
	return fd;
}

int
net_connect(struct sys *sys, const struct addrinfo *ai,
    const struct addrinfo *from, const struct settings *settings,
    struct wait *wait, struct sockaddr_storage *peer)
{
	int fd = -1;

	for (; ai != NULL && fd == -1; ai = ai->ai_next) {
		fd = connect_to(sys, ai, from, settings, wait);
		if (fd != -1 || wait->end == WAIT_EXPIRED)
			memcpy(peer, ai->ai_addr, ai->ai_addrlen);
		if (fd != -1 || wait->end != WAIT_FAILED)
			break;
		if (ai->ai_next != NULL)
			sys_note(
			    sys, &(struct note){ .kind = NOTE_NEXT, .fd = -1 });
	}
	return fd;
}
