#include <netinet/in.h>
#include <string.h>

#include "know/step.h"
#include "text/address.h"

enum { HEX_MAX = 16 };

bool
step_is_unix(const struct step *step)
{
	return step->socket != NULL && step->socket->family == AF_UNIX;
}

/* Only they are sent and received with an address. */
bool
step_is_datagram(const struct step *step)
{
	const struct call *call = step->call;

	if (call != NULL &&
	    (call_arg(call, ARG_SENDER) != NULL ||
		(call_sends(call->id) && call_arg(call, ARG_ADDR) != NULL)))
		return true;
	return step->socket != NULL && step->socket->type == SOCK_DGRAM;
}

bool
step_sets(const struct step *step, int level, int option)
{
	return step->call != NULL && call_sets(step->call, level, option);
}

bool
step_keeps_errors(const struct step *step)
{
	return step_sets(step, IPPROTO_IP, IP_RECVERR) ||
	    step_sets(step, IPPROTO_IPV6, IPV6_RECVERR);
}

void
put_hex(struct buf *buf, const char *s, size_t n)
{
	for (size_t i = 0; i < n && i < HEX_MAX; i++)
		buf_printf(
		    buf, "%s%02x", i > 0 ? " " : "", (unsigned char)s[i]);
	if (n > HEX_MAX)
		buf_put(buf, " ...");
}

bool
step_is_v6only(const struct step *step)
{
	return step->socket != NULL && step->socket->v6only;
}

void
put_interfaces(
    enum lang lang, const struct step *step, int family, struct buf *buf)
{
	const struct interfaces *all = step->interfaces;
	const char *comma = "";

	if (all == NULL || all->n == 0) /* not known: what stands for all */
		buf_put(buf, family == AF_INET6 ? "::" : "0.0.0.0");
	for (int i = 0; all != NULL && i < all->n; i++) {
		const struct interface *one = &all->list[i];

		if (one->addr.ss_family == AF_INET6 && family != AF_INET6)
			continue;
		if (one->addr.ss_family == AF_INET && step_is_v6only(step))
			continue;
		buf_put(buf, comma);
		put_host(buf, &one->addr);
		buf_printf(buf, " (%s)",
		    one->loopback ? tr(lang, "this machine only") : one->name);
		comma = ", ";
	}
}
