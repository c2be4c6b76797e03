/*
 * Whose the other end of a Unix-domain stream is (unix(7), SO_PEERCRED).
 */
#include "probe/probe.h"

bool
probe_credentials(struct sys *sys, int fd, struct note *note)
{
	struct ucred peer;
	socklen_t len = sizeof(peer);

	if (sys_getsockopt(sys, fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) == -1)
		return false;
	note->pid = peer.pid;
	note->uid = peer.uid;
	note->gid = peer.gid;
	return true;
}
