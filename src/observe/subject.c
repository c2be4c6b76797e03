/*
 * A socket under observation: what kind it is and whose addresses it has is
 * asked once, its state each time. When it is looked at: observer.c.
 */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "call/borrow.h"
#include "call/clock.h"
#include "observe/subject.h"
#include "probe/probe.h"

static int
number_of(struct subjects *all, int at, int option)
{
	int number = -1;
	socklen_t len = sizeof(number);

	sys_getsockopt(all->quiet, at, SOL_SOCKET, option, &number, &len);
	return number;
}

static bool
is_ours(const struct owner *owner)
{
	return owner->process == 0;
}

static void
free_subject(struct subject *s)
{
	if (s != NULL) {
		free(s->sends);
		free(s->syn);
	}
	free(s);
}

void
subjects_init(struct subjects *all, struct sys *quiet)
{
	*all = (struct subjects){ .quiet = quiet };
	diag_init(&all->diag, quiet);
}

static void
free_table(struct by_fd *table)
{
	for (size_t i = 0; i < table->size; i++)
		free_subject(table->list[i]);
	by_fd_free(table);
}

void
subjects_free(struct subjects *all)
{
	free_table(&all->by_fd);
	for (size_t i = 0; i < all->others.size; i++)
		if (all->others.list[i] != NULL) {
			free_table(all->others.list[i]);
			free(all->others.list[i]);
		}
	by_fd_free(&all->others);
	for (int i = 0; i < CLOSED_MAX; i++)
		free_subject(all->closed[i]);
	diag_close(&all->diag);
	all->expecting = NULL;
}

/* Where its subjects are; NULL: there are none. */
static const struct by_fd *
table_of(const struct subjects *all, const struct owner *owner)
{
	return is_ours(owner) ? &all->by_fd
			      : by_fd_get(&all->others, (int)owner->table);
}

static bool
put(struct subjects *all, const struct owner *owner, int fd, struct subject *s)
{
	struct by_fd *table = &all->by_fd;

	if (!is_ours(owner))
		table = by_fd_get(&all->others, (int)owner->table);
	if (table != NULL)
		return by_fd_put(table, fd, s);
	table = calloc(1, sizeof(*table));
	if (table != NULL && by_fd_put(table, fd, s) &&
	    by_fd_put(&all->others, (int)owner->table, table))
		return true;
	if (table != NULL)
		by_fd_free(table);
	free(table);
	return false;
}

struct subject *
subject_known(const struct subjects *all, const struct owner *owner, int fd)
{
	const struct by_fd *table = table_of(all, owner);

	return table != NULL ? by_fd_get(table, fd) : NULL;
}

/* A descriptor of ours for it; -1: there is none. */
static int
reach(struct subjects *all, const struct owner *owner, int fd)
{
	int at;

	if (fd == -1 || is_ours(owner))
		return fd;
	at = borrow_fd(owner->process, fd);
	if (at == -1 && (errno == ENOSYS || errno == EPERM))
		all->refused = true;
	return at;
}

/* What kind of socket it is; domain -1: it is none. */
static struct subject
find_out(struct subjects *all, const struct owner *owner, int fd, int at)
{
	return (struct subject){ .owner = *owner,
		.fd = fd,
		.at = at,
		.domain = number_of(all, at, SO_DOMAIN),
		.type = number_of(all, at, SO_TYPE),
		.protocol = number_of(all, at, SO_PROTOCOL),
		.elsewhere =
		    !is_ours(owner) && !diag_answers_for(&all->diag, at) };
}

/* A new one; NULL: it is no socket, or there is no memory. */
static struct subject *
add(struct subjects *all, const struct subject *found)
{
	struct subject *s;

	if (found->domain == -1)
		return NULL;
	s = malloc(sizeof(*s));
	if (s == NULL)
		return NULL;
	*s = *found;
	if (put(all, &s->owner, s->fd, s))
		return s;
	free(s);
	return NULL;
}

struct subject *
subject_of(struct subjects *all, const struct owner *owner, int fd)
{
	struct subject *s = subject_known(all, owner, fd), found;
	struct stat st;
	int at;

	at = s != NULL && s->at != -1 ? s->at : reach(all, owner, fd);
	if (at == -1 || fstat(at, &st) == -1)
		return s;
	if (s != NULL && s->inode == st.st_ino) {
		s->at = at;
		return s;
	}
	if (s != NULL) /* nobody told of its close() */
		subject_closed(all, s);
	found = find_out(all, owner, fd, at);
	found.inode = st.st_ino;
	s = add(all, &found);
	if (s == NULL && !is_ours(owner))
		sys_close(all->quiet, at);
	return s;
}

void
subject_let_go(struct subjects *all, struct subject *s)
{
	if (s == NULL || is_ours(&s->owner))
		return;
	if (s->at != -1)
		sys_close(all->quiet, s->at);
	s->at = -1;
}

bool
subject_is_tcp(const struct subject *s)
{
	return s->type == SOCK_STREAM && s->protocol == IPPROTO_TCP;
}

bool
subject_is_open(const struct subject *s)
{
	return s->state == TCP_ESTABLISHED || s->state == TCP_CLOSE_WAIT;
}

