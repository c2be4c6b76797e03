/*
 * Gathering the facts around a call that failed, so that know/errors.c can say
 * what it means here: whose the address is, who holds the port, what stands at
 * the path.
 */
#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "know/errors.h"
#include "know/names.h"
#include "net/unix.h"
#include "probe/probe.h"
#include "session/failure.h"
#include "text/address.h"
#include "text/safe.h"
#include "text/word.h"
#include "text/wrap.h"

/* What the facts' strings point to. */
struct context {
	struct facts facts;
	struct buf address, host, addresses, sayer, listen, elsewhere;
	char folder[128];
	char name[256], service[64], holder[64];
	pid_t process; /* whose call it was; 0: ours */
};

/* "127.0.0.1, 192.168.1.20": this machine's own, of one family. */
static void
put_own(struct buf *buf, const struct interfaces *all, int family)
{
	for (int i = 0; i < all->n; i++) {
		if (all->list[i].addr.ss_family != family)
			continue;
		buf_put(buf, buf->len > 0 ? ", " : "");
		put_host(buf, &all->list[i].addr);
	}
}

/* Whether an address is this machine's, and where it ought to be, which are.
   Reading the interfaces takes time, and loopback is ours in any case; so is,
   to connect to, what stands for all of our addresses. */
static void
look_at_interfaces(
    struct context *c, const struct sockaddr_storage *addr, struct sys *quiet)
{
	struct interfaces *all; /* large, and seldom wanted */

	c->facts.group = address_is_group(addr);
	c->facts.broadcast = address_is_loopback_broadcast(addr);
	c->facts.ours = address_is_loopback(addr) || address_is_any(addr);
	if (addr->ss_family == 0 ||
	    (c->facts.ours && c->facts.err != EADDRNOTAVAIL))
		return;
	all = malloc(sizeof(*all));
	if (all == NULL)
		return;
	probe_interfaces(quiet, all);
	c->facts.broadcast =
	    c->facts.broadcast || interfaces_broadcast(all, addr);
	put_own(&c->addresses, all, addr->ss_family);
	c->facts.addresses = c->addresses.len > 0 ? c->addresses.s : NULL;
	c->facts.ours = c->facts.ours || interfaces_have(all, addr);
	free(all);
}

/* Of other users' programs, /proc does not tell (proc(5)). */
static void
look_for_process(struct context *c, unsigned long inode)
{
	struct seen seen = { 0 };

	seen.field[SEEN_INODE] = (long long)inode;
	seen.field[SEEN_PID] = SEEN_NOT;
	if (inode == 0 || !probe_process(&seen) || *seen.process == '\0')
		return;
	c->facts.process =
	    safe_name(seen.process, c->holder, sizeof(c->holder));
	c->facts.pid = (unsigned long)seen.field[SEEN_PID];
}

static void
look_for_holder(
    struct context *c, const struct sockaddr_storage *addr, struct sys *quiet)
{
	struct port_use use;

	if (!probe_port(quiet, (const struct sockaddr *)addr, &use))
		return;
	c->facts.seconds = use.seconds;
	c->facts.holder = use.listener ? HOLDER_LISTENER
	    : use.time_wait            ? HOLDER_TIME_WAIT
				       : HOLDER_UNKNOWN;
	if (use.listener)
		look_for_process(c, use.inode);
}

/* Who listens at every address of a family is met at its loopback. */
static void
put_listener(struct buf *buf, const struct sockaddr_storage *at)
{
	if (address_is_any(at))
		buf_printf(buf,
		    at->ss_family == AF_INET6 ? "[::1]:%u" : "127.0.0.1:%u",
		    address_port(at));
	else
		put_address(buf, at);
}

/* Refused by this machine, though somebody listens on that port: a server at
   127.0.0.1 is not found at another address. */
static void
look_elsewhere(
    struct context *c, const struct sockaddr_storage *addr, struct sys *quiet)
{
	struct port_use use;

	if (!probe_port(quiet, (const struct sockaddr *)addr, &use) ||
	    !use.listener || use.covers)
		return;
	put_listener(&c->elsewhere, &use.at);
	wrap_plain(c->elsewhere.s);
	c->facts.elsewhere = c->elsewhere.s;
}

/* The kernel's own evidence, where the cause is elsewhere. */
static void
look_for_cause(
    struct context *c, const struct sockaddr_storage *addr, struct sys *quiet)
{
	struct rlimit limit;

