/*
 * How a call is copied: argument by argument, each by its type, from wherever
 * its memory is. A copy and all that it points to are one list of blocks, which
 * the first of them heads.
 */
#include <netdb.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "call/copy.h"

enum { IOV_MOST = 1024 }; /* buffers of one call, as the kernel has it */

struct block {
	struct block *next;
	_Alignas(max_align_t) char data[];
};

/* A copy being made. */
struct copying {
	const struct call *from;
	struct memory *memory;
	struct block *blocks; /* the copy's first */
	bool starved;         /* there was no memory for one */
};

static bool
read_own(struct memory *memory, const void *from, void *to, size_t n)
{
	(void)memory;
	memcpy(to, from, n);
	return true;
}

struct memory *
own_memory(void)
{
	static struct memory own = { read_own };

	return &own;
}

/* Room for n bytes that goes when the copy goes; zeroed. */
static void *
room(struct copying *c, size_t n)
{
	struct block *block = calloc(1, sizeof(*block) + n + 1);

	if (block == NULL) {
		c->starved = true;
		return NULL;
	}
	block->next = c->blocks;
	c->blocks = block;
	return block->data;
}

/* n bytes from there, and a NUL; NULL where they cannot be read. */
static void *
take(struct copying *c, const void *from, size_t n)
{
	void *to = from != NULL ? room(c, n) : NULL;

	if (to == NULL || !c->memory->read(c->memory, from, to, n))
		return NULL;
	return to;
}

