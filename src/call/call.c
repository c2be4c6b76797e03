/*
 * What a call is, read by the types of its arguments: the table (table.c) says
 * where they stand, and nobody else has to know.
 */
#include <errno.h>
#include <netdb.h>
#include <string.h>

#include "call/call.h"

bool
arg_is_pointer(enum arg_type type)
{
	switch (type) {
	case ARG_ADDR:
	case ARG_MSGHDR:
	case ARG_DATA:
	case ARG_OPTVAL:
	case ARG_STRING:
	case ARG_HINTS:
	case ARG_OFFSET:
	case ARG_EPOLL_EVENT:
	case ARG_TIMESPEC:
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
	case ARG_DATA_OUT:
	case ARG_OPTVAL_OUT:
	case ARG_OPTLEN_OUT:
	case ARG_ADDRINFO_OUT:
	case ARG_IFADDRS_OUT:
	case ARG_PIPE_OUT:
	case ARG_INT_OUT:
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
	const struct arg_row *arg = call_row(call->id)->arg;

	for (int i = place_of(call->id, ARG_FD) + 1; i < CALL_MAXARGS; i++)
		if (arg[i].type == ARG_FD)
			return (int)call->arg[i].num;
	return -1;
}

int
call_made(const struct call *call)
{
	if (call_row(call->id)->makes == MAKES_NO_SOCKET || call_failed(call))
		return -1;
	return (int)call->ret;
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
	} else if (out != NULL && !call_failed(call)) {
		option->value = out->ptr;
		option->len = *(const socklen_t *)out[1].ptr;
	}
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

/* What passes. */

/* Of n bytes, those that are there: a copy may hold fewer, or none. */
static size_t
there(const struct call *call, const void *data, size_t n)
{
	if (data == NULL)
		return 0;
	return call->kept > 0 && n > call->kept ? call->kept : n;
}

bool
call_sends(enum call_id id)
{
	return place_of(id, ARG_DATA) != -1 || place_of(id, ARG_MSGHDR) != -1;
}

bool
call_receives(enum call_id id)
{
	return place_of(id, ARG_DATA_OUT) != -1 ||
	    place_of(id, ARG_MSGHDR_OUT) != -1 ||
	    place_of(id, ARG_MMSGHDR_OUT) != -1;
}

static size_t
room_of(const struct msghdr *header)
{
	size_t room = 0;

	for (size_t i = 0; i < header->msg_iovlen; i++)
		room += header->msg_iov[i].iov_len;
	return room;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Its buffers, and what stands in the first. */
static void
take_header(
    struct message *m, const struct call *call, const struct msghdr *header)
{
	m->named = header->msg_name != NULL;
	copy_address(&m->peer, header->msg_name, header->msg_namelen);
	m->passed = least(m->size, room_of(header));
	if (header->msg_iovlen == 0)
		return;
	m->data = header->msg_iov->iov_base;
	m->n = there(call, m->data, least(m->passed, header->msg_iov->iov_len));
}

/* One buffer, whose size stands behind it. */
static void
take_buffer(struct message *m, const struct call *call, const union arg *buffer)
{
	const union arg *sender = call_arg(call, ARG_SENDER);

	m->data = buffer->ptr;
	m->passed = least(m->size, (size_t)buffer[1].num);
	m->n = there(call, m->data, m->passed);
	if (sender != NULL) {
		m->named = sender->ptr != NULL;
		filled_address(call, sender, &m->peer);
	} else {
		m->named = call_address(call, &m->peer) > 0;
	}
}

/* The i-th of several, each with a length of its own. */
static bool
take_one_of(struct message *m, const struct call *call,
    const struct mmsghdr *several, unsigned i)
{
	if (several == NULL || call->ret < 0 || i >= (unsigned long)call->ret)
		return false;
	*m = (struct message){ .size = several[i].msg_len };
	take_header(m, call, &several[i].msg_hdr);
	return true;
}

bool
call_message(const struct call *call, unsigned i, struct message *m)
{
	const union arg *data = call_arg(call, ARG_DATA);
	const union arg *header = call_arg(call, ARG_MSGHDR);
	const union arg *several = call_arg(call, ARG_MMSGHDR_OUT);

	if (several != NULL)
		return take_one_of(m, call, several->ptr, i);
	if (data == NULL)
		data = call_arg(call, ARG_DATA_OUT);
	if (header == NULL)
		header = call_arg(call, ARG_MSGHDR_OUT);
	if (i > 0 || call->ret < 0 || (data == NULL && header == NULL))
		return false;
	*m = (struct message){ .size = (size_t)call->ret };
	if (data != NULL)
		take_buffer(m, call, data);
	else if (header->ptr != NULL)
		take_header(m, call, header->ptr);
	return true;
}

const char *
call_data(const struct call *call, size_t *n)
{
	struct message m = { 0 };

	call_message(call, 0, &m);
	*n = m.n;
	return m.data;
}

unsigned long long
call_carried(const struct call *call)
{
	unsigned long long n = 0;
	struct message m;

	for (unsigned i = 0; call_message(call, i, &m); i++)
		n += m.passed;
	return n;
}

const char *
call_given(const struct call *call, size_t *n)
{
	const union arg *data = call_arg(call, ARG_DATA);
	const union arg *header = call_arg(call, ARG_MSGHDR);
	const struct msghdr *msg = header != NULL ? header->ptr : NULL;

	*n = 0;
	if (data != NULL) {
		*n = there(call, data->ptr, call_asked(call));
		return data->ptr;
	}
	if (msg == NULL || msg->msg_iovlen == 0)
		return NULL;
	*n = there(call, msg->msg_iov->iov_base, msg->msg_iov->iov_len);
	return msg->msg_iov->iov_base;
}

size_t
call_asked(const struct call *call)
{
	const union arg *header = call_arg(call, ARG_MSGHDR);

	if (header == NULL)
		header = call_arg(call, ARG_MSGHDR_OUT);
	if (header == NULL || header->ptr == NULL)
		return (size_t)call_number(call, ARG_SIZE);
	return room_of(header->ptr);
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