	/* It was reached: no number that only 64 bits hold. */
	if (c->facts.err == EMFILE &&
	    prlimit(c->process, RLIMIT_NOFILE, NULL, &limit) == 0)
		c->facts.limit = (unsigned long)limit.rlim_cur;
	if (c->facts.local)
		return; /* the network has no part in it */
	look_at_interfaces(c, addr, quiet);
	if (c->facts.err == EACCES)
		c->facts.lowest = probe_lowest_port();
	if (c->facts.datagram)
		return;
	if (c->facts.err == EADDRINUSE)
		look_for_holder(c, addr, quiet);
	if (c->facts.call == CALL_CONNECT && c->facts.err == ECONNREFUSED &&
	    c->facts.ours)
		look_elsewhere(c, addr, quiet);
}

/* Who has the socket is asked where it is in our way. */
static enum at_path
at_path(const char *path, const struct sockaddr_storage *addr, int err,
    struct sys *quiet)
{
	static const enum at_path held[] = { [SOCKET_HELD] = PATH_SOCKET,
		[SOCKET_LEFT] = PATH_LEFT,
		[SOCKET_UNSEEN] = PATH_UNSEEN };
	struct stat st;

	if (lstat(path, &st) == -1)
		return PATH_UNKNOWN;
	if (!S_ISSOCK(st.st_mode))
		return PATH_OTHER;
	if (err != EADDRINUSE)
		return PATH_SOCKET;
	return held[net_holder(
	    quiet, (const struct sockaddr *)addr, sizeof(struct sockaddr_un))];
}

/* Of a Unix-domain socket: what stands at its path, and in which folder. */
static void
look_at_path(
    struct context *c, const struct sockaddr_storage *addr, struct sys *quiet)
{
	const struct sockaddr_un *un = (const struct sockaddr_un *)addr;
	char path[sizeof(un->sun_path) + 1];
	const char *folder;

	c->facts.local = true;
	if (address_is_unnamed(addr)) {
		c->facts.address = NULL;
		return;
	}
	if (!address_is_path(addr)) {
		c->facts.at_path = PATH_ABSTRACT;
		return;
	}
	memcpy(path, un->sun_path, sizeof(un->sun_path));
	path[sizeof(un->sun_path)] = '\0';
	c->facts.at_path = at_path(path, addr, c->facts.err, quiet);
	folder = dirname(path);
	c->facts.no_folder = access(folder, F_OK) == -1 && errno == ENOENT;
	c->facts.folder = safe_name(folder, c->folder, sizeof(c->folder));
}

/* RFC 768 and RFC 8200: 65535 bytes, less the headers that count. */
static void
look_at_datagram(struct context *c, const struct failure *failed)
{
	c->facts.size = failed->size;
	c->facts.most = failed->addr.ss_family == AF_INET6 &&
		!address_is_mapped(&failed->addr)
	    ? 65527
	    : 65507;
	if (failed->offender.ss_family != 0) {
		put_host(&c->sayer, &failed->offender);
		c->facts.sayer = c->sayer.s;
	}
}

/* Whether a server of this machine would help, that this user may start. */
static bool
lacks_server(const struct facts *f)
{
	if (!f->client)
		return false;
	if (f->local)
		return f->call == CALL_CONNECT && f->at_path != PATH_OTHER &&
		    !f->no_folder &&
		    (f->err == ECONNREFUSED || f->err == ENOENT);
	return f->err == ECONNREFUSED && f->ours && f->elsewhere == NULL &&
	    (f->datagram || f->call == CALL_CONNECT) &&
	    (geteuid() == 0 || f->port >= probe_lowest_port());
}

static void
say_how_to_listen(struct context *c, const char *program)
{
	const struct facts *f = &c->facts;
	struct buf path = c->address;

	put_word(&c->listen, program);
	buf_printf(&c->listen, " listen%s%s ", f->datagram ? " -u" : "",
	    f->local      ? " -U"
		: f->ipv6 ? " -6"
			  : "");
	if (f->local)
		put_word(&c->listen, wrap_plain(path.s));
	else
		buf_printf(&c->listen, "%u", f->port);
	keep_whole(&c->listen);
	c->facts.listen = c->listen.s;
}

/* Whether it chose the address that failed: our user names what is bound or
   connected to. */
static bool
is_of_other_end(const struct failure *failed, const struct endpoint *e)
{
	return e != NULL && !e->client && failed->id != CALL_BIND &&
	    failed->id != CALL_CONNECT;
}

static void
begin(struct context *c, const struct failure *failed, pid_t process)
{
	c->process = process;
	buf_clear(&c->address);
	buf_clear(&c->host);
	buf_clear(&c->addresses);
	buf_clear(&c->sayer);
	buf_clear(&c->listen);
	buf_clear(&c->elsewhere);
	c->facts = (struct facts){
		.call = failed->id, .err = failed->err, .fd = failed->fd
	};
}

