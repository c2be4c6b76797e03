/*
 * Looking at a socket for somebody else: by calls that leave it as it is.
 * Sources: tcp(7), socket(7), unix(7).
 */
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>

#include "probe/probe.h"
#include "watch/see.h"

static int
number(struct sys *sys, int fd, int option)
{
	int value = 0;
	socklen_t len = sizeof(value);

	return probe_option(sys, fd, SOL_SOCKET, option, &value, &len) ? value
								       : 0;
}

/* What TCP says of it; false: it is none of TCP's. */
static bool
tcp_info(struct sys *sys, int fd, struct tcp_info *info)
{
	socklen_t len = sizeof(*info);

	return number(sys, fd, SO_PROTOCOL) == IPPROTO_TCP &&
	    probe_option(sys, fd, IPPROTO_TCP, TCP_INFO, info, &len);
}

static bool
find(struct sys *sys, int fd, struct note *note)
{
	note->family = number(sys, fd, SO_DOMAIN);
	note->type = number(sys, fd, SO_TYPE);
	note->protocol = number(sys, fd, SO_PROTOCOL);
	note->listening = number(sys, fd, SO_ACCEPTCONN) != 0;
	probe_addresses(sys, fd, &note->laddr, &note->raddr);
	return true;
}

/* Bytes that came and were not read (SIOCINQ); of a stream, which is over if it
   was not connected. */
static bool
unread(struct sys *sys, int fd, struct note *note)
{
	int n = 0;

	if (number(sys, fd, SO_TYPE) != SOCK_STREAM ||
	    number(sys, fd, SO_ACCEPTCONN) != 0 ||
	    sys_ioctl(sys, fd, SIOCINQ, &n) == -1)
		return false;
	note->amount = (unsigned long long)n;
	return n > 0;
}

/* Of datagrams, it is the size of the next one. */
static bool
next_size(struct sys *sys, int fd, struct note *note)
{
	int n = 0;

	if (sys_ioctl(sys, fd, SIOCINQ, &n) == -1)
		return false;
	note->amount = (unsigned long long)n;
	return n > 0;
}

/* Of a listening socket, TCP_INFO has its queue there. */
static bool
unaccepted(struct sys *sys, int fd, struct note *note)
{
	struct tcp_info info;

	if (!tcp_info(sys, fd, &info) || info.tcpi_state != TCP_LISTEN)
		return false;
	note->amount = info.tcpi_unacked;
	return note->amount > 0;
}

bool
see_socket(struct sys *sys, int fd, struct note *note)
{
	struct tcp_info info;

	switch (note->kind) {
	case NOTE_FOUND:
		return find(sys, fd, note);
	case NOTE_UNREAD:
		return unread(sys, fd, note);
	case NOTE_UNACCEPTED:
		return unaccepted(sys, fd, note);
	case NOTE_NEXT_SIZE:
		return next_size(sys, fd, note);
	case NOTE_LEFT:
		return tcp_info(sys, fd, &info) &&
		    info.tcpi_state == TCP_CLOSE_WAIT;
	default:
		probe_addresses(sys, fd, &note->laddr, &note->raddr);
		return note->kind != NOTE_CONNECTED ||
		    note->raddr.ss_family != 0;
	}
}
