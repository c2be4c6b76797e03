/*
 * Printing a call, argument by argument. A new type of argument needs a case
 * here; a new call none.
 */
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "know/errors.h"
#include "know/names.h"
#include "know/sockopts.h"
#include "tell/print.h"
#include "text/address.h"
#include "text/safe.h"
#include "text/wrap.h"

enum { QUOTED_MAX = 48 };

void
put_quoted(struct buf *buf, const char *s, size_t n)
{
	char quoted[QUOTED_MAX + 1];
	size_t used = safe_quote(s, n, quoted, sizeof(quoted));

	buf_put(buf, "\"");
	put_theirs(buf, quoted);
	buf_put(buf, used < n ? "\"..." : "\"");
}

static void
put_sockaddr(struct buf *buf, const void *addr, size_t len, bool whole)
{
	struct sockaddr_storage copy;
	int family;

	memset(&copy, 0, sizeof(copy));
	memcpy(&copy, addr, len < sizeof(copy) ? len : sizeof(copy));
	family = copy.ss_family;
	if (len == 0) {
		buf_put(buf, "(unnamed)");
		return;
	}
	if (whole) {
		buf_put(buf, "{");
		put_name(buf, name_family(family), family);
		buf_put(buf, ", ");
	}
	put_address(buf, &copy);
	if (whole)
		buf_put(buf, "}");
}

static void
put_addrinfos(struct buf *buf, const struct addrinfo *ai)
{
	struct sockaddr_storage addr;

	buf_put(buf, "[");
	for (; ai != NULL; ai = ai->ai_next) {
		memset(&addr, 0, sizeof(addr));
		memcpy(&addr, ai->ai_addr, ai->ai_addrlen);
		put_address(buf, &addr);
		buf_put(buf, ai->ai_next != NULL ? ", " : "");
	}
	buf_put(buf, "]");
}

static void
put_hints(struct buf *buf, const struct addrinfo *hints)
{
	if (hints == NULL) {
		buf_put(buf, "NULL");
		return;
	}
	buf_put(buf, "{");
	put_ai_flags(buf, hints->ai_flags);
	buf_put(buf, ", ");
	put_name(buf, name_family(hints->ai_family), hints->ai_family);
	buf_put(buf, ", ");
	put_type(buf, hints->ai_socktype);
	buf_put(buf, ", ");
	put_name(buf, name_protocol(hints->ai_protocol), hints->ai_protocol);
	buf_put(buf, "}");
}

static void
put_events(struct buf *buf, const struct epoll_event *events, long n)
{
	buf_put(buf, "[");
	for (long i = 0; i < n; i++) {
		buf_put(buf, i > 0 ? ", {" : "{");
		put_epoll_events(buf, (int)events[i].events);
		buf_printf(buf, ", %d}", events[i].data.fd);
	}
	buf_put(buf, "]");
}

/* "[{3, POLLIN, POLLIN}, ...]": what is waited for, and what is there. */
static void
put_pollfds(struct buf *buf, const struct pollfd *fds, long n)
{
	buf_put(buf, "[");
	for (long i = 0; i < n; i++) {
		buf_printf(buf, i > 0 ? ", {%d, " : "{%d, ", fds[i].fd);
		put_poll_events(buf, fds[i].events);
		buf_put(buf, ", ");
		put_poll_events(buf, fds[i].revents);
		buf_put(buf, "}");
	}
	buf_put(buf, "]");
}

static void
put_fdset(struct buf *buf, const unsigned long *bits, long n)
{
	enum { BITS = 8 * sizeof(bits[0]) };
	const char *comma = "";

	buf_put(buf, "[");
	for (long fd = 0; fd < n && fd < 65536; fd++) {
		if (!(bits[fd / BITS] & 1ul << fd % BITS))
			continue;
		buf_printf(buf, "%s%ld", comma, fd);
		comma = " ";
	}
	buf_put(buf, "]");
}

static void
put_pipe(struct buf *buf, const int fds[2])
{
	buf_printf(buf, "[%d, %d]", fds[0], fds[1]);
}

static void
put_fcntl_arg(struct buf *buf, const char *command, long value)
{
	if (command != NULL && strcmp(command, "F_SETFL") == 0)
		put_open_flags(buf, (int)value);
	else if (command != NULL && strcmp(command, "F_SETFD") == 0)
		buf_put(buf, value != 0 ? "FD_CLOEXEC" : "0");
	else
		buf_printf(buf, "%ld", value);
}

