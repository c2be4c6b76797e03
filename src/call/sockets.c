/*
 * The fold over the calls: after each, what is known of its socket. Whoever
 * tells of a call asks here which socket it was about.
 */
#include <errno.h>
#include <linux/close_range.h>
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

static struct fd_table *
find_table(const struct sockets *sockets, unsigned number)
{
	struct fd_table *table = sockets->more;

	if (number == 0)
		return (struct fd_table *)&sockets->own;
	while (table != NULL && table->number != number)
		table = table->next;
	return table;
}

/* The same, made where there is none yet; NULL: no memory. */
static struct fd_table *
table_of(struct sockets *sockets, unsigned number)
{
	struct fd_table *table = find_table(sockets, number);

	if (table != NULL)
		return table;
	table = calloc(1, sizeof(*table));
	if (table == NULL)
		return NULL;
	table->number = number;
	table->next = sockets->more;
	sockets->more = table;
	return table;
}

/* A table that has ended is kept for one step, in which others look into it. */
static void
drop_gone(struct sockets *sockets)
{
	struct fd_table **at = &sockets->more, *table;

	while (
	    sockets->gone != 0 && *at != NULL && (*at)->number != sockets->gone)
		at = &(*at)->next;
	table = sockets->gone != 0 ? *at : NULL;
	sockets->gone = 0;
	if (table == NULL)
		return;
	*at = table->next;
	fd_table_free(table);
	free(table);
}

/* A descriptor is closed; with the last one, the socket is. */
static void
closed(struct sockets *sockets, unsigned number, int fd)
{
	struct fd_table *table = find_table(sockets, number);
	struct socket_info *s =
	    table != NULL ? fd_table_close(table, fd) : NULL;

	if (s == NULL || s->descriptors > 0)
		return;
	if (s->state == SOCKET_CONNECTED && !s->reset && s->type != SOCK_DGRAM)
		ended(s, END_OURS);
	s->state = SOCKET_CLOSED;
}

/* A descriptor names this socket from now on; NULL: none that we know. */
static bool
named(struct sockets *sockets, unsigned number, int fd, struct socket_info *s)
{
	struct fd_table *table = s != NULL ? table_of(sockets, number) : NULL;

	closed(sockets, number, fd);
	return table != NULL && fd_table_put(table, fd, s);
}

/* The number is the old socket's, if there was one; the socket is new. NULL:
   it is no number, or there is no memory. */
static struct socket_info *
add(struct sockets *sockets, unsigned number, int fd)
{
	struct socket_info *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return NULL;
	if (!named(sockets, number, fd, s)) {
		free(s);
		return NULL;
	}
	s->id = ++sockets->last_id;
	s->fd = fd;
	return s;
}

static void
is_of(struct socket_info *s, const struct call *call)
{
	if (s == NULL)
		return;
	s->family = (int)call_number(call, ARG_FAMILY);
	s->type =
	    (int)call_number(call, ARG_TYPE) & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
	s->protocol = (int)call_number(call, ARG_PROTOCOL);
}

static void
created(struct sockets *sockets, const struct call *call)
{
	is_of(add(sockets, call->owner.table, call_made(call)), call);
}

/* Two ends of one connection from the start. */
static void
created_pair(struct sockets *sockets, const struct call *call)
{
	int pair[2];

	if (!call_made_pair(call, pair))
		return;
	for (int i = 0; i < 2; i++) {
		struct socket_info *s =
		    add(sockets, call->owner.table, pair[i]);

		is_of(s, call);
		if (s != NULL)
			s->state = SOCKET_CONNECTED;
	}
}

static void
accepted(struct sockets *sockets, const struct call *call)
{
	const struct socket_info *listener = sockets_of_call(sockets, call);
	struct socket_info like = { 0 }, *s;

	if (listener != NULL)
		like = *listener;
	s = add(sockets, call->owner.table, call_made(call));
	if (s == NULL)
		return;
	s->family = like.family;
	s->type = like.type;
	s->protocol = like.protocol;
	s->resets = like.resets; /* options are inherited */
	memcpy(s->device, like.device, sizeof(s->device));
	s->role = ROLE_SERVER;
	s->state = SOCKET_CONNECTED;
	call_address(call, &s->raddr);
}

static void
duplicated(struct sockets *sockets, const struct call *call)
{
	unsigned table = call->owner.table;
	int fd = call_made(call);

	if (fd != -1 && fd != call_fd(call))
		named(sockets, table, fd,
		    sockets_find_open(sockets, table, call_fd(call)));
}

