/*
 * What a call is, read by the types of its arguments: the table (table.c) says
 * where they stand, and nobody else has to know. What passes by it: message.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <string.h>
#include <sys/ioctl.h>

#include "call/call.h"

bool
arg_is_pointer(enum arg_type type)
{
	switch (type) {
	case ARG_ADDR:
	case ARG_MSGHDR:
	case ARG_MMSGHDR:
	case ARG_IOV:
	case ARG_DATA:
	case ARG_OPTVAL:
	case ARG_STRING:
	case ARG_HINTS:
	case ARG_OFFSET:
	case ARG_EPOLL_EVENT:
	case ARG_POLLFDS:
	case ARG_FDSET:
	case ARG_TIMESPEC:
	case ARG_IOCTL_VALUE:
	case ARG_OPAQUE:
		return true;
	default:
		return arg_is_filled_in(type);
	}
}

bool
arg_is_filled_in(enum arg_type type)
{
	switch (type) {
	case ARG_ADDR_OUT:
	case ARG_SENDER:
	case ARG_ADDRLEN_OUT:
	case ARG_MSGHDR_OUT:
	case ARG_MMSGHDR_OUT:
	case ARG_IOV_OUT:
	case ARG_DATA_OUT:
	case ARG_OPTVAL_OUT:
	case ARG_OPTLEN_OUT:
	case ARG_ADDRINFO_OUT:
	case ARG_IFADDRS_OUT:
	case ARG_PIPE_OUT:
	case ARG_PAIR_OUT:
	case ARG_EPOLL_EVENTS:
		return true;
	default:
		return false;
	}
}

/* The place of the first argument of a type, or -1. */
static int
place_of(enum call_id id, enum arg_type type)
{
	const struct arg_row *arg = call_row(id)->arg;

	for (int i = 0; i < CALL_MAXARGS; i++)
		if (arg[i].type == type)
			return i;
	return -1;
}

const union arg *
call_arg(const struct call *call, enum arg_type type)
{
	int i = place_of(call->id, type);

	return i == -1 ? NULL : &call->arg[i];
}

long
call_number(const struct call *call, enum arg_type type)
{
	const union arg *arg = call_arg(call, type);

	return arg == NULL ? 0 : arg->num;
}

const char *
call_string(const struct call *call)
{
	const union arg *arg = call_arg(call, ARG_STRING);

	return arg == NULL ? NULL : arg->ptr;
}

const struct addrinfo *
call_found(const struct call *call)
{
	const union arg *found = call_arg(call, ARG_ADDRINFO_OUT);

	if (found == NULL || found->ptr == NULL || call_failed(call))
		return NULL;
	return *(struct addrinfo *const *)found->ptr;
}

int
call_fd(const struct call *call)
{
	const union arg *arg = call_arg(call, ARG_FD);

	return arg == NULL ? -1 : (int)arg->num;
}

int
call_fd_to(const struct call *call)
{
	const union arg *arg = call_arg(call, ARG_FD_TO);

	return arg == NULL ? -1 : (int)arg->num;
}

/* fcntl() makes a descriptor with some of its commands only. */
static bool
duplicates(const struct call *call)
{
	long command = call_number(call, ARG_FCNTL);

	return call->id != CALL_FCNTL || command == F_DUPFD ||
	    command == F_DUPFD_CLOEXEC;
}

int
call_made(const struct call *call)
{
	enum call_makes makes = call_row(call->id)->makes;

	if (makes == MAKES_NO_SOCKET || call_failed(call) ||
	    (makes == MAKES_DUPLICATE && !duplicates(call)))
		return -1;
	return (int)call->ret;
}

bool
call_made_pair(const struct call *call, int pair[2])
{
	const union arg *out = call_arg(call, ARG_PAIR_OUT);

	if (out == NULL || out->ptr == NULL || call_failed(call))
		return false;
	memcpy(pair, out->ptr, 2 * sizeof(pair[0]));
	return true;
}

/* Addresses. Behind the bytes that there are, all are 0. */

static socklen_t
copy_address(struct sockaddr_storage *to, const void *from, socklen_t len)
{
	memset(to, 0, sizeof(*to));
	if (from == NULL)
		return 0;
	if (len > sizeof(*to))
		len = sizeof(*to);
	memcpy(to, from, len);
	return len;
}

/* One that the call filled in; the length behind it says how much of it. */
static socklen_t
filled_address(
    const struct call *call, const union arg *arg, struct sockaddr_storage *to)
{
	const socklen_t *len = arg[1].ptr;

	if (arg->ptr == NULL || len == NULL || call_failed(call))
		return copy_address(to, NULL, 0);
	return copy_address(to, arg->ptr, *len);
}

socklen_t
call_address(const struct call *call, struct sockaddr_storage *addr)
{
	const union arg *named = call_arg(call, ARG_ADDR);
	const union arg *told = call_arg(call, ARG_ADDR_OUT);

	if (named != NULL)
		return copy_address(addr, named->ptr, (socklen_t)named[1].num);
	if (told != NULL)
		return filled_address(call, told, addr);
	return copy_address(addr, NULL, 0);
}

socklen_t
call_sender(const struct call *call, struct sockaddr_storage *addr)
{
	const union arg *sender = call_arg(call, ARG_SENDER);

	if (sender == NULL)
		return copy_address(addr, NULL, 0);
	return filled_address(call, sender, addr);
}

/* Socket options. */

bool
call_option(const struct call *call, struct option_value *option)
{
	const union arg *value = call_arg(call, ARG_OPTVAL);
	const union arg *out = call_arg(call, ARG_OPTVAL_OUT);

	*option =
	    (struct option_value){ .level = (int)call_number(call, ARG_LEVEL),
		    .option = (int)call_number(call, ARG_OPTION) };
	if (value != NULL) {
		option->value = value->ptr;
		option->len = (socklen_t)value[1].num;
	} else if (out != NULL && !call_failed(call) && out[1].ptr != NULL) {
		option->value = out->ptr;
		option->len = *(const socklen_t *)out[1].ptr;
	}
	if (option->len > OPTION_VALUE_MAX)
		option->len = OPTION_VALUE_MAX;
	return value != NULL || out != NULL;
}

bool
call_sets(const struct call *call, int level, int option)
{
	return call_arg(call, ARG_OPTVAL) != NULL &&
	    call_number(call, ARG_LEVEL) == level &&
	    call_number(call, ARG_OPTION) == option;
}

int
option_int(const struct option_value *option)
{
	int n = 0;

	if (option->value != NULL && option->len >= sizeof(n))
		memcpy(&n, option->value, sizeof(n));
	return n;
}

bool
ioctl_has_int(unsigned long request)
{
	return request == FIONREAD || request == FIONBIO ||
	    request == SIOCATMARK || request == SIOCOUTQ ||
	    request == SIOCOUTQNSD;
}

/* How it ended. */

bool
call_failed(const struct call *call)
{
	if (call->id == CALL_GETADDRINFO)
		return call->ret != 0;
	return call->ret == -1;
}

bool
would_wait(int err)
{
	return err == EAGAIN || err == EWOULDBLOCK || err == EINPROGRESS ||
	    err == EALREADY;
}

bool
connect_would_wait(int err, int family)
{
	return would_wait(err) && (err != EAGAIN || family == AF_UNIX);
}

bool
call_waits(const struct call *call)
{
	struct sockaddr_storage addr;

	if (!call_failed(call))
		return false;
	if (call->id == CALL_CONNECT && call_address(call, &addr) > 0)
		return connect_would_wait(call->err, addr.ss_family);
	return would_wait(call->err);
}
