#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "call/sockets.h"

static void
ended(struct socket_info *s, enum first_end whose)
{
	if (s->first_end == END_NEITHER)
		s->first_end = whose;
}

/* Doubled each time it grows: n sockets cost n steps, not n squared. */
static bool
make_room(struct sockets *sockets, size_t wanted)
{
	size_t size = sockets->size > 0 ? sockets->size : 64;
	struct socket_info **by_fd;

	if (wanted <= sockets->size)
		return true;
	while (size < wanted)
		size *= 2;
	by_fd = realloc(sockets->by_fd, size * sizeof(by_fd[0]));
	if (by_fd == NULL)
		return false;
	for (size_t i = sockets->size; i < size; i++)
		by_fd[i] = NULL;
	sockets->by_fd = by_fd;
	sockets->size = size;
	return true;
}

static struct socket_info *
add(struct sockets *sockets, int fd)
{
	struct socket_info *s = sockets_find(sockets, fd);

	if (s == NULL) {
		if (fd < 0 || !make_room(sockets, (size_t)fd + 1))
			return NULL;
		s = calloc(1, sizeof(*s));
		if (s == NULL)
			return NULL;
		sockets->by_fd[fd] = s;
	}
	/* The number is the old one's, the socket is new. */
	*s = (struct socket_info){ .id = ++sockets->last_id, .fd = fd };
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
		s->cut = listener->cut; /* options are inherited */
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
	/* An empty datagram is one, and no end. */
	if (call->ret == 0 && call->arg[2].num > 0 && s->type != SOCK_DGRAM) {
		s->got_end = true;
		ended(s, END_THEIRS);
		return;
	}
	s->received += call_received(call);
	s->recvs++;
}

/* Of the options, those that change what else is true of the socket. */
static void
option_set(struct socket_info *s, const struct call *call)
{
	long level = call->arg[1].num, option = call->arg[2].num;
	size_t len = (size_t)call->arg[4].num;
	struct linger linger;
	int value;

	if (level == IPPROTO_IPV6 && option == IPV6_V6ONLY &&
	    len >= sizeof(value)) {
		memcpy(&value, call->arg[3].ptr, sizeof(value));
		s->v6only = value != 0;
	}
	if (level == SOL_SOCKET && option == SO_LINGER &&
	    len >= sizeof(linger)) {
		memcpy(&linger, call->arg[3].ptr, sizeof(linger));
		s->cut = linger.l_onoff != 0 && linger.l_linger == 0;
	}
}

static void
failed(struct socket_info *s, const struct call *call)
{
	if (call->err == ECONNRESET)
		s->reset = true;
	/* EPIPE after an end of our own says nothing of the peer. */
	if (call->err == ECONNRESET || call->err == ETIMEDOUT ||
	    (call->err == EPIPE && !s->sent_end))
		s->cut = true;
	if (call->id == CALL_CONNECT && call_waits(call))
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
	case CALL_SETSOCKOPT:
		option_set(s, call);
		break;
	case CALL_LISTEN:
		s->role = ROLE_LISTENER;
		s->state = SOCKET_LISTENING;
		break;
	case CALL_CONNECT:
		connected(s, call);
		break;
	case CALL_SEND:
	case CALL_SENDTO:
		s->sent += (unsigned long long)call->ret;
		s->sends++;
		break;
	case CALL_RECV:
	case CALL_RECVFROM:
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
		if (s->state == SOCKET_CONNECTED && !s->reset &&
		    s->type != SOCK_DGRAM)
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

/* Other notes name the addresses of others. */
static bool
tells_own_addresses(enum note_kind kind)
{
	return kind == NOTE_LISTENING || kind == NOTE_BOUND ||
	    kind == NOTE_ACCEPTED || kind == NOTE_CONNECTED ||
	    kind == NOTE_SENDER;
}

/* Addresses that the kernel chose are read, not called for. */
static void
note(struct sink *sink, const struct note *note)
{
	struct socket_info *s = sockets_find((struct sockets *)sink, note->fd);

	if (s == NULL || !tells_own_addresses(note->kind))
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
	for (size_t i = 0; i < sockets->size; i++)
		free(sockets->by_fd[i]);
	free(sockets->by_fd);
	sockets->by_fd = NULL;
	sockets->size = 0;
}

struct socket_info *
sockets_find(const struct sockets *sockets, int fd)
{
	if (fd < 0 || (size_t)fd >= sockets->size)
		return NULL;
	return sockets->by_fd[fd];
}