static void
closed_range(struct sockets *sockets, const struct call *call)
{
	unsigned table = call->owner.table;
	const struct fd_table *t = find_table(sockets, table);
	unsigned first = (unsigned)call->arg[0].num,
		 last = (unsigned)call->arg[1].num;

	if ((unsigned)call_number(call, ARG_CLOSE_FLAGS) & CLOSE_RANGE_CLOEXEC)
		return;
	for (unsigned fd = first; t != NULL && fd <= last && fd < t->by_fd.size;
	     fd++)
		closed(sockets, table, (int)fd);
}

static void
connected(struct socket_info *s, const struct call *call)
{
	s->role = ROLE_CLIENT;
	s->state = SOCKET_CONNECTED;
	call_address(call, &s->raddr);
}

/* What is looked at stays; and errors are no data. */
static bool
takes(const struct call *call)
{
	return !(call_number(call, ARG_MSGFLAGS) & (MSG_PEEK | MSG_ERRQUEUE));
}

static void
received(struct socket_info *s, const struct call *call)
{
	/* An empty datagram is one, and no end. */
	if (call->ret == 0 && call_asked(call) > 0 && s->type != SOCK_DGRAM) {
		s->got_end = true;
		if (!s->failed) /* then it says nothing of the other end */
			ended(s, END_THEIRS);
	} else if (takes(call)) {
		s->received += call_carried(call);
		s->recvs++;
	}
}

/* Out of one socket, or into one; 0 does not say that it ended. */
static void
moved(struct socket_info *s, const struct call *call, bool into)
{
	if (into)
		s->sent += (unsigned long long)call->ret;
	else
		s->received += (unsigned long long)call->ret;
	s->splices += call->ret > 0;
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
	if (call_sets(call, SOL_SOCKET, SO_REUSEADDR))
		s->reuses = option_int(&option) != 0;
	if (call_sets(call, SOL_SOCKET, SO_LINGER) && option.value != NULL &&
	    option.len >= sizeof(linger)) {
		memcpy(&linger, option.value, sizeof(linger));
		s->resets = linger.l_onoff != 0 && linger.l_linger == 0;
	}
	if (call_sets(call, SOL_SOCKET, SO_BINDTODEVICE) &&
	    option.value != NULL)
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
	case EPROTO:
		return true;
	case ENOPROTOOPT: /* setsockopt() says it of the option */
		return call_arg(call, ARG_OPTION) == NULL;
	case EPIPE: /* after an end of our own it says nothing of the peer */
		return !s->sent_end;
	case ENOTCONN: /* it was one, and is none any more */
		return call->id == CALL_SHUTDOWN && !s->sent_end &&
		    s->state == SOCKET_CONNECTED;
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
	if (call->id == CALL_CONNECT && call_waits(call)) {
		s->state = SOCKET_CONNECTING;
		call_address(call, &s->raddr);
	}
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
	case CALL_SHUTDOWN:
		if (call_number(call, ARG_HOW) == SHUT_RD)
			break;
		s->sent_end = true;
		ended(s, END_OURS);
		break;
	default:
		break;
	}
}

/* What a call that succeeded says of which descriptors there are. */
static void
made(struct sockets *sockets, const struct call *call)
{
	switch (call_row(call->id)->makes) {
	case MAKES_SOCKET:
		created(sockets, call);
		break;
	case MAKES_CONNECTION:
		accepted(sockets, call);
		break;
	case MAKES_DUPLICATE:
		duplicated(sockets, call);
		break;
	case MAKES_NO_SOCKET:
		created_pair(sockets, call);
		break;
	}
	if (call->id == CALL_CLOSE_RANGE)
		closed_range(sockets, call);
}

static void
fold(struct sink *sink, const struct call *call)
{
	struct sockets *sockets = (struct sockets *)sink;
	struct socket_info *s;

	drop_gone(sockets);
	s = sockets_of_call(sockets, call);
	if (call_failed(call)) {
		if (s != NULL)
			failed(s, call);
	} else if (s != NULL && call_moves(call->id)) {
		moved(s, call,
		    s ==
			sockets_find(
			    sockets, call->owner.table, call_fd_to(call)));
	} else if (s != NULL) {
		succeeded(s, call);
	}
	if (!call_failed(call))
		made(sockets, call);
	/* On Linux the descriptor is gone also where close() fails. */
	if (call->id == CALL_CLOSE && (call->ret == 0 || call->err != EBADF))
		closed(sockets, call->owner.table, call_fd(call));
}

