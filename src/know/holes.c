/*
 * Each hole is a name, and a function that says what it stands for: a number,
 * or something to write. A new one is a row in one of the two tables.
 */
#include <netdb.h>
#include <string.h>
#include <sys/wait.h>

#include "know/errors.h"
#include "know/holes.h"
#include "know/names.h"
#include "know/reach.h"
#include "know/sockopts.h"
#include "text/address.h"
#include "text/fill.h"
#include "text/pairs.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/wrap.h"

/* Numbers. */

static long long
made(const struct step *step)
{
	return call_made(step->call);
}

static long long
descriptor(const struct step *step)
{
	return call_fd(step->call);
}

static long long
to(const struct step *step)
{
	return call_fd_to(step->call);
}

static long long
pipe_end(const struct step *step, int which)
{
	const union arg *pipe = call_arg(step->call, ARG_PIPE_OUT);

	return pipe->ptr == NULL ? -1 : ((const int *)pipe->ptr)[which];
}

static long long
pipe_out(const struct step *step)
{
	return pipe_end(step, 0);
}

static long long
pipe_in(const struct step *step)
{
	return pipe_end(step, 1);
}

/* Of a call, the address that it names; of a note, our own. */
static long long
port(const struct step *step)
{
	struct sockaddr_storage addr;

	if (step->note != NULL)
		return address_port(&step->note->laddr);
	call_address(step->call, &addr);
	return address_port(&addr);
}

static long long
n(const struct step *step)
{
	return step->call->ret;
}

static long long
asked(const struct step *step)
{
	return (long long)call_asked(step->call);
}

static long long
backlog(const struct step *step)
{
	return call_number(step->call, ARG_BACKLOG);
}

static long long
fit(const struct step *step)
{
	return (long long)call_carried(step->call);
}

/* Without the newline at the end. */
static long long
characters(const struct step *step)
{
	size_t size;
	const char *s = call_data(step->call, &size);

	return (long long)utf8_count(
	    s, size - (size > 0 && s[size - 1] == '\n'));
}

static long long
addresses(const struct step *step)
{
	const struct addrinfo *ai = call_found(step->call);
	long long count = 0;

	for (; ai != NULL; ai = ai->ai_next)
		count++;
	return count;
}

static long long
number(const struct step *step)
{
	return step->note->client;
}

static long long
pid(const struct step *step)
{
	return step->note->pid;
}

static long long
uid(const struct step *step)
{
	return step->note->uid;
}

static long long
gid(const struct step *step)
{
	return step->note->gid;
}

static long long
icmp_type(const struct step *step)
{
	return step->note->icmp_type;
}

static long long
icmp_code(const struct step *step)
{
	return step->note->icmp_code;
}

static long long
sent(const struct step *step)
{
	return (long long)step->note->sent;
}

static long long
received(const struct step *step)
{
	return (long long)step->note->received;
}

/* Of what is watched. */

static long long
others(const struct step *step)
{
	return step->socket != NULL ? (long long)step->socket->descriptors : -1;
}

/* The descriptor of a call, or of a note. */
static long long
fd_of(const struct step *step)
{
	return step->note != NULL ? step->note->fd : descriptor(step);
}

static long long
process(const struct step *step)
{
	return step->note->owner.process;
}

static long long
parent(const struct step *step)
{
	return step->note->from.process;
}

static long long
amount(const struct step *step)
{
	return (long long)step->note->amount;
}

static long long
status(const struct step *step)
{
	return WEXITSTATUS(step->note->status);
}

static const struct {
	const char *name;
	long long (*number)(const struct step *);
} numbers[] = {
	{ "made", made },              /* a new socket */
	{ "fd", fd_of }, { "to", to }, /* the other descriptor */
	{ "pipe_in", pipe_in }, { "pipe_out", pipe_out }, { "port", port },
	{ "n", n },         /* bytes that passed, as the result says */
	{ "asked", asked }, /* that were to */
	{ "backlog", backlog },
	{ "fit", fit }, /* of a datagram's, those that had room */
	{ "characters", characters },
	{ "addresses", addresses }, /* how many a name has */
	{ "client", number }, { "pid", pid }, { "uid", uid }, { "gid", gid },
	{ "type", icmp_type }, { "code", icmp_code }, { "sent", sent },
	{ "received", received },
	{ "others", others },   /* descriptors of the same socket */
	{ "process", process }, /* of a note */
	{ "parent", parent },   /* who forked it */
	{ "amount", amount },
	{ "status", status }, /* that a process ended with */
};

/* What is written. */

static bool
put_looked_up(enum lang lang, const struct step *step, struct buf *buf)
{
	char safe[256];

	(void)lang;
	if (call_string(step->call) == NULL)
		return false;
	buf_put(buf, safe_name(call_string(step->call), safe, sizeof(safe)));
	return true;
}

