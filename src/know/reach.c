/*
 * What to type elsewhere, to meet a socket that waits there. Which of the two
 * commands is said, and when, stands in the tables (saying.h).
 */
#include "know/reach.h"
#include "text/address.h"
#include "text/word.h"
#include "text/wrap.h"

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

bool
put_outer_host(const struct step *step, const struct sockaddr_storage *laddr,
    struct buf *buf)
{
	const struct interfaces *own = step->scene->interfaces;

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
	struct buf command = { 0 }, path = { 0 };

	put_word(&command, step->scene->program);
	buf_printf(&command, " connect%s%s ",
	    step_is_datagram(step) ? " -u" : "",
	    step_is_unix(step) ? " -U" : "");
	if (step_is_unix(step)) {
		put_address(&path, laddr);
		put_word(&command, wrap_plain(path.s));
	} else {
		buf_printf(&command, "%s %u", host, address_port(laddr));
	}
	keep_whole(&command);
	buf_put(buf, command.s);
}

void
put_connect_here(const struct step *step, const struct sockaddr_storage *laddr,
    struct buf *buf)
{
	struct buf host = { 0 };

	if (address_is_any(laddr))
		buf_put(&host, step_is_v6only(step) ? "::1" : "127.0.0.1");
	else
		put_host(&host, laddr);
	put_command(step, host.s, laddr, buf);
}

bool
put_connect_outside(const struct step *step,
    const struct sockaddr_storage *laddr, struct buf *buf)
{
	struct buf host = { 0 };

	if (!put_outer_host(step, laddr, &host))
		return false;
	put_command(step, host.s, laddr, buf);
	return true;
}