/* Other notes name the addresses of others. */
static bool
tells_own_addresses(enum note_kind kind)
{
	return kind == NOTE_LISTENING || kind == NOTE_BOUND ||
	    kind == NOTE_ACCEPTED || kind == NOTE_CONNECTED ||
	    kind == NOTE_SENDER || kind == NOTE_NAMED;
}

/* A socket that no call was seen to make: one that is known by another
   descriptor, or a new one. */
static void
found(struct sockets *sockets, const struct note *note)
{
	struct socket_info *s =
	    sockets_find_open(sockets, note->from.table, note->from_fd);

	if (s != NULL) {
		named(sockets, note->owner.table, note->fd, s);
		return;
	}
	s = add(sockets, note->owner.table, note->fd);
	if (s == NULL)
		return;
	s->family = note->family;
	s->type = note->type;
	s->protocol = note->protocol;
	s->laddr = note->laddr;
	s->raddr = note->raddr;
	s->role = note->listening ? ROLE_LISTENER : ROLE_NONE;
	s->state = note->listening       ? SOCKET_LISTENING
	    : note->raddr.ss_family != 0 ? SOCKET_CONNECTED
					 : SOCKET_NEW;
}

static void
copied(struct sockets *sockets, const struct note *note)
{
	const struct fd_table *from = find_table(sockets, note->from.table);
	struct fd_table *to;

	if (from == NULL || note->from.table == note->owner.table ||
	    !fd_table_any_open(from))
		return;
	to = table_of(sockets, note->owner.table);
	if (to != NULL)
		fd_table_copy(to, from);
}

/* Descriptors end otherwise than by close(). */
static void
closed_all(struct sockets *sockets, const struct note *note)
{
	for (size_t i = 0; i < note->n; i++)
		closed(sockets, note->owner.table, note->fds[i]);
	if (note->kind == NOTE_EXITED && note->last)
		sockets->gone = note->owner.table;
}

/* Addresses that the kernel chose are read, not called for. */
static void
learn_addresses(struct sockets *sockets, const struct note *note)
{
	struct socket_info *s = sockets_of_note(sockets, note);

	if (s == NULL || !tells_own_addresses(note->kind))
		return;
	if (note->laddr.ss_family != 0)
		s->laddr = note->laddr;
	if (note->raddr.ss_family != 0)
		s->raddr = note->raddr;
	if (note->kind == NOTE_CONNECTED && s->state == SOCKET_CONNECTING) {
		s->state = SOCKET_CONNECTED;
		s->role = ROLE_CLIENT;
	}
}

static void
note(struct sink *sink, const struct note *note)
{
	struct sockets *sockets = (struct sockets *)sink;

	drop_gone(sockets);
	switch (note->kind) {
	case NOTE_FOUND:
		found(sockets, note);
		break;
	case NOTE_STARTED:
	case NOTE_COPIED:
		copied(sockets, note);
		break;
	case NOTE_EXEC:
	case NOTE_EXITED:
		closed_all(sockets, note);
		break;
	default:
		learn_addresses(sockets, note);
		break;
	}
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
	fd_table_free(&sockets->own);
	while (sockets->more != NULL) {
		struct fd_table *table = sockets->more;

		sockets->more = table->next;
		fd_table_free(table);
		free(table);
	}
}

struct socket_info *
sockets_find(const struct sockets *sockets, unsigned number, int fd)
{
	const struct fd_table *table = find_table(sockets, number);
	bool open;

	return table == NULL ? NULL : fd_table_get(table, fd, &open);
}

struct socket_info *
sockets_find_open(const struct sockets *sockets, unsigned number, int fd)
{
	const struct fd_table *table = find_table(sockets, number);
	bool open = false;
	struct socket_info *s =
	    table == NULL ? NULL : fd_table_get(table, fd, &open);

	return open ? s : NULL;
}

struct socket_info *
sockets_of_call(const struct sockets *sockets, const struct call *call)
{
	bool made = call_row(call->id)->makes == MAKES_SOCKET;
	struct socket_info *s = sockets_find(
	    sockets, call->owner.table, made ? call_made(call) : call_fd(call));

	if (s != NULL)
		return s;
	return sockets_find(sockets, call->owner.table, call_fd_to(call));
}

struct socket_info *
sockets_of_note(const struct sockets *sockets, const struct note *note)
{
	return sockets_find(sockets, note->owner.table, note->fd);
}
