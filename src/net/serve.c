/*
 * The loop of a server with many clients. A turn of it: wait; then whoever is
 * ready gets one step each (one recv(), or as much of a send() as the kernel
 * takes), so that who floods is no faster served than who whispers. Nothing in
 * a turn ever waits, and no client is let go of before the turn is over, so
 * that no event of it can be about another socket with the same number.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "net/listen.h"
#include "net/serve.h"

enum { BATCH = 64 }; /* clients accepted, heard or sent to in a turn */
enum { TYPED_SIZE = 64 * 1024, RETRY = 1000 /* milliseconds */ };

static void
stop(struct server *s, enum outcome outcome)
{
	if (s->stopped)
		return;
	s->stopped = true;
	s->outcome = outcome;
	s->err = errno;
}

static int
msec_since(const struct timespec *then)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec - then->tv_sec > 1000000)
		return 1000000000;
	return (int)((now.tv_sec - then->tv_sec) * 1000 +
	    (now.tv_nsec - then->tv_nsec) / 1000000);
}

/* The list of clients. */

static void
link_last(struct server *s, struct client *c)
{
	c->prev = s->last;
	c->next = NULL;
	*(s->last != NULL ? &s->last->next : &s->first) = c;
	s->last = c;
}

static void
unlink_client(struct server *s, struct client *c)
{
	*(c->prev != NULL ? &c->prev->next : &s->first) = c->next;
	*(c->next != NULL ? &c->next->prev : &s->last) = c->prev;
}

/* Bytes passed: of all, this one has been quiet for the shortest time now. So
   the list stays in order, and who is idle for too long stands first. */
static void
touch(struct server *s, struct client *c)
{
	if (s->idle < 0)
		return;
	clock_gettime(CLOCK_MONOTONIC, &c->touched);
	unlink_client(s, c);
	link_last(s, c);
}

struct client *
server_find(const struct server *s, unsigned number)
{
	for (struct client *c = s->first; c != NULL; c = c->next)
		if (c->number == number && c->leaving == STAYS)
			return c;
	return NULL;
}

/* What waits to be sent. */

static bool
is_empty(const struct client *c)
{
	return c->out.done == c->out.len;
}

static bool
keep(struct backlog *out, const char *data, size_t n)
{
	size_t left = out->len - out->done, size = left + n;
	char *grown;

	if (out->done > 0)
		memmove(out->data, out->data + out->done, left);
	out->done = 0;
	out->len = left;
	if (size > out->size) {
		if (left > 0 && size < 2 * out->size)
			size = 2 * out->size;
		grown = realloc(out->data, size);
		if (grown == NULL)
			return false;
		out->data = grown;
		out->size = size;
	}
	memcpy(out->data + left, data, n);
	out->len += n;
	return true;
}

static void
forget(struct backlog *out)
{
	free(out->data);
	*out = (struct backlog){ 0 };
}

/* From now on nothing happens to it but its end. */
static void
leave(struct server *s, struct client *c, enum leaving why)
{
	if (c->leaving != STAYS)
		return;
	c->leaving = why;
	c->err = errno;
	c->next_gone = s->gone;
	s->gone = c;
	s->open -= !c->ending;
	s->queued -= !is_empty(c);
	forget(&c->out);
}

/* Puts it into an epoll, or takes it out, where that changes anything. */
static void
be_in(struct server *s, const struct watch *epoll, struct client *c,
    uint32_t events, bool *is, bool wanted)
{
	struct epoll_event event = { .events = events, .data.fd = c->fd };

	if (*is == wanted)
		return;
	if (sys_epoll_ctl(s->sys, epoll->fd,
		wanted ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, c->fd,
		wanted ? &event : NULL) == -1)
		leave(s, c, LEFT_FAILED);
	*is = wanted;
}

/*
 * What to wait for follows from the client's state alone. EPOLLERR and
 * EPOLLHUP are reported whether one wants them or not: who waits for nothing
 * is in neither epoll, or the loop would spin.
 */
static void
watch_client(struct server *s, struct client *c)
{
	bool hears = !c->got_end && (!s->echo || is_empty(c));

	if (c->leaving != STAYS)
		return;
	be_in(s, &s->readers, c, EPOLLIN, &c->reading, hears);
	be_in(s, &s->writers, c, EPOLLOUT, &c->writing, !is_empty(c));
}