static void
gather(struct context *c, const struct failure *failed,
    const struct endpoint *e, struct sys *quiet)
{
	c->facts.datagram = e != NULL && e->datagram;
	c->facts.client = e != NULL && e->client;
	c->facts.source = e != NULL && e->client ? e->source : NULL;
	if (c->facts.datagram)
		look_at_datagram(c, failed);
	if (e != NULL && e->host != NULL)
		c->facts.name = safe_name(e->host, c->name, sizeof(c->name));
	if (e != NULL && e->service != NULL)
		c->facts.service =
		    safe_name(e->service, c->service, sizeof(c->service));
	if (failed->level != 0 || failed->option != 0)
		c->facts.option = name_option(failed->level, failed->option);
	if (failed->id == CALL_GETADDRINFO && e != NULL)
		c->facts.ipv6 = e->family == AF_INET6;
	if (failed->addr.ss_family != 0) {
		put_address(&c->address, &failed->addr);
		if (!is_of_other_end(failed, e))
			wrap_plain(c->address.s);
		put_host(&c->host, &failed->addr);
		c->facts.address = c->address.s;
		c->facts.host = c->host.s;
		c->facts.port = address_port(&failed->addr);
		c->facts.ipv6 = failed->addr.ss_family == AF_INET6;
	}
	if (failed->addr.ss_family == AF_UNIX)
		look_at_path(c, &failed->addr, quiet);
	look_for_cause(c, &failed->addr, quiet);
	if (e != NULL && lacks_server(&c->facts))
		say_how_to_listen(c, e->program);
}

static void
tell_meaning(struct out *out, enum lang lang, const struct facts *facts)
{
	struct buf text = { 0 };

	error_meaning(lang, facts, &text);
	out->line(out, MARK_EXPLAIN, text.s);
	buf_clear(&text);
	error_advice(lang, facts, &text);
	if (text.len > 0)
		out->line(out, MARK_EXPLAIN, text.s);
}

static void
tell(struct out *out, enum lang lang, const struct facts *facts)
{
	struct buf text = { 0 };
	const char *about = facts->call == CALL_GETADDRINFO ? facts->name
	    : facts->option != NULL                         ? facts->option
							    : facts->address;

	buf_printf(&text, "sockdemo: %s%s%s: %s: %s",
	    call_row(facts->call)->name, about != NULL ? " " : "",
	    about != NULL ? about : "", error_symbol(facts->call, facts->err),
	    error_label(lang, facts));
	out->line(out, MARK_PLAIN, text.s);
	tell_meaning(out, lang, facts);
}

void
tell_how_to_explain(
    struct out *out, const char *program, enum call_id call, int err)
{
	struct buf line = { 0 };

	if (!out->terminal)
		return;
	if (program != NULL)
		put_word(&line, program);
	buf_printf(&line, "%sexplain %s", program != NULL ? " " : "/",
	    error_symbol(call, err));
	keep_whole(&line);
	out->line(out, MARK_EXPLAIN, line.s);
}

void
report_failure(struct out *out, struct langs langs,
    const struct failure *failed, const struct endpoint *endpoint,
    struct sys *quiet, bool at_prompt)
{
	const char *program = endpoint != NULL ? endpoint->program : "sockdemo";
	struct context c;

	begin(&c, failed, 0);
	gather(&c, failed, endpoint, quiet);
	LANGS_EACH (lang, langs)
		tell(out, lang, &c.facts);
	tell_how_to_explain(
	    out, at_prompt ? NULL : program, failed->id, failed->err);
}

void
failure_facts(const struct failure *failed, const struct endpoint *endpoint,
    struct sys *quiet, void (*use)(void *owner, const struct facts *),
    void *owner)
{
	struct context c;

	begin(&c, failed, 0);
	gather(&c, failed, endpoint, quiet);
	use(owner, &c.facts);
}

void
report_silence(
    struct out *out, struct langs langs, const struct sockaddr_storage *addr)
{
	struct facts facts = { .call = CALL_CONNECT,
		.err = ETIMEDOUT,
		.local = addr->ss_family == AF_UNIX,
		.ours = address_is_loopback(addr) };
	struct buf text = { 0 };

	LANGS_EACH (lang, langs) {
		error_meaning(lang, &facts, &text);
		out->line(out, MARK_EXPLAIN, text.s);
	}
}

void
explain_failure(struct out *out, struct langs langs,
    const struct failure *failed, const struct stranger *stranger,
    struct sys *quiet)
{
	struct endpoint e = { .program = stranger->program,
		.datagram = stranger->datagram,
		.client = stranger->client };
	struct context c;

	begin(&c, failed, (pid_t)stranger->process);
	c.facts.watched = true;
	c.facts.reuses = stranger->reuses;
	gather(&c, failed, &e, quiet);
	LANGS_EACH (lang, langs)
		tell_meaning(out, lang, &c.facts);
}
