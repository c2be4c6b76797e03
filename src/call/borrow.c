/*
 * pidfd_getfd(2), which older C libraries have no function for.
 */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call/borrow.h"

int
borrow_fd(long pid, int fd)
{
#if defined(SYS_pidfd_open) && defined(SYS_pidfd_getfd)
	int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
	int copy, err;

	if (pidfd == -1)
		return -1;
	copy = (int)syscall(SYS_pidfd_getfd, pidfd, fd, 0);
	err = errno;
	close(pidfd);
	errno = err;
	return copy;
#else
	(void)pid;
	(void)fd;
	errno = ENOSYS;
	return -1;
#endif
}