/* Both it and we may have nothing more to do here. */
static void
look_for_end(struct server *s, struct client *c)
{
	if (!is_empty(c) || c->leaving != STAYS)
		return;
	if (c->got_end && !c->done) {
		c->done = true;
		c->next_done = s->done;
		s->done = c;
	} else if (c->got_end) {
		return;
	} else if (c->ending && sys_shutdown(s->sys, c->fd, SHUT_WR) == -1) {
		leave(s, c, LEFT_FAILED);
	}
}

/* As much as the kernel takes. */
static size_t
send_now(struct server *s, struct client *c, const char *data, size_t size)
{
	size_t sent = 0;
	ssize_t n;

	while (sent < size) {
		n = sys_send(s->sys, c->fd, data + sent, size - sent, 0);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && would_wait(errno))
			break;
		if (n == -1) {
			leave(s, c, LEFT_FAILED);
			break;
		}
		sent += (size_t)n;
	}
	c->sent += sent;
	if (sent > 0)
		touch(s, c);
	return sent;
}

void
server_send(struct server *s, struct client *c, const char *data, size_t n)
{
	bool empty = is_empty(c);
	size_t sent;

	if (c->leaving != STAYS || c->ending)
		return;
	sent = empty ? send_now(s, c, data, n) : 0;
	if (c->leaving != STAYS || sent == n)
		return;
	if (!empty && c->out.len - c->out.done + n > CLIENT_BUFFER) {
		leave(s, c, LEFT_DEAF);
	} else if (!keep(&c->out, data + sent, n - sent)) {
		leave(s, c, LEFT_FAILED);
	} else {
		s->queued += empty;
		watch_client(s, c);
	}
}

/* Counted, because touch() changes the order behind us. */
void
server_send_all(
    struct server *s, const struct client *but, const char *data, size_t n)
{
	struct client *c = s->first, *next;

	for (unsigned left = s->n; left > 0; left--, c = next) {
		next = c->next;
		if (c != but)
			server_send(s, c, data, n);
	}
}

/* A client reads again: what it has waited for goes on. */
static void
send_rest(struct server *s, struct client *c)
{
	struct backlog *out = &c->out;

	out->done +=
	    send_now(s, c, out->data + out->done, out->len - out->done);
	if (c->leaving != STAYS || !is_empty(c))
		return;
	forget(out);
	s->queued--;
	watch_client(s, c);
	look_for_end(s, c);
}

/* Nobody was heard for a while, which was no fault of theirs. */
static void
restart_idle_clocks(struct server *s)
{
	for (struct client *c = s->first; c != NULL; c = c->next)
		clock_gettime(CLOCK_MONOTONIC, &c->touched);
}

/* What was received goes to our user, who may take it later: until then,
   nobody is heard. */
static void
show(struct server *s)
{
	ssize_t n;

	while (s->shown < s->to_show) {
		n = s->ops->show(
		    s, s->speaker, s->data + s->shown, s->to_show - s->shown);
		if (n == -1 && (errno == EAGAIN || errno == EINTR)) {
			s->held_up = true;
			return;
		}
		if (n == -1) {
			s->local_write_failed = true;
			stop(s, OVER_LOCAL);
			return;
		}
		s->shown += (size_t)n;
	}
	if (s->held_up)
		restart_idle_clocks(s);
	s->held_up = false;
}

static void
hear(struct server *s, struct client *c)
{
	ssize_t n;

	if (s->shown < s->to_show)
		return; /* epoll will tell again */
	n = sys_recv(s->sys, c->fd, s->data, s->read_size, 0);
	if (n == -1) {
		if (!would_wait(errno) && errno != EINTR)
			leave(s, c, LEFT_FAILED);
		return;
	}
	c->received += (unsigned long long)n;
	c->got_end = n == 0;
	if (s->ops->heard != NULL)
		s->ops->heard(s, c, s->data, (size_t)n);
	if (n == 0) {
		watch_client(s, c);
		look_for_end(s, c);
		return;
	}
	touch(s, c);
	if (s->echo)
		server_send(s, c, s->data, (size_t)n);
	if (s->ops->show == NULL)
		return;
	s->speaker = c;
	s->shown = 0;
	s->to_show = (size_t)n;
	show(s);
}

/* One step for each client that is ready in one of the two epolls. */
static void
step(struct server *s, const struct watch *epoll,
    void (*make)(struct server *, struct client *))
{
	struct epoll_event events[BATCH];
	int n;

	if (epoll->ready == 0)
		return;
	n = sys_epoll_wait(s->sys, epoll->fd, events, BATCH, 0);
	if (n == -1 && errno != EINTR)
		stop(s, OVER_FAILED);
	for (int i = 0; i < n; i++) {
		struct client *c = s->by_fd[events[i].data.fd];

		if (c->leaving == STAYS)
			make(s, c);
	}
}

