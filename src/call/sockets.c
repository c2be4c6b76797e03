/*
 * The fold over the calls: after each, what is known of its socket. Whoever
 * tells of a call asks here which socket it was about.
 */
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "call/sockets.h"

static void
ended(struct socket_info *s, enum first_end whose)
{
	if (s->first_end == END_NEITHER)
		s->first_end = whose;
}

/* A table of descriptors that is not this program's. */
struct table {
	struct table *next;
	unsigned number;
	struct by_fd by_fd;
};

static struct table *
find_table(const struct sockets *sockets, unsigned number)
{
	struct table *table = sockets->more;

	while (table != NULL && table->number != number)
		table = table->next;
	return table;
}

/* The descriptors of a table, made where there is none yet; NULL: no memory. */
static struct by_fd *
table_of(struct sockets *sockets, unsigned number)
{
	struct table *table = find_table(sockets, number);

	if (number == 0)
		return &sockets->own;
	if (table == NULL) {
		table = calloc(1, sizeof(*table));
		if (table == NULL)
			return NULL;
		table->number = number;
		table->next = sockets->more;
		sockets->more = table;
	}
	return &table->by_fd;
}

/* The number is the old socket's, if there was one; the socket is new. */
static struct socket_info *
add(struct sockets *sockets, unsigned number, int fd)
{
	struct by_fd *table = table_of(sockets, number);
	struct socket_info *s;

	if (table == NULL)
		return NULL;
	s = by_fd_get(table, fd);
	if (s == NULL) {
		s = malloc(sizeof(*s));
		if (s == NULL)
			return NULL;
		if (!by_fd_put(table, fd, s)) {
			free(s);
			return NULL;
		}
	}
	*s = (struct socket_info){ .id = ++sockets->last_id, .fd = fd };
	return s;
}

static void
created(struct sockets *sockets, const struct call *call)
{
	struct socket_info *s =
	    add(sockets, call->owner.table, call_made(call));

	if (s == NULL)
		return;
	s->family = (int)call_number(call, ARG_FAMILY);
	s->type =
	    (int)call_number(call, ARG_TYPE) & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
	s->protocol = (int)call_number(call, ARG_PROTOCOL);
}

static void
accepted(struct sockets *sockets, const struct call *call)
{
	const struct socket_info *listener = sockets_of_call(sockets, call);
	struct socket_info *s =
	    add(sockets, call->owner.table, call_made(call));

	if (s == NULL)
		return;
	if (listener != NULL) {
		s->family = listener->family;
		s->type = listener->type;
		s->protocol = listener->protocol;
		s->resets = listener->resets; /* options are inherited */
		memcpy(s->device, listener->device, sizeof(s->device));
	}
	s->role = ROLE_SERVER;
	s->state = SOCKET_CONNECTED;
	call_address(call, &s->raddr);
}

static void
connected(struct socket_info *s, const struct call *call)
{
	s->role = ROLE_CLIENT;
	s->state = SOCKET_CONNECTED;
	call_address(call, &s->raddr);
}

static void
received(struct socket_info *s, const struct call *call)
{
	/* An empty datagram is one, and no end. */
	if (call->ret == 0 && call_asked(call) > 0 && s->type != SOCK_DGRAM) {
		s->got_end = true;
		if (!s->failed) /* then it says nothing of the other end */
			ended(s, END_THEIRS);
		return;
	}
	s->received += call_carried(call);
	s->recvs++;
}

/* Of the options, those that change what else is true of the socket. */
static void
option_set(struct socket_info *s, const struct call *call)
{
	struct option_value option;
	struct linger linger;

	call_option(call, &option);
	if (call_sets(call, IPPROTO_IPV6, IPV6_V6ONLY))
		s->v6only = option_int(&option) != 0;
	if (call_sets(call, SOL_SOCKET, SO_LINGER) &&
	    option.len >= sizeof(linger)) {
		memcpy(&linger, option.value, sizeof(linger));
		s->resets = linger.l_onoff != 0 && linger.l_linger == 0;
	}
	if (call_sets(call, SOL_SOCKET, SO_BINDTODEVICE))
		snprintf(s->device, sizeof(s->device), "%.*s", (int)option.len,
		    (const char *)option.value);
}

