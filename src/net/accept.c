/*
 * What an error of accept() is about: a connection, this moment, or the
 * listener. Who accepts: net/listen.c, serve/admit.c.
 */
#include <errno.h>

#include "net/accept.h"

bool
net_died_in_queue(int err)
{
	return err == ECONNABORTED || err == EPROTO || err == ENETDOWN ||
	    err == ENOPROTOOPT || err == EHOSTDOWN || err == ENONET ||
	    err == EHOSTUNREACH || err == ENETUNREACH || err == EINTR;
}

bool
net_may_accept_later(int err)
{
	return err != EBADF && err != EFAULT && err != EINVAL &&
	    err != ENOTSOCK;
}
