/*
 * /info, line by line; each is read from the kernel when it is asked for.
 */
#include <netinet/in.h>

#include "console/info.h"
#include "know/names.h"
#include "probe/probe.h"
#include "text/address.h"
#include "text/wrap.h"

/* Python shows a socket so: laddr=('127.0.0.1', 1234). */
static void
put_python_address(
    struct buf *buf, const char *name, const struct sockaddr_storage *addr)
{
	const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)addr;
	struct buf path = { 0 };

	if (address_is_unnamed(addr))
		return;
	if (addr->ss_family == AF_UNIX) {
		bool abstract = !address_is_path(addr);

		put_address(&path, addr);
		buf_printf(buf, abstract ? ", %s=b'\\x00" : ", %s=", name);
		put_theirs(buf, wrap_plain(path.s) + abstract);
		buf_put(buf, abstract ? "'" : "");
		return;
	}
	buf_printf(buf, ", %s=('", name);
	put_host(buf, addr);
	buf_printf(buf, "', %u", address_port(addr));
	if (addr->ss_family == AF_INET6)
		buf_printf(buf, ", %u, %u", ntohl(in6->sin6_flowinfo),
		    in6->sin6_scope_id);
	buf_put(buf, ")");
}

static int
read_option(struct session *s, int fd, int option)
{
	int value = 0;
	socklen_t len = sizeof(value);

	sys_getsockopt(&s->quiet, fd, SOL_SOCKET, option, &value, &len);
	return value;
}

void
info_show(struct session *s, int fd, unsigned long long sent,
    unsigned long long received)
{
	struct out *out = &s->screen.out;
	struct sockaddr_storage laddr, raddr;
	struct buf kind = { 0 }, where = { 0 }, python = { 0 };
	int family, type, protocol;

	probe_addresses(&s->quiet, fd, &laddr, &raddr);
	family = read_option(s, fd, SO_DOMAIN);
	type = read_option(s, fd, SO_TYPE);
	protocol = read_option(s, fd, SO_PROTOCOL);
	buf_printf(&kind, "socket %d: ", fd);
	put_name(&kind, name_family(family), family);
	buf_put(&kind, ", ");
	put_type(&kind, type);
	buf_put(&kind, ", ");
	put_name(&kind, name_protocol(protocol), protocol);
	out->line(out, MARK_KERNEL, kind.s);
	buf_put(&where, "laddr=");
	put_address(&where, &laddr);
	if (raddr.ss_family != 0) {
		buf_put(&where, " raddr=");
		put_address(&where, &raddr);
	}
	out->line(out, MARK_ADDRESS, where.s);
	LANGS_EACH (lang, s->narrator.langs) {
		struct buf bytes = { 0 };

		buf_printf(&bytes, tr(lang, "bytes sent: %llu; received: %llu"),
		    sent, received);
		out->line(out, MARK_EXPLAIN, bytes.s);
	}
	buf_printf(&python,
	    "<socket.socket fd=%d, family=%d, type=%d, proto=%d", fd, family,
	    type, protocol);
	put_python_address(&python, "laddr", &laddr);
	put_python_address(&python, "raddr", &raddr);
	buf_put(&python, ">");
	out->line(out, MARK_ADDRESS, python.s);
}