/* Clients come. */

static bool
make_room(struct server *s, size_t wanted)
{
	size_t size = s->size > 0 ? s->size : 64;
	struct client **by_fd;

	if (wanted <= s->size)
		return true;
	while (size < wanted)
		size *= 2;
	by_fd = realloc(s->by_fd, size * sizeof(by_fd[0]));
	if (by_fd == NULL)
		return false;
	s->by_fd = by_fd;
	s->size = size;
	return true;
}

static struct client *
add_client(struct server *s, int fd, const struct sockaddr_storage *addr)
{
	struct client *c = calloc(1, sizeof(*c));

	if (c == NULL || !make_room(s, (size_t)fd + 1)) {
		free(c);
		return NULL;
	}
	*c = (struct client){
		.number = ++s->last_number, .fd = fd, .addr = *addr
	};
	clock_gettime(CLOCK_MONOTONIC, &c->since);
	c->touched = c->since;
	s->by_fd[fd] = c;
	link_last(s, c);
	s->n++;
	s->open++;
	return c;
}

/* Another client waits, and has to go on waiting, in the kernel's queue. */
static void
be_full(struct server *s)
{
	struct note note = { .kind = NOTE_FULL, .fd = s->listener };

	s->full = true;
	if (!s->full_told)
		sys_note(s->sys, &note);
	s->full_told = true;
}

/* There is no descriptor, or no memory, for another one. It is the same as if
   it were full; but it may get better without anybody's leaving us. */
static void
starve(struct server *s)
{
	s->starved = true;
	clock_gettime(CLOCK_MONOTONIC, &s->starved_at);
	if (!s->starved_told)
		s->ops->starved(s);
	s->starved_told = true;
}

/* Who may not come in is told of, and let go. */
static void
turn_away(struct server *s, int fd, const struct sockaddr_storage *addr)
{
	struct note note = { .kind = NOTE_REFUSED, .fd = fd, .raddr = *addr };

	sys_note(s->sys, &note);
	sys_close(s->sys, fd);
}

static void
welcome(struct server *s, int fd, const struct sockaddr_storage *addr)
{
	struct client *c = NULL;

	if (!access_allows(s->access, addr)) {
		turn_away(s, fd, addr);
		return;
	}
	if (net_set(s->sys, fd, s->settings, SETTING_CONNECTED) == -1)
		stop(s, OVER_FAILED); /* the next client's would fail too */
	else if (wait_ourselves(s->sys, fd) == 0)
		c = add_client(s, fd, addr);
	if (c == NULL) {
		sys_close(s->sys, fd);
		return;
	}
	wait_limit(s->wait, -1); /* somebody came */
	s->ops->came(s, c);
	watch_client(s, c);
	if (s->input_over && !s->no_shutdown)
		server_halfclose(s, c);
}

/* Errors of accept(2) that the next one would give, too. */
static bool
is_shortage(int err)
{
	return err == EMFILE || err == ENFILE || err == ENOBUFS ||
	    err == ENOMEM;
}

static void
accept_clients(struct server *s)
{
	for (int i = 0; i < BATCH; i++) {
		struct sockaddr_storage addr = { 0 };
		socklen_t len = sizeof(addr);
		int fd;

		if (s->max != 0 && s->n >= s->max) {
			if (i == 0)
				be_full(s);
			return;
		}
		fd = sys_accept(
		    s->sys, s->listener, (struct sockaddr *)&addr, &len);
		if (fd != -1) {
			welcome(s, fd, &addr);
		} else if (would_wait(errno)) {
			return;
		} else if (is_shortage(errno)) {
			starve(s);
			return;
		} else if (!net_died_in_queue(errno)) {
			stop(s, OVER_FAILED);
			return;
		}
	}
}

/* Clients leave. */

