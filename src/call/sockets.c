#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "call/sockets.h"

static void
ended(struct socket_info *s, enum first_end whose)
{
	if (s->first_end == END_NEITHER)
		s->first_end = whose;
}

static struct socket_info *
add(struct sockets *sockets, int fd)
{
	struct socket_info *s = sockets_find(sockets, fd);

	if (s == NULL) {
		s = calloc(1, sizeof(*s));
		if (s == NULL)
			return NULL;
		s->next = sockets->first;
		sockets->first = s;
	}
	/* The number is the old one's, the socket is new. */
	*s = (struct socket_info){
		.id = ++sockets->last_id, .fd = fd, .next = s->next
	};
	return s;
}

static void
copy_addr(struct sockaddr_storage *to, const void *from, size_t len)
{
	memset(to, 0, sizeof(*to));
	if (from != NULL && len <= sizeof(*to))
		memcpy(to, from, len);
}

static void
created(struct sockets *sockets, const struct call *call)
{
	struct socket_info *s = add(sockets, (int)call->ret);

	if (s == NULL)
		return;
	s->family = (int)call->arg[0].num;
	s->type = (int)call->arg[1].num & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
	s->protocol = (int)call->arg[2].num;
}

static void
accepted(struct sockets *sockets, const struct call *call)
{
	const struct socket_info *listener =
	    sockets_find(sockets, call_fd(call));
	struct socket_info *s = add(sockets, (int)call->ret);

	if (s == NULL)
		return;
	if (listener != NULL) {
		s->family = listener->family;
		s->type = listener->type;
		s->protocol = listener->protocol;
	}
	s->role = ROLE_SERVER;
	s->state = SOCKET_CONNECTED;
	if (call->arg[1].ptr != NULL)
		copy_addr(&s->raddr, call->arg[1].ptr,
		    *(const socklen_t *)call->arg[2].ptr);
}

static void
connected(struct socket_info *s, const struct call *call)
{
	s->role = ROLE_CLIENT;
	s->state = SOCKET_CONNECTED;
	copy_addr(&s->raddr, call->arg[1].ptr, (size_t)call->arg[2].num);
}

static void
received(struct socket_info *s, const struct call *call)
{
	if (call->ret == 0 && call->arg[2].num > 0) {
		s->got_end = true;
		ended(s, END_THEIRS);
		return;
	}
	s->received += (unsigned long long)call->ret;
	s->recvs++;
}

static void
failed(struct socket_info *s, const struct call *call)
{
	if (call->err == ECONNRESET)
		s->reset = true;
	if (call->id == CALL_CONNECT && would_wait(call->err))
		s->state = SOCKET_CONNECTING;
	else if (call->id == CALL_CLOSE)
		s->state = SOCKET_CLOSED;
}

/* What a call that succeeded says of the socket it was about. */
static void
succeeded(struct socket_info *s, const struct call *call)
{
	switch (call->id) {
	case CALL_BIND:
		s->state = SOCKET_BOUND;
		s->bound = true;
		copy_addr(
		    &s->laddr, call->arg[1].ptr, (size_t)call->arg[2].num);
		break;
	case CALL_LISTEN:
		s->role = ROLE_LISTENER;
		s->state = SOCKET_LISTENING;
		break;
	case CALL_CONNECT:
		connected(s, call);
		break;
	case CALL_SEND:
		s->sent += (unsigned long long)call->ret;
		s->sends++;
		break;
	case CALL_RECV:
		received(s, call);
		break;
	case CALL_SPLICE: /* out of this socket; 0 does not say that it ended */
		s->received += (unsigned long long)call->ret;
		s->splices += call->ret > 0;
		break;
	case CALL_SHUTDOWN:
		if (call->arg[1].num == SHUT_RD)
			break;
		s->sent_end = true;
		ended(s, END_OURS);
		break;
	case CALL_CLOSE:
		if (s->state == SOCKET_CONNECTED && !s->reset)
			ended(s, END_OURS);
		s->state = SOCKET_CLOSED;
		break;
	default:
		break;
	}
}

static void
fold(struct sink *sink, const struct call *call)
{
	struct sockets *sockets = (struct sockets *)sink;
	struct socket_info *s = sockets_find(sockets, call_fd(call));

	if (call_failed(call)) {
		if (s != NULL)
			failed(s, call);
	} else if (call->id == CALL_SOCKET) {
		created(sockets, call);
	} else if (call->id == CALL_ACCEPT) {
		accepted(sockets, call);
	} else if (s != NULL) {
		succeeded(s, call);
	}
}

/* Addresses that the kernel chose are read, not called for. */
static void
note(struct sink *sink, const struct note *note)
{
	struct socket_info *s = sockets_find((struct sockets *)sink, note->fd);

	if (s == NULL)
		return;
	if (note->laddr.ss_family != 0)
		s->laddr = note->laddr;
	if (note->raddr.ss_family != 0)
		s->raddr = note->raddr;
}

void
sockets_init(struct sockets *sockets)
{
	static const struct sink_ops ops = { .end = fold, .note = note };

	*sockets = (struct sockets){ .sink.ops = &ops };
}

void
sockets_free(struct sockets *sockets)
{
	while (sockets->first != NULL) {
		struct socket_info *s = sockets->first;

		sockets->first = s->next;
		free(s);
	}
}

struct socket_info *
sockets_find(const struct sockets *sockets, int fd)
{
	struct socket_info *s;

	for (s = sockets->first; s != NULL; s = s->next)
		if (s->fd == fd)
			return s;
	return NULL;
}