/* An option's value; the whole style has C's pointer to an int show. */
static void
put_optval(struct buf *buf, const struct call *call, bool whole)
{
	const struct sockopt_row *row;
	struct option_value option;
	bool brackets;

	call_option(call, &option);
	row = sockopt_of(option.level, option.option);
	brackets = whole &&
	    (row == NULL || row->type == SOCKOPT_INT ||
		row->type == SOCKOPT_BOOL);
	buf_put(buf, brackets ? "[" : "");
	put_sockopt_value(
	    buf, option.level, option.option, option.value, option.len);
	buf_put(buf, brackets ? "]" : "");
}

void
put_option(struct buf *buf, const struct option_value *option)
{
	put_name(
	    buf, name_option(option->level, option->option), option->option);
	buf_put(buf, " = ");
	put_sockopt_value(
	    buf, option->level, option->option, option->value, option->len);
}

/* What a call fills in is there only once it has succeeded. */
static bool
has_filled(const struct call *call)
{
	return call->ended.tv_sec != 0 && !call_failed(call);
}

/* A length that a call filled in; 0 where it is not there. */
static socklen_t
filled_length(const union arg *len)
{
	return len->ptr != NULL ? *(const socklen_t *)len->ptr : 0;
}

static void
put_ioctl_value(struct buf *buf, const struct call *call, const int *value)
{
	if (ioctl_has_int((unsigned long)call_number(call, ARG_IOCTL)))
		buf_printf(buf, "[%d]", *value);
	else
		buf_put(buf, "...");
}

/* What is waited for, by whichever of the calls that do. */
static void
put_waited(struct buf *buf, const struct call *call, int i)
{
	const union arg *a = &call->arg[i];

	switch (call_row(call->id)->arg[i].type) {
	case ARG_POLLFDS:
		put_pollfds(buf, a->ptr, a[1].num);
		break;
	case ARG_FDSET:
		put_fdset(buf, a->ptr, call_number(call, ARG_INT));
		break;
	case ARG_EPOLL_EVENT:
		put_events(buf, a->ptr, 1);
		break;
	case ARG_EPOLL_EVENTS:
		put_events(buf, a->ptr, call->ret);
		break;
	default:
		buf_put(buf, "...");
		break;
	}
}

static void
put_pointer(struct buf *buf, const struct call *call, int i, bool whole)
{
	const union arg *a = &call->arg[i];
	const char *data;
	size_t n;

	switch (call_row(call->id)->arg[i].type) {
	case ARG_ADDR:
		put_sockaddr(buf, a->ptr, (size_t)a[1].num, whole);
		break;
	case ARG_ADDR_OUT:
	case ARG_SENDER:
		put_sockaddr(buf, a->ptr, filled_length(&a[1]), whole);
		break;
	case ARG_ADDRLEN_OUT:
	case ARG_OPTLEN_OUT:
		buf_printf(buf, "[%u]", filled_length(a));
		break;
	case ARG_DATA:
	case ARG_MSGHDR:
	case ARG_MMSGHDR: /* the first of them */
	case ARG_IOV:
		data = call_given(call, &n);
		put_quoted(buf, data, n);
		break;
	case ARG_DATA_OUT:
	case ARG_MSGHDR_OUT:
	case ARG_MMSGHDR_OUT:
	case ARG_IOV_OUT:
		data = call_data(call, &n);
		put_quoted(buf, data, n);
		break;
	case ARG_OPTVAL:
	case ARG_OPTVAL_OUT:
		put_optval(buf, call, whole);
		break;
	case ARG_PIPE_OUT:
	case ARG_PAIR_OUT:
		put_pipe(buf, a->ptr);
		break;
	case ARG_STRING:
		put_quoted(buf, a->ptr, strlen(a->ptr));
		break;
	case ARG_HINTS:
		put_hints(buf, a->ptr);
		break;
	case ARG_ADDRINFO_OUT:
		put_addrinfos(buf, call_found(call));
		break;
	case ARG_IOCTL_VALUE:
		put_ioctl_value(buf, call, a->ptr);
		break;
	default:
		put_waited(buf, call, i);
		break;
	}
}