static void
cut_with_reset(struct server *s, const struct client *c)
{
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	sys_setsockopt(s->sys, c->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
}

static void
release(struct server *s, struct client *c)
{
	if (c->leaving == LEFT_DEAF || c->reset)
		cut_with_reset(s, c); /* or it would take what it has for all */
	sys_close(s->sys, c->fd);     /* which takes it out of any epoll */
	if (s->by_fd != NULL)
		s->by_fd[c->fd] = NULL;
	unlink_client(s, c);
	s->n--;
	if (s->speaker == c)
		s->speaker = NULL;
	s->ops->left(s, c);
	free(c);
}

/*
 * Who has finished sending may still be read to: what our user's file or pipe
 * holds already is sent first. It is not known whether more comes ever, nor
 * whether the client has closed for good (TCP tells both alike), so it is not
 * waited for.
 */
static void
let_go_of_done(struct server *s)
{
	bool more = s->input_waits ||
	    (s->local_in.events != 0 && s->local_in.ready != 0);

	while (!more && s->done != NULL) {
		struct client *c = s->done;

		s->done = c->next_done;
		c->done = false;
		if (is_empty(c))
			leave(s, c, LEFT_ENDED);
	}
}

static void
forget_done(struct server *s, const struct client *gone)
{
	struct client **c = &s->done;

	while (*c != NULL && *c != gone)
		c = &(*c)->next_done;
	if (*c != NULL)
		*c = gone->next_done;
}

static void
release_gone(struct server *s)
{
	while (s->gone != NULL) {
		struct client *c = s->gone;

		s->gone = c->next_gone;
		if (c->done)
			forget_done(s, c);
		release(s, c);
		s->full = s->starved = false; /* a place is free */
	}
	/* A crowd that has left leaves no table behind, which would keep what
	   lies below it in memory from going back to the system. */
	if (s->n == 0) {
		free(s->by_fd);
		s->by_fd = NULL;
		s->size = 0;
	}
}

/* Our user. */

static void
end_input(struct server *s)
{
	struct note note = { .kind = NOTE_INPUT_ENDED, .fd = s->listener };

	s->input_over = true;
	s->ops->said(s, NULL, 0);
	if (s->no_shutdown || s->exit_on_eof)
		return;
	sys_note(s->sys, &note);
	for (struct client *c = s->first; c != NULL; c = c->next)
		server_halfclose(s, c);
}

static void
take_input(struct server *s)
{
	struct local *local = s->local;
	ssize_t n;

	if (s->queued > 0 && !local->stays) {
		s->input_waits = true;
		clock_gettime(CLOCK_MONOTONIC, &s->lags);
		return;
	}
	if (s->typed == NULL)
		s->typed = malloc(TYPED_SIZE);
	if (s->typed == NULL) {
		stop(s, OVER_FAILED);
		return;
	}
	n = local->ops->read(local, s->typed, TYPED_SIZE);
	if (n > 0)
		s->ops->said(s, s->typed, (size_t)n);
	else if (n == 0 && s->input_over)
		server_quit(s);
	else if (n == 0)
		end_input(s);
	else if (errno != EAGAIN && errno != EINTR)
		stop(s, OVER_LOCAL);
}

/* What is read when there is nobody to send it to would be lost; but a person
   at a prompt gives commands, and may end it all. */
static bool
wants_input(const struct server *s)
{
	if (s->local == NULL)
		return false;
	return s->local->stays ||
	    (!s->input_over && s->open > 0 && !s->input_waits);
}

/* The clock. */

static void
leave_idle(struct server *s)
{
	if (s->shown < s->to_show)
		return; /* who is not heard is not idle */
	for (struct client *c = s->first; s->idle >= 0 && c != NULL;
	     c = c->next) {
		if (msec_since(&c->touched) < s->idle * 1e3)
			return;
		leave(s, c, LEFT_IDLE);
	}
}

/*
 * Our user's file or pipe waits for clients that do not take what they were
 * sent. Others do, and wait for them as well: not for long.
 */
static void
leave_behind(struct server *s)
{
	if (!s->input_waits || s->queued == 0) {
		s->input_waits = false;
		return;
	}
	if (s->queued >= s->open) /* nobody waits for anybody */
		clock_gettime(CLOCK_MONOTONIC, &s->lags);
	if (msec_since(&s->lags) < PATIENCE)
		return;
	for (struct client *c = s->first; c != NULL; c = c->next)
		if (!is_empty(c))
			leave(s, c, LEFT_DEAF);
	s->input_waits = false;
}

static void
sooner(int *msec, double other)
{
	int n = other < 0 ? 0 : other > 1e6 ? 1000000 : (int)other + 1;

	if (*msec == -1 || n < *msec)
		*msec = n;
}

/* In how many milliseconds something is due, or -1. */
static int
next_due(struct server *s)
{
	int msec = s->ops->settle != NULL ? s->ops->settle(s) : -1;

	if ((s->done != NULL && !s->input_waits) ||
	    (s->local != NULL && s->local->pending))
		return 0;
	if (s->idle >= 0 && s->first != NULL && s->shown == s->to_show)
		sooner(&msec, s->idle * 1e3 - msec_since(&s->first->touched));
	if (s->input_waits && s->queued < s->open)
		sooner(&msec, PATIENCE - msec_since(&s->lags));
	if (s->starved)
		sooner(&msec, RETRY - msec_since(&s->starved_at));
	return msec;
}

/* The loop. */

static int
watch(struct server *s)
{
	bool blocked = s->shown < s->to_show;

	if (s->starved && msec_since(&s->starved_at) >= RETRY)
		s->starved = false;
	if (s->local != NULL) {
		s->local_in.fd = s->local->in;
		s->local_out.fd = s->local->out;
	}
	if (watch_set(s->wait, &s->accepting,
		s->full || s->starved ? 0 : EPOLLIN) == -1 ||
	    watch_set(s->wait, &s->readers, blocked ? 0 : EPOLLIN) == -1 ||
	    watch_set(s->wait, &s->writers, EPOLLIN) == -1 ||
	    watch_set(s->wait, &s->local_in, wants_input(s) ? EPOLLIN : 0) ==
		-1 ||
	    watch_set(s->wait, &s->local_out, blocked ? EPOLLOUT : 0) == -1)
		return -1;
	return 0;
}

static void
turn(struct server *s)
{
	if (s->local_out.ready != 0)
		show(s);
	step(s, &s->writers, send_rest);
	if (wants_input(s) && (s->local_in.ready != 0 || s->local->pending))
		take_input(s);
	step(s, &s->readers, hear);
	if (s->accepting.ready != 0)
		accept_clients(s);
	leave_idle(s);
	leave_behind(s);
	let_go_of_done(s);
	release_gone(s);
	if (s->input_over && s->exit_on_eof && s->queued == 0)
		server_quit(s);
}

/* Returns whether to go on all the same. */
static bool
wait_ended(struct server *s)
{
	static const enum outcome outcomes[] = { [WAIT_FAILED] = OVER_FAILED,
		[WAIT_EXPIRED] = OVER_IDLE,
		[WAIT_SIGNAL] = OVER_SIGNAL };
	struct local *local = s->local;

	if (s->wait->end == WAIT_SIGNAL && local != NULL &&
	    local->ops->signal != NULL && local->ops->signal(local))
		return true;
	stop(s, outcomes[s->wait->end]);
	return false;
}

static void
loop(struct server *s)
{
	struct watch *watches[] = { &s->accepting, &s->readers, &s->writers,
		&s->local_in, &s->local_out };

	/* As the textbook has it: the first accept() is tried at once. */
	accept_clients(s);
	while (!s->stopped) {
		if ((watch(s) == -1 ||
			wait_any(s->wait, watches, 5, next_due(s)) == -1) &&
		    !wait_ended(s))
			return;
		turn(s);
	}
}

static bool
open_all(struct server *s)
{
	s->accepting.fd = s->listener;
	s->local_in.fd = s->local_out.fd = s->writers.fd = -1;
	s->data = malloc(s->read_size);
	s->readers.fd = wait_epoll(s->sys);
	if (s->readers.fd != -1)
		s->writers.fd = wait_epoll(s->sys);
	return s->data != NULL && s->writers.fd != -1;
}

static void
close_all(struct server *s)
{
	while (s->first != NULL) {
		leave(s, s->first, LEFT_SERVER);
		release_gone(s);
	}
	watch_set(s->wait, &s->accepting, 0);
	watch_set(s->wait, &s->local_in, 0);
	watch_set(s->wait, &s->local_out, 0);
	if (s->readers.fd != -1)
		sys_close(s->sys, s->readers.fd);
	if (s->writers.fd != -1)
		sys_close(s->sys, s->writers.fd);
	free(s->data);
	free(s->typed);
	free(s->by_fd);
}

enum outcome
serve(struct server *s)
{
	s->outcome = OVER;
	if (open_all(s))
		loop(s);
	else
		stop(s, OVER_FAILED);
	close_all(s);
	return s->outcome;
}

void
server_halfclose(struct server *s, struct client *c)
{
	if (c->ending || c->leaving != STAYS)
		return;
	c->ending = true;
	s->open--;
	if (!c->got_end)
		look_for_end(s, c);
}

void
server_close(struct server *s, struct client *c, bool reset)
{
	c->reset = reset;
	leave(s, c, LEFT_CLOSED);
}

void
server_quit(struct server *s)
{
	stop(s, OVER);
}