static bool
put_found(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct addrinfo *ai = call_found(step->call);
	const char *comma = "";

	(void)lang;
	for (; ai != NULL; ai = ai->ai_next) {
		struct sockaddr_storage addr = { 0 };

		memcpy(&addr, ai->ai_addr, ai->ai_addrlen);
		buf_put(buf, comma);
		put_host(buf, &addr);
		comma = ", ";
	}
	return true;
}

static bool
put_bytes(enum lang lang, const struct step *step, struct buf *buf)
{
	enum { BYTES_MAX = 16 };
	size_t size;
	const char *s = call_data(step->call, &size);

	put_pairs(buf, s, size, BYTES_MAX, lang_unicode(lang));
	return true;
}

static bool
put_device(enum lang lang, const struct step *step, struct buf *buf)
{
	char safe[64];

	(void)lang;
	if (step->socket == NULL)
		return false;
	buf_put(buf, safe_name(step->socket->device, safe, sizeof(safe)));
	return true;
}

static bool
put_option_help(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct sockopt_row *row;
	struct option_value option;
	const char *help;

	call_option(step->call, &option);
	row = sockopt_of(option.level, option.option);
	help = row != NULL
	    ? sockopt_help(row, !step_is_datagram(step) && !step_is_unix(step),
		  step_is_unix(step))
	    : instrument_help(option.level, option.option);
	if (help == NULL)
		return false;
	buf_put(buf, tr(lang, help));
	return true;
}

static bool
put_difference(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct option_value *option = step->note->option;
	const struct sockopt_row *row =
	    sockopt_of(option->level, option->option);

	if (row == NULL || row->differs == NULL)
		return false;
	buf_put(buf, tr(lang, row->differs));
	return true;
}

/* Addresses: the one that a call names, and those of a note. */

static bool
put_address_of_call(enum lang lang, const struct step *step, struct buf *buf)
{
	struct sockaddr_storage addr;

	(void)lang;
	if (call_address(step->call, &addr) == 0)
		return false;
	put_address(buf, &addr);
	return true;
}

static bool
put_host_of_call(enum lang lang, const struct step *step, struct buf *buf)
{
	struct sockaddr_storage addr;

	(void)lang;
	if (call_address(step->call, &addr) == 0)
		return false;
	put_host(buf, &addr);
	return true;
}

static bool
put_laddr(enum lang lang, const struct step *step, struct buf *buf)
{
	(void)lang;
	put_address(buf, &step->note->laddr);
	return true;
}

static bool
put_raddr(enum lang lang, const struct step *step, struct buf *buf)
{
	struct buf raddr = { 0 };

	(void)lang;
	put_address(&raddr, &step->note->raddr);
	/* The path of what was left behind is the one that our user gave. */
	buf_put(buf,
	    step->note->kind == NOTE_STALE ? wrap_plain(raddr.s) : raddr.s);
	return true;
}

static bool
put_short_raddr(enum lang lang, const struct step *step, struct buf *buf)
{
	(void)lang;
	put_short_address(buf, &step->note->raddr);
	return true;
}

static bool
put_rhost(enum lang lang, const struct step *step, struct buf *buf)
{
	(void)lang;
	put_host(buf, &step->note->raddr);
	return true;
}

/* A client: by its address or, where it has none, by its process. */
static bool
put_who(enum lang lang, const struct step *step, struct buf *buf)
{
	if (step->note->pid == 0)
		return put_short_raddr(lang, step, buf);
	buf_printf(buf, "pid %ld", step->note->pid);
	return true;
}

/* This machine's addresses, or where they are not known what stands for all:
   "192.168.1.20 (wlan0), 127.0.0.1 (this machine only)". */
static bool
put_interfaces(enum lang lang, const struct step *step, struct buf *buf)
{
	const struct interfaces *all = step->scene->interfaces;
	struct sockaddr_storage addr;
	const char *comma = "";

	call_address(step->call, &addr);
	if (all == NULL || all->n == 0)
		put_host(buf, &addr);
	for (int i = 0; all != NULL && i < all->n; i++) {
		const struct interface *one = &all->list[i];
		char safe[sizeof(one->name) * SAFE_MAX];

		if (one->addr.ss_family == AF_INET6 &&
		    addr.ss_family != AF_INET6)
			continue;
		if (one->addr.ss_family == AF_INET && step_is_v6only(step))
			continue;
		buf_put(buf, comma);
		put_host(buf, &one->addr);
		buf_printf(buf, " (%s)",
		    one->loopback ? tr(lang, "this machine only")
				  : safe_name(one->name, safe, sizeof(safe)));
		comma = ", ";
	}
	return true;
}

