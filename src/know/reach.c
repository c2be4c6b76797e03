/*
 * What to type elsewhere, to meet a socket that waits there. Who says when:
 * steps.c and status.c, and for UDP and Unix-domain sockets
 * transport_status.c.
 */
#include "know/reach.h"
#include "text/address.h"
#include "text/word.h"

/* Link-local addresses need an interface's name, which is another one there. */
static bool
is_reachable(const struct step *step, const struct sockaddr_storage *laddr,
    const struct interface *one)
{
	if (one->loopback || address_is_link_local(&one->addr))
		return false;
	return one->addr.ss_family == AF_INET6 ? laddr->ss_family == AF_INET6
					       : !step_is_v6only(step);
}

/* The host for another machine; false, and nothing, where none can come. */
static bool
put_outer_host(const struct step *step, const struct sockaddr_storage *laddr,
    struct buf *buf)
{
	const struct interfaces *own = step->interfaces;

	if (step_is_unix(step) || address_is_loopback(laddr))
		return false;
	if (!address_is_any(laddr)) {
		put_host(buf, laddr);
		return true;
	}
	for (int i = 0; own != NULL && i < own->n; i++)
		if (is_reachable(step, laddr, &own->list[i])) {
			put_host(buf, &own->list[i].addr);
			return true;
		}
	return false;
}

static void
put_command(const struct step *step, const char *host,
    const struct sockaddr_storage *laddr, struct buf *buf)
{
	struct buf path = { 0 };

	put_word(buf, step->program);
	buf_printf(buf, " connect%s%s ", step_is_datagram(step) ? " -u" : "",
	    step_is_unix(step) ? " -U" : "");
	if (step_is_unix(step)) {
		put_address(&path, laddr);
		put_word(buf, path.s);
	} else {
		buf_printf(buf, "%s %u", host, address_port(laddr));
	}
	keep_whole(buf);
}

void
put_connect(const struct step *step, const struct sockaddr_storage *laddr,
    struct buf *buf)
{
	struct buf host = { 0 };

	if (address_is_any(laddr))
		buf_put(&host, step_is_v6only(step) ? "::1" : "127.0.0.1");
	else
		put_host(&host, laddr);
	put_command(step, host.s, laddr, buf);
}

void
put_try(enum lang lang, const struct step *step,
    const struct sockaddr_storage *laddr, struct buf *buf)
{
	struct buf host = { 0 }, command = { 0 };

	if (put_outer_host(step, laddr, &host)) {
		put_command(step, host.s, laddr, &command);
		buf_printf(
		    buf, tr(lang, "on the other machine: %s"), command.s);
	} else if (step->own_denied) {
		buf_put(buf,
		    tr(lang,
			"programs of this machine are not served (--allow, "
			"--deny)"));
	} else {
		put_connect(step, laddr, &command);
		buf_printf(buf, tr(lang, "in another terminal: %s"), command.s);
	}
}
