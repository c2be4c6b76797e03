/*
 * Whether a sandbox lets us ask the kernel: /proc/self/status says whether we
 * are in one, and a child finds out what it does.
 */
#include <linux/netlink.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "probe/sandbox.h"

/* "Seccomp:	2": a filter looks at each system call (proc(5)). */
static bool
is_filtered(void)
{
	FILE *file = fopen("/proc/self/status", "re");
	char line[256];
	int mode = 0;

	if (file == NULL)
		return true; /* to be on the safe side */
	while (fgets(line, sizeof(line), file) != NULL)
		if (sscanf(line, "Seccomp: %d", &mode) == 1)
			break;
	fclose(file);
	return mode != 0;
}

static bool
child_is_killed(struct sys *sys)
{
	pid_t child = fork();
	int status;

	if (child == 0)
		_exit(sys_socket(
			  sys, AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG) == -1);
	return child == -1 || waitpid(child, &status, 0) == -1 ||
	    WIFSIGNALED(status);
}

bool
sandbox_kills_netlink(struct sys *sys)
{
	static int kills = -1; /* as long as we run; -1: not asked yet */

	if (kills == -1)
		kills = is_filtered() && child_is_killed(sys);
	return kills;
}