struct subject *
subject_closed(struct subjects *all, struct subject *s)
{
	subject_forget(all, s);
	subject_let_go(all, s);
	put(all, &s->owner, s->fd, NULL);
	s->fd = s->at = -1;
	free(s->sends);
	s->sends = NULL;
	if (s->raddr.ss_family == 0) {
		free_subject(s);
		return NULL;
	}
	if (all->closed[CLOSED_MAX - 1] != NULL)
		subject_forget(all, all->closed[CLOSED_MAX - 1]);
	free_subject(all->closed[CLOSED_MAX - 1]);
	memmove(all->closed + 1, all->closed,
	    (CLOSED_MAX - 1) * sizeof(all->closed[0]));
	all->closed[0] = s;
	return s;
}

const struct seen_syn *
subject_read_syn(struct subjects *all, struct subject *s)
{
	int keeps = 0;
	socklen_t len = sizeof(keeps);

	/* It has the option from the socket that listened. */
	if (s->syn == NULL && is_ours(&s->owner))
		sys_getsockopt(
		    all->quiet, s->at, IPPROTO_TCP, TCP_SAVE_SYN, &keeps, &len);
	if (keeps == 0 || s->syn != NULL)
		return s->syn;
	s->syn = malloc(sizeof(*s->syn));
	if (s->syn != NULL && !probe_syn(all->quiet, s->at, s->syn)) {
		free(s->syn);
		s->syn = NULL;
	}
	return s->syn;
}

/* Once it has both addresses they do not change. */
static void
learn_addresses(struct subjects *all, struct subject *s, int state)
{
	struct sockaddr_storage laddr, raddr;

	if (s->at == -1 || state == TCP_LISTEN || s->raddr.ss_family != 0)
		return;
	probe_addresses(all->quiet, s->at, &laddr, &raddr);
	s->laddr = laddr;
	s->raddr = raddr;
}

/*
 * Whether sock_diag knows more. A socket whose connection is in TIME_WAIT is
 * CLOSED by TCP_INFO; and timers are not there at all.
 */
static bool
is_diags(const struct subject *s, const struct seen *seen)
{
	if (s->laddr.ss_family == 0 || s->raddr.ss_family == 0 || s->elsewhere)
		return false;
	return s->at == -1 || seen->state == 0 || seen->state == TCP_CLOSE ||
	    seen->state == TCP_SYN_SENT || seen->field[SEEN_PROBES] > 0 ||
	    seen->field[SEEN_SND_WND] == 0;
}

static void
ask_diag(struct subjects *all, const struct subject *s, struct seen *seen)
{
	struct seen row;

	seen_clear(&row);
	switch (diag_find(&all->diag, &s->laddr, &s->raddr, &row)) {
	case DIAG_FOUND:
		if (seen->state == 0 || seen->state == TCP_CLOSE) {
			*seen = row;
			return;
		}
		seen->field[SEEN_TIMER] = row.field[SEEN_TIMER];
		seen->field[SEEN_TIMER_MS] = row.field[SEEN_TIMER_MS];
		break;
	case DIAG_NONE:
		if (seen->state != 0)
			break;
		seen->state = TCP_CLOSE;
		seen->source = "sock_diag";
		break;
	case DIAG_SILENT:
		break;
	}
}

bool
subject_see(struct subjects *all, struct subject *s, struct seen *seen)
{
	seen_clear(seen);
	if (s->at != -1)
		probe_tcp_info(all->quiet, s->at, seen);
	learn_addresses(all, s, seen->state);
	if (is_diags(s, seen))
		ask_diag(all, s, seen);
	if (seen->state == 0)
		return false;
	s->state = seen->state;
	s->states |= 1u << seen->state;
	return true;
}

bool
subject_see_queues(struct subjects *all, struct subject *s, struct seen *seen)
{
	if (subject_is_tcp(s))
		subject_see(all, s, seen);
	else
		seen_clear(seen);
	seen->datagrams = s->type == SOCK_DGRAM;
	seen->local = s->domain == AF_UNIX;
	if (seen->state == TCP_LISTEN)
		return true;
	probe_queues(all->quiet, s->at, seen);
	if (seen->field[SEEN_UNREAD] != SEEN_NOT)
		return true;
	/* A Unix-domain socket that listens has no bytes. */
	return seen->local && !s->elsewhere &&
	    diag_find_unix(&all->diag, s->at, seen) == DIAG_FOUND;
}

/* How long until its next look, in milliseconds; -1: it is looked at no more. */
static int
patience(const struct subject *s, const struct seen *seen)
{
	static const int again[] = { 5, 20, 50, 100, 250, 1000, 4000 };
	const unsigned most = sizeof(again) / sizeof(again[0]);

	switch (seen->state) {
	case TCP_SYN_SENT: /* until the next SYN has gone */
		if (seen->field[SEEN_TIMER_MS] > 0)
			return (int)seen->field[SEEN_TIMER_MS] + again[0];
		break;
	case TCP_FIN_WAIT2: /* which may last */
		if (s->fd != -1)
			return -1;
		break;
	case TCP_FIN_WAIT1:
	case TCP_CLOSING:
	case TCP_LAST_ACK:
		break;
	default:
		return -1;
	}
	return s->looks < most ? again[s->looks] : -1;
}

void
subject_expect(struct subjects *all, struct subject *s, const struct seen *seen)
{
	int msec = patience(s, seen);

	if (msec == -1) {
		subject_forget(all, s);
		return;
	}
	s->looks++;
	s->due = seconds_from_now(msec / 1e3);
	if (s->expected)
		return;
	s->expected = true;
	s->next = all->expecting;
	all->expecting = s;
}

void
subject_forget(struct subjects *all, struct subject *s)
{
	struct subject **at = &all->expecting;

	s->looks = 0;
	if (!s->expected)
		return;
	while (*at != s)
		at = &(*at)->next;
	*at = s->next;
	s->expected = false;
}
