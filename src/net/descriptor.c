/*
 * What fcntl(2) does for a descriptor. wait.h says why sockets do not block.
 */
#include <fcntl.h>

#include "net/descriptor.h"

enum { OURS = 100 }; /* as a shell keeps its own descriptors out of the way */

int
descriptor_move_up(struct sys *sys, int fd)
{
	int high = sys_fcntl(sys, fd, F_DUPFD, OURS);

	if (high == -1)
		return fd;
	sys_close(sys, fd);
	return high;
}

/*
 * Nothing that F_SETFL could clear is set on a new socket, so F_GETFL need not
 * be asked first. O_RDWR is what a socket is, and not changed by this.
 */
int
descriptor_set_nonblocking(struct sys *sys, int fd)
{
	return sys_fcntl(sys, fd, F_SETFL, O_RDWR | O_NONBLOCK);
}