static void
put_number(struct buf *buf, const struct call *call, int i)
{
	long number = call->arg[i].num;
	int n = (int)number;

	switch (call_row(call->id)->arg[i].type) {
	case ARG_FAMILY:
		put_name(buf, name_family(n), number);
		break;
	case ARG_TYPE:
		put_type(buf, n);
		break;
	case ARG_PROTOCOL:
		put_name(buf, name_protocol(n), number);
		break;
	case ARG_MSGFLAGS:
		put_msg_flags(buf, n);
		break;
	case ARG_SPLICE_FLAGS:
		put_splice_flags(buf, n);
		break;
	case ARG_PIPE_FLAGS:
		put_pipe_flags(buf, n);
		break;
	case ARG_ACCEPT_FLAGS:
		put_accept_flags(buf, n);
		break;
	case ARG_CLOSE_FLAGS:
		put_close_flags(buf, n);
		break;
	case ARG_UNSIGNED:
		buf_printf(buf, "%u", (unsigned)number);
		break;
	case ARG_HOW:
		put_name(buf, name_how(n), number);
		break;
	case ARG_LEVEL:
		put_name(buf, name_level(n), number);
		break;
	case ARG_OPTION:
		put_name(buf, name_option((int)call_number(call, ARG_LEVEL), n),
		    number);
		break;
	case ARG_IOCTL:
		put_name(buf, name_ioctl(number), number);
		break;
	case ARG_FCNTL:
		put_name(buf, name_fcntl(n), number);
		break;
	case ARG_FCNTL_ARG:
		put_fcntl_arg(
		    buf, name_fcntl((int)call_number(call, ARG_FCNTL)), number);
		break;
	case ARG_EPOLL_OP:
		put_name(buf, name_epoll_op(n), number);
		break;
	default:
		buf_printf(buf, "%ld", number);
		break;
	}
}

/* What C needs and a reader does not. */
static bool
only_for_c(const struct call *call, int i)
{
	switch (call_row(call->id)->arg[i].type) {
	case ARG_ADDRLEN:
	case ARG_ADDR_OUT:
	case ARG_ADDRLEN_OUT:
	case ARG_OPTLEN:
	case ARG_OPTLEN_OUT:
	case ARG_DATA_OUT:
	case ARG_MSGHDR_OUT:
	case ARG_MMSGHDR_OUT:
	case ARG_IOV_OUT:
	case ARG_OPAQUE:
	case ARG_TIMESPEC:
	case ARG_HINTS:
	case ARG_ADDRINFO_OUT:
	case ARG_IFADDRS_OUT:
	case ARG_OFFSET:
		return true;
	case ARG_MSGFLAGS:
	case ARG_PIPE_FLAGS:
	case ARG_ACCEPT_FLAGS:
	case ARG_CLOSE_FLAGS:
		return call->arg[i].num == 0;
	default:
		return false;
	}
}

static void
put_arg(struct buf *buf, const struct call *call, int i, bool whole)
{
	enum arg_type type = call_row(call->id)->arg[i].type;

	if (!arg_is_pointer(type))
		put_number(buf, call, i);
	else if (call->arg[i].ptr == NULL)
		buf_put(buf, "NULL");
	else if (arg_is_filled_in(type) && !has_filled(call))
		buf_put(buf, "...");
	else
		put_pointer(buf, call, i, whole);
}

/* A command of fcntl() that only asks has nothing to give. */
static bool
is_not_given(const struct call *call, int i)
{
	const char *command = name_fcntl((int)call_number(call, ARG_FCNTL));

	return call_row(call->id)->arg[i].type == ARG_FCNTL_ARG &&
	    command != NULL && strncmp(command, "F_GET", 5) == 0;
}

/* What is the same for every TCP socket, or said by the data before it. */
static bool
said_already(const struct call *call, int i)
{
	const struct arg_row *arg = call_row(call->id)->arg;

	return arg[i].type == ARG_FAMILY || arg[i].type == ARG_TYPE ||
	    arg[i].type == ARG_PROTOCOL || arg[i].type == ARG_LEVEL ||
	    (arg[i].type == ARG_SIZE && arg[i - 1].type == ARG_DATA);
}

void
put_call(struct buf *buf, const struct call *call, enum print_style style)
{
	const struct call_row *row = call_row(call->id);
	const char *comma = "";

	buf_printf(buf, "%s(", row->name);
	for (int i = 0; i < CALL_MAXARGS && row->arg[i].type != ARG_NONE; i++) {
		if (is_not_given(call, i) ||
		    (style != PRINT_WHOLE && only_for_c(call, i)))
			continue;
		if (style == PRINT_BRIEF && said_already(call, i))
			continue;
		buf_put(buf, comma);
		put_arg(buf, call, i, style == PRINT_WHOLE);
		comma = ", ";
	}
	buf_put(buf, ")");
}

void
put_process(
    struct buf *buf, const struct scene *scene, const struct owner *owner)
{
	if (scene->several)
		buf_printf(buf, "[%ld] ", owner->process);
}

void
put_result(struct buf *buf, const struct call *call)
{
	const char *symbol = error_symbol(call->id, call->err);

	if (!call_failed(call))
		buf_printf(buf, " = %ld", call->ret);
	else if (call->id == CALL_GETADDRINFO)
		buf_printf(buf, " = %s", symbol);
	else
		buf_printf(buf, " = -1 %s", symbol);
}