/* The address of a socket that waits; NULL: not known. */
static const struct sockaddr_storage *
waits_at(const struct step *step)
{
	if (step->note != NULL)
		return &step->note->laddr;
	return step->socket != NULL ? &step->socket->laddr : NULL;
}

static bool
put_connect(enum lang lang, const struct step *step, struct buf *buf)
{
	(void)lang;
	if (waits_at(step) == NULL)
		return false;
	put_connect_here(step, waits_at(step), buf);
	return true;
}

static bool
put_connect_from_outside(
    enum lang lang, const struct step *step, struct buf *buf)
{
	(void)lang;
	return waits_at(step) != NULL &&
	    put_connect_outside(step, waits_at(step), buf);
}

/* "3.2 s", and "3,2 s" where the comma is the decimal sign. */
static bool
put_seconds(enum lang lang, const struct step *step, struct buf *buf)
{
	unsigned long tenths = (unsigned long)(step->note->seconds * 10 + 0.5);

	buf_printf(buf, "%lu%s%lu s", tenths / 10, lang_decimal_sign(lang),
	    tenths % 10);
	return true;
}

/* Of what is watched: the signal that ended a process, "SIGINT". */
static bool
put_signal_of(enum lang lang, const struct step *step, struct buf *buf)
{
	(void)lang;
	put_signal_name(buf, WTERMSIG(step->note->status));
	return true;
}

/* "3, 4, 5, ...": sockets of a process. */
static bool
put_sockets(enum lang lang, const struct step *step, struct buf *buf)
{
	enum { MOST = 8 };
	const struct note *note = step->note;

	(void)lang;
	for (size_t i = 0; i < note->n && i < MOST; i++)
		buf_printf(buf, "%s%d", i > 0 ? ", " : "", note->fds[i]);
	buf_put(buf, note->n > MOST ? ", ..." : "");
	return note->n > 0;
}

/* Of the file of a program, its name alone. */
static bool
put_path(enum lang lang, const struct step *step, struct buf *buf)
{
	char safe[256];

	(void)lang;
	if (step->note->path == NULL || *step->note->path == '\0')
		return false;
	buf_put(buf, safe_name(step->note->path, safe, sizeof(safe)));
	return true;
}

/* The error that a socket has kept (SO_ERROR). */
static bool
put_error(enum lang lang, const struct step *step, struct buf *buf)
{
	struct option_value option;

	(void)lang;
	call_option(step->call, &option);
	buf_put(buf, error_symbol(step->call->id, option_int(&option)));
	return true;
}

static const struct {
	const char *name;
	bool (*put)(enum lang, const struct step *, struct buf *);
} texts[] = {
	{ "name", put_looked_up },          /* that getaddrinfo() looks up */
	{ "found", put_found },             /* the addresses that it has */
	{ "bytes", put_bytes },             /* O=4f l=6c á=c3 a1 */
	{ "device", put_device },           /* of SO_BINDTODEVICE */
	{ "option_help", put_option_help }, /* what the option decides */
	{ "difference", put_difference },   /* why its value is another */
	{ "address", put_address_of_call },
	{ "host", put_host_of_call },
	{ "laddr", put_laddr },
	{ "raddr", put_raddr },
	{ "short_raddr", put_short_raddr },
	{ "rhost", put_rhost },
	{ "who", put_who },
	{ "interfaces", put_interfaces },
	{ "connect", put_connect }, /* the command, for this machine */
	{ "connect_from_outside", put_connect_from_outside },
	{ "seconds", put_seconds },
	{ "signal", put_signal_of },
	{ "sockets", put_sockets },
	{ "path", put_path },
	{ "error", put_error },
};

enum {
	NUMBERS = sizeof(numbers) / sizeof(numbers[0]),
	TEXTS = sizeof(texts) / sizeof(texts[0])
};

unsigned long long
hole_number(const char *name, const struct step *step)
{
	for (int i = 0; i < NUMBERS; i++)
		if (strcmp(numbers[i].name, name) == 0)
			return (unsigned long long)numbers[i].number(step);
	return 0;
}

/* Who fills the holes of one text. */
struct filler {
	enum lang lang;
	const struct step *step;
};

static bool
put_hole(void *owner, const char *name, size_t len, struct buf *buf)
{
	const struct filler *f = owner;

	for (int i = 0; i < TEXTS; i++)
		if (hole_is(name, len, texts[i].name))
			return texts[i].put(f->lang, f->step, buf);
	for (int i = 0; i < NUMBERS; i++)
		if (hole_is(name, len, numbers[i].name)) {
			long long value = numbers[i].number(f->step);

			buf_printf(buf, "%lld", value);
			return value >= 0;
		}
	return false;
}

bool
put_filled(
    enum lang lang, const char *text, const struct step *step, struct buf *buf)
{
	struct filler f = { lang, step };

	return fill(buf, text, put_hole, &f);
}
