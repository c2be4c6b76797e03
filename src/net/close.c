/*
 * Three ways to let go of a socket that close() alone is not.
 */
#include <errno.h>

#include "net/close.h"

int
net_give_up(struct sys *sys, int fd)
{
	int err = errno;

	sys_close(sys, fd);
	errno = err;
	return -1;
}

void
net_reset_on_close(struct sys *sys, int fd)
{
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	sys_setsockopt(sys, fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
}

void
net_turn_away(struct sys *sys, int fd, const struct sockaddr_storage *addr)
{
	struct note note = { .kind = NOTE_REFUSED, .fd = fd, .raddr = *addr };

	sys_note(sys, &note);
	sys_close(sys, fd);
}