/* A string, a few bytes at a time: where it ends is not known before. */
static void *
take_string(struct copying *c, const char *from)
{
	enum { STRING_MAX = 4096 };
	char text[STRING_MAX];
	size_t n = 0;

	if (from == NULL)
		return NULL;
	do
		if (!c->memory->read(c->memory, from + n, text + n, 1))
			return NULL;
	while (text[n++] != '\0' && n < sizeof(text));
	return take(c, from, n - 1);
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* So many bytes are kept of what passed, at most. */
static size_t
most_kept(const struct copying *c)
{
	size_t most = c->from->kept > 0 ? c->from->kept : COPY_DATA_MAX;

	return least(most, COPY_DATA_MAX);
}

static void *
take_data(struct copying *c, const union arg *arg, size_t n)
{
	return take(c, arg->ptr, least(n, most_kept(c)));
}

/* An address, or an option's value, as long as the length beside it says; with
   room for as much as that may say when it is read once more. */
static void *
take_filled_in(struct copying *c, const union arg *arg, size_t size)
{
	socklen_t len;
	void *to;

	if (arg->ptr == NULL || arg[1].ptr == NULL ||
	    !c->memory->read(c->memory, arg[1].ptr, &len, sizeof(len)))
		return NULL;
	to = room(c, size);
	if (to == NULL ||
	    !c->memory->read(c->memory, arg->ptr, to, least(len, size)))
		return NULL;
	return to;
}

/* Several buffers as one: of what was sent all, of what came what passed. The
   length of it is the whole, also where less of it is kept. */
static struct iovec *
take_buffers(
    struct copying *c, const struct iovec *buffers, size_t n, size_t most)
{
	struct iovec *to = room(c, sizeof(*to));
	struct iovec from[IOV_MOST];
	size_t done = 0, kept;

	n = least(n, IOV_MOST);
	if (to == NULL || buffers == NULL ||
	    !c->memory->read(c->memory, buffers, from, n * sizeof(from[0])))
		return NULL;
	for (size_t i = 0; i < n; i++)
		to->iov_len += from[i].iov_len;
	to->iov_len = least(to->iov_len, most);
	kept = least(to->iov_len, most_kept(c));
	to->iov_base = room(c, kept);
	for (size_t i = 0; to->iov_base != NULL && done < kept; i++) {
		size_t piece = least(from[i].iov_len, kept - done);

		if (!c->memory->read(c->memory, from[i].iov_base,
			(char *)to->iov_base + done, piece))
			return NULL;
		done += piece;
	}
	return to;
}

/* As many buffers as there were, the first of which holds all. */
static struct iovec *
take_iov(struct copying *c, const union arg *from, size_t most)
{
	size_t n = least((size_t)from[1].num, IOV_MOST);
	struct iovec *all = take_buffers(c, from->ptr, n, most);
	struct iovec *to =
	    all != NULL && n > 0 ? room(c, n * sizeof(*to)) : NULL;

	if (to != NULL)
		*to = *all;
	return to;
}

/* Bits, as many as select() was told that there are. */
static void *
take_fdset(struct copying *c, const union arg *arg)
{
	long n = call_number(c->from, ARG_INT);
	size_t longs = (least(n > 0 ? (size_t)n : 0, 65536) + 63) / 64;

	return take(c, arg->ptr, longs * 8);
}

/* What came or went beside the bytes (cmsg(3)). */
static void
take_control(struct copying *c, struct msghdr *to)
{
	enum { CONTROL_MOST = 8192 };

	to->msg_controllen = least(to->msg_controllen, CONTROL_MOST);
	if (to->msg_controllen > 0)
		to->msg_control = take(c, to->msg_control, to->msg_controllen);
	else
		to->msg_control = NULL;
	if (to->msg_control == NULL)
		to->msg_controllen = 0;
}

static void *
take_header(struct copying *c, const struct msghdr *from, size_t most)
{
	struct msghdr *to = take(c, from, sizeof(*to));

	if (to == NULL)
		return NULL;
	to->msg_name = take(c, to->msg_name,
	    least(to->msg_namelen, sizeof(struct sockaddr_storage)));
	to->msg_iov = take_buffers(c, to->msg_iov, to->msg_iovlen, most);
	to->msg_iovlen = to->msg_iov != NULL;
	take_control(c, to);
	return to;
}

/* Each message of several: of those that were sent all, of those that came as
   many bytes as the length says. */
static struct mmsghdr *
take_headers(struct copying *c, const struct mmsghdr *from, size_t n, bool came)
{
	struct mmsghdr *to;

	n = least(n, IOV_MOST);
	to = take(c, from, n * sizeof(*to));
	for (size_t i = 0; to != NULL && i < n; i++) {
		struct msghdr *one = take_header(
		    c, &from[i].msg_hdr, came ? to[i].msg_len : SIZE_MAX);

		to[i].msg_hdr = one != NULL ? *one : (struct msghdr){ 0 };
	}
	return to;
}

/* What getaddrinfo() found; getifaddrs() is not copied: its result is told by
   a note. */
static struct addrinfo **
take_found(struct copying *c, struct addrinfo *const *from)
{
	struct addrinfo **first = room(c, sizeof(*first)), **to = first;
	struct addrinfo *next;

	if (first == NULL || from == NULL ||
	    !c->memory->read(c->memory, from, &next, sizeof(next)))
		return NULL;
	while (next != NULL) {
		*to = take(c, next, sizeof(**to));
		if (*to == NULL)
			break;
		(*to)->ai_addr = take(c, (*to)->ai_addr, (*to)->ai_addrlen);
		(*to)->ai_canonname = NULL;
		next = (*to)->ai_next;
		to = &(*to)->ai_next;
		*to = NULL;
	}
	return first;
}

/* What is there before the call: the memory of an argument that it reads. */
static void *
take_given(struct copying *c, enum arg_type type, const union arg *arg)
{
	switch (type) {
	case ARG_ADDR:
		return take(c, arg->ptr,
		    least((size_t)arg[1].num, sizeof(struct sockaddr_storage)));
	case ARG_DATA:
		return take_data(c, arg, (size_t)arg[1].num);
	case ARG_OPTVAL:
		return take(
		    c, arg->ptr, least((size_t)arg[1].num, OPTION_VALUE_MAX));
	case ARG_MSGHDR:
		return take_header(c, arg->ptr, SIZE_MAX);
	case ARG_MMSGHDR:
		return take_headers(c, arg->ptr, (size_t)arg[1].num, false);
	case ARG_IOV:
		return take_iov(c, arg, SIZE_MAX);
	case ARG_POLLFDS:
		return take(c, arg->ptr,
		    least((size_t)arg[1].num, 65536) * sizeof(struct pollfd));
	case ARG_FDSET:
		return take_fdset(c, arg);
	case ARG_STRING:
		return take_string(c, arg->ptr);
	case ARG_HINTS:
		return take(c, arg->ptr, sizeof(struct addrinfo));
	case ARG_OFFSET:
		return take(c, arg->ptr, sizeof(off64_t));
	case ARG_TIMESPEC:
		return take(c, arg->ptr, sizeof(struct timespec));
	case ARG_IOCTL_VALUE:
		if (ioctl_has_int((unsigned long)arg[-1].num))
			return take(c, arg->ptr, sizeof(int));
		return arg->ptr;
	case ARG_OPAQUE: /* nobody follows it */
		return arg->ptr;
	case ARG_EPOLL_EVENT:
		return take(c, arg->ptr, sizeof(struct epoll_event));
	case ARG_ADDRLEN_OUT:
	case ARG_OPTLEN_OUT:
		return take(c, arg->ptr, sizeof(socklen_t));
	default:
		return NULL;
	}
}

/* What it filled in, where it succeeded. */
static void *
take_filled(struct copying *c, enum arg_type type, const union arg *arg)
{
	size_t passed = c->from->ret > 0 ? (size_t)c->from->ret : 0;

	if (call_failed(c->from))
		return take_given(c, type, arg);
	switch (type) {
	case ARG_ADDR_OUT:
	case ARG_SENDER:
		return take_filled_in(c, arg, sizeof(struct sockaddr_storage));
	case ARG_OPTVAL_OUT:
		return take_filled_in(c, arg, OPTION_VALUE_MAX);
	case ARG_DATA_OUT:
		return take_data(c, arg, least(passed, (size_t)arg[1].num));
	case ARG_MSGHDR_OUT:
		return take_header(c, arg->ptr, passed);
	case ARG_MMSGHDR_OUT:
		return take_headers(c, arg->ptr, passed, true);
	case ARG_IOV_OUT:
		return take_iov(c, arg, passed);
	case ARG_PIPE_OUT:
	case ARG_PAIR_OUT:
		return take(c, arg->ptr, 2 * sizeof(int));
	case ARG_ADDRINFO_OUT:
		return take_found(c, arg->ptr);
	case ARG_EPOLL_EVENTS:
		return take(c, arg->ptr, passed * sizeof(struct epoll_event));
	default:
		return take_given(c, type, arg);
	}
}

struct call *
call_copy(const struct call *from, struct memory *memory)
{
	const struct arg_row *row = call_row(from->id)->arg;
	struct copying c = { .from = from, .memory = memory };
	struct block *head = calloc(1, sizeof(*head) + sizeof(*from));
	struct call *copy;

	if (head == NULL)
		return NULL;
	copy = (struct call *)head->data;
	*copy = *from;
	if (copy->kept == 0 || copy->kept > COPY_DATA_MAX)
		copy->kept = COPY_DATA_MAX;
	for (int i = 0; i < CALL_MAXARGS && row[i].type != ARG_NONE; i++)
		if (arg_is_pointer(row[i].type))
			copy->arg[i].ptr =
			    take_filled(&c, row[i].type, &from->arg[i]);
	head->next = c.blocks;
	if (!c.starved)
		return copy;
	call_free(copy);
	return NULL;
}

void
call_free(struct call *copy)
{
	struct block *block;

	if (copy == NULL)
		return;
	block = (struct block *)((char *)copy - offsetof(struct block, data));
	while (block != NULL) {
		struct block *next = block->next;

		free(block);
		block = next;
	}
}
