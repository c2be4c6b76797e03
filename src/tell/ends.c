/*
 * Addresses of two sockets, compared: each is the other one's mirror image.
 */

#include "tell/ends.h"
#include "text/address.h"

struct ends
ends_of(const struct call *call, const struct socket_info *s)
{
	struct ends ends = { 0 };
	struct message m;

	if (s == NULL)
		return ends;
	ends.laddr = s->laddr;
	ends.raddr = s->raddr;
	if (call_message(call, 0, &m) && m.named && m.peer.ss_family != 0)
		ends.raddr = m.peer;
	if (call->id == CALL_CONNECT)
		call_address(call, &ends.raddr);
	return ends;
}

/* An IPv4 address as an IPv6 socket has it is the same. */
static bool
is_same(const struct sockaddr_storage *a, const struct sockaddr_storage *b)
{
	struct sockaddr_storage one = address_plain(a),
				other = address_plain(b);

	return address_equal(&one, &other);
}

bool
ends_reach(const struct sockaddr_storage *addr,
    const struct sockaddr_storage *listener)
{
	if (addr->ss_family == 0 || listener->ss_family == 0)
		return false;
	if (address_is_any(listener))
		return addr->ss_family != AF_UNIX &&
		    address_port(addr) == address_port(listener);
	return is_same(addr, listener);
}

/* The end of a Unix-domain socket that connects has no name. */
bool
ends_meet(const struct ends *a, const struct ends *b)
{
	bool there = ends_reach(&a->raddr, &b->laddr);
	bool back = ends_reach(&b->raddr, &a->laddr);
	bool local =
	    a->laddr.ss_family == AF_UNIX || b->laddr.ss_family == AF_UNIX;

	return local ? there || back : there && back;
}