/*
 * What the kernel's TCP gives as the end of a connection, through whichever
 * call asks next: an RST, acknowledgements that did not come, or, when they did
 * not come, what machines on the way had said (tcp(7), ip(7)).
 */
static bool
ends_connection(const struct socket_info *s, const struct call *call)
{
	switch (call->err) {
	case ECONNRESET:
	case ECONNABORTED:
	case ETIMEDOUT:
	case EHOSTUNREACH:
	case ENETUNREACH:
	case EHOSTDOWN:
	case ENETDOWN:
	case ENONET:
	case ENOPROTOOPT:
	case EPROTO:
		return true;
	case EPIPE: /* after an end of our own it says nothing of the peer */
		return !s->sent_end;
	case ENOTCONN: /* it was one, and is none any more */
		return call->id == CALL_SHUTDOWN;
	default:
		return false;
	}
}

static void
failed(struct socket_info *s, const struct call *call)
{
	if (call->err == ECONNRESET)
		s->reset = true;
	if (s->type == SOCK_STREAM && ends_connection(s, call))
		s->failed = true;
	if (call->id == CALL_CONNECT && call_waits(call))
		s->state = SOCKET_CONNECTING;
	else if (call->id == CALL_CLOSE)
		s->state = SOCKET_CLOSED;
}

/* What a call that succeeded says of the socket it was about. */
static void
succeeded(struct socket_info *s, const struct call *call)
{
	if (call_sends(call->id)) {
		s->sent += call_carried(call);
		s->sends++;
	} else if (call_receives(call->id)) {
		received(s, call);
	}
	switch (call->id) {
	case CALL_BIND:
		s->state = SOCKET_BOUND;
		s->bound = true;
		call_address(call, &s->laddr);
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
	case CALL_SPLICE: /* out of this socket; 0 does not say that it ended */
		s->received += (unsigned long long)call->ret;
		s->splices += call->ret > 0;
		break;
	case CALL_SHUTDOWN:
		if (call_number(call, ARG_HOW) == SHUT_RD)
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
	struct socket_info *s = sockets_of_call(sockets, call);

	if (call_failed(call)) {
		if (s != NULL)
			failed(s, call);
	} else if (call_row(call->id)->makes == MAKES_SOCKET) {
		created(sockets, call);
	} else if (call_row(call->id)->makes == MAKES_CONNECTION) {
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
	struct socket_info *s = sockets_of_note((struct sockets *)sink, note);

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

static void
free_table(struct by_fd *table)
{
	for (size_t i = 0; i < table->size; i++)
		free(table->list[i]);
	by_fd_free(table);
}

void
sockets_free(struct sockets *sockets)
{
	free_table(&sockets->own);
	while (sockets->more != NULL) {
		struct table *table = sockets->more;

		sockets->more = table->next;
		free_table(&table->by_fd);
		free(table);
	}
}

struct socket_info *
sockets_find(const struct sockets *sockets, unsigned number, int fd)
{
	const struct table *table = find_table(sockets, number);

	if (number == 0)
		return by_fd_get(&sockets->own, fd);
	return table == NULL ? NULL : by_fd_get(&table->by_fd, fd);
}

struct socket_info *
sockets_of_call(const struct sockets *sockets, const struct call *call)
{
	bool made = call_row(call->id)->makes == MAKES_SOCKET;

	return sockets_find(
	    sockets, call->owner.table, made ? call_made(call) : call_fd(call));
}

struct socket_info *
sockets_of_note(const struct sockets *sockets, const struct note *note)
{
	return sockets_find(sockets, note->owner.table, note->fd);
}
