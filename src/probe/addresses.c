/*
 * Both addresses of a socket, as the kernel has them.
 */
#include <string.h>

#include "probe/probe.h"

void
probe_addresses(struct sys *sys, int fd, struct sockaddr_storage *laddr,
    struct sockaddr_storage *raddr)
{
	socklen_t len = sizeof(*laddr);

	memset(laddr, 0, sizeof(*laddr));
	memset(raddr, 0, sizeof(*raddr));
	if (sys_getsockname(sys, fd, (struct sockaddr *)laddr, &len) == -1)
		laddr->ss_family = 0;
	len = sizeof(*raddr);
	if (sys_getpeername(sys, fd, (struct sockaddr *)raddr, &len) == -1)
		raddr->ss_family = 0;
}
