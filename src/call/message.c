/*
 * What passes by a call: the bytes that it carried, in one message or several,
 * and the descriptors beside them; again found by the types of its arguments.
 */
#include <string.h>

#include "call/call.h"

static bool
has(enum call_id id, enum arg_type type)
{
	const struct arg_row *arg = call_row(id)->arg;

	for (int i = 0; i < CALL_MAXARGS; i++)
		if (arg[i].type == type)
			return true;
	return false;
}

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
	return has(id, ARG_DATA) || has(id, ARG_MSGHDR) ||
	    has(id, ARG_MMSGHDR) || has(id, ARG_IOV);
}

bool
call_receives(enum call_id id)
{
	return has(id, ARG_DATA_OUT) || has(id, ARG_MSGHDR_OUT) ||
	    has(id, ARG_MMSGHDR_OUT) || has(id, ARG_IOV_OUT);
}

bool
call_moves(enum call_id id)
{
	return has(id, ARG_FD_TO);
}

static size_t
room_of(const struct msghdr *header)
{
	size_t room = 0;

	for (size_t i = 0; i < header->msg_iovlen; i++)
		room += header->msg_iov[i].iov_len;
	return room;
}

/* The header of its buffers, made up where it names them without one. Returns
   false where it has none, or it is not there. */
static bool
header_of(const struct call *call, struct msghdr *header)
{
	const union arg *whole = call_arg(call, ARG_MSGHDR);
	const union arg *bare = call_arg(call, ARG_IOV);

	if (whole == NULL)
		whole = call_arg(call, ARG_MSGHDR_OUT);
	if (bare == NULL)
		bare = call_arg(call, ARG_IOV_OUT);
	if (whole != NULL && whole->ptr != NULL)
		*header = *(const struct msghdr *)whole->ptr;
	else if (bare != NULL && bare->ptr != NULL)
		*header = (struct msghdr){ .msg_iov = bare->ptr,
			.msg_iovlen = (size_t)bare[1].num };
	else
		return false;
	return true;
}

/* The several messages that it sends or receives, and how many there may be;
   NULL: it has no such. */
static const struct mmsghdr *
several_of(const struct call *call, size_t *n)
{
	const union arg *several = call_arg(call, ARG_MMSGHDR);

	if (several == NULL)
		several = call_arg(call, ARG_MMSGHDR_OUT);
	if (several == NULL)
		return NULL;
	*n = several->ptr != NULL ? (size_t)several[1].num : 0;
	return several->ptr;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void
take_name(struct sockaddr_storage *to, const struct msghdr *header)
{
	size_t len = least(header->msg_namelen, sizeof(*to));

	memset(to, 0, sizeof(*to));
	if (header->msg_name != NULL)
		memcpy(to, header->msg_name, len);
}

/* Its buffers, and what stands in the first. */
static void
take_header(
    struct message *m, const struct call *call, const struct msghdr *header)
{
	m->named = header->msg_name != NULL;
	take_name(&m->peer, header);
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
		call_sender(call, &m->peer);
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
	struct msghdr header;
	size_t n;

	if (call_arg(call, ARG_MMSGHDR) != NULL ||
	    call_arg(call, ARG_MMSGHDR_OUT) != NULL)
		return take_one_of(m, call, several_of(call, &n), i);
	if (data == NULL)
		data = call_arg(call, ARG_DATA_OUT);
	if (i > 0 || call->ret < 0 ||
	    (!call_sends(call->id) && !call_receives(call->id)))
		return false;
	*m = (struct message){ .size = (size_t)call->ret };
	if (data != NULL)
		take_buffer(m, call, data);
	else if (header_of(call, &header))
		take_header(m, call, &header);
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
	const struct mmsghdr *several = several_of(call, n);
	struct msghdr header;

	*n = 0;
	if (data != NULL) {
		*n = there(call, data->ptr, call_asked(call));
		return data->ptr;
	}
	if (!call_sends(call->id))
		return NULL;
	if (several != NULL)
		header = several->msg_hdr;
	else if (!header_of(call, &header))
		return NULL;
	if (header.msg_iovlen == 0)
		return NULL;
	*n = there(call, header.msg_iov->iov_base, header.msg_iov->iov_len);
	return header.msg_iov->iov_base;
}

size_t
call_asked(const struct call *call)
{
	size_t n = 0, asked = 0;
	const struct mmsghdr *several = several_of(call, &n);
	struct msghdr header;

	if (header_of(call, &header))
		return room_of(&header);
	/* Of those that came, only as many as came are known. */
	if (call_receives(call->id) && call->ret >= 0)
		n = least(n, (size_t)call->ret);
	for (size_t i = 0; several != NULL && i < n; i++)
		asked += room_of(&several[i].msg_hdr);
	return several != NULL ? asked : (size_t)call_number(call, ARG_SIZE);
}

/* Those of one message's control data that are descriptors. */
static size_t
take_rights(const struct msghdr *header, int *fds, size_t most)
{
	struct msghdr m = *header;
	const char *end;
	size_t n = 0;

	if (m.msg_control == NULL)
		return 0;
	end = (const char *)m.msg_control + m.msg_controllen;
	for (struct cmsghdr *c = CMSG_FIRSTHDR(&m); c != NULL;
	     c = CMSG_NXTHDR(&m, c)) {
		const char *fd = (const char *)CMSG_DATA(c);
		const char *last = (const char *)c + c->cmsg_len;

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS ||
		    c->cmsg_len > (size_t)(end - (const char *)c))
			continue;
		for (; fd + sizeof(int) <= last && n < most; fd += sizeof(int))
			memcpy(&fds[n++], fd, sizeof(int));
	}
	return n;
}

size_t
call_rights(const struct call *call, int *fds, size_t most)
{
	size_t n = 0, count = 0;
	const struct mmsghdr *several = several_of(call, &count);
	struct msghdr header;

	if (call_failed(call))
		return 0;
	if (header_of(call, &header))
		return take_rights(&header, fds, most);
	count = least(count, (size_t)call->ret);
	for (size_t i = 0; several != NULL && i < count; i++)
		n += take_rights(&several[i].msg_hdr, fds + n, most - n);
	return n;
}
