/*
 * The SYN that a connection began with, as it came: the headers of IP and of
 * TCP, with TCP's options (RFC 791, RFC 8200, RFC 9293). Whoever sent it chose
 * each of its bytes, so nothing of them is relied on.
 */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "probe/probe.h"

enum { SYN_MAX = 512, IPV4_HEADER = 20, IPV6_HEADER = 40, TCP_HEADER = 20 };

/* Bytes that are not read yet. */
struct rest {
	const unsigned char *p;
	size_t n;
};

static unsigned
two(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static uint32_t
four(const unsigned char *p)
{
	return (uint32_t)two(p) << 16 | two(p + 2);
}

static bool
skip(struct rest *rest, size_t n)
{
	if (n > rest->n)
		return false;
	rest->p += n;
	rest->n -= n;
	return true;
}

static void
put_ipv4(struct sockaddr_storage *addr, const unsigned char *bytes)
{
	addr->ss_family = AF_INET;
	memcpy(&((struct sockaddr_in *)addr)->sin_addr, bytes, 4);
}

static void
put_ipv6(struct sockaddr_storage *addr, const unsigned char *bytes)
{
	addr->ss_family = AF_INET6;
	memcpy(&((struct sockaddr_in6 *)addr)->sin6_addr, bytes, 16);
}

static bool
take_ipv4(struct seen_syn *syn, struct rest *rest)
{
	const unsigned char *p = rest->p;

	if (rest->n < IPV4_HEADER)
		return false;
	syn->ttl = p[8];
	put_ipv4(&syn->from, p + 12);
	put_ipv4(&syn->to, p + 16);
	return p[9] == IPPROTO_TCP && (size_t)(p[0] & 0xf) * 4 >= IPV4_HEADER &&
	    skip(rest, (size_t)(p[0] & 0xf) * 4);
}

/* Headers may stand between IPv6's own and TCP's, each with its length. */
static bool
take_ipv6(struct seen_syn *syn, struct rest *rest)
{
	unsigned next;

	if (rest->n < IPV6_HEADER)
		return false;
	next = rest->p[6];
	syn->ttl = rest->p[7];
	put_ipv6(&syn->from, rest->p + 8);
	put_ipv6(&syn->to, rest->p + 24);
	skip(rest, IPV6_HEADER);
	while (next == IPPROTO_HOPOPTS || next == IPPROTO_ROUTING ||
	    next == IPPROTO_DSTOPTS) {
		if (rest->n < 8)
			return false;
		next = rest->p[0];
		if (!skip(rest, ((size_t)rest->p[1] + 1) * 8))
			return false;
	}
	return next == IPPROTO_TCP;
}

/* One option that has a length. */
static void
take_option(struct seen_syn *syn, const unsigned char *p, unsigned len)
{
	switch (p[0]) {
	case TCPOPT_MAXSEG:
		if (len == TCPOLEN_MAXSEG)
			syn->mss = two(p + 2);
		break;
	case TCPOPT_WINDOW:
		if (len == TCPOLEN_WINDOW)
			syn->scale = p[2];
		break;
	case TCPOPT_SACK_PERMITTED:
		syn->sack = true;
		break;
	case TCPOPT_TIMESTAMP:
		if (len == TCPOLEN_TIMESTAMP)
			syn->timestamp = four(p + 2);
		break;
	default:
		break;
	}
}

static void
take_options(struct seen_syn *syn, struct rest rest)
{
	while (rest.n > 0 && rest.p[0] != TCPOPT_EOL) {
		unsigned len = 1;

		if (rest.p[0] != TCPOPT_NOP) {
			if (rest.n < 2 || rest.p[1] < 2 || rest.p[1] > rest.n)
				return;
			len = rest.p[1];
			take_option(syn, rest.p, len);
		}
		skip(&rest, len);
	}
}

static bool
take_tcp(struct seen_syn *syn, struct rest rest)
{
	const unsigned char *p = rest.p;
	size_t size;

	if (rest.n < TCP_HEADER)
		return false;
	size = (size_t)(p[12] >> 4) * 4;
	/* The port stands in the same place for both families. */
	((struct sockaddr_in *)&syn->from)->sin_port = htons((in_port_t)two(p));
	((struct sockaddr_in *)&syn->to)->sin_port =
	    htons((in_port_t)two(p + 2));
	syn->sequence = four(p + 4);
	syn->window = two(p + 14);
	if (size >= TCP_HEADER && size <= rest.n)
		take_options(
		    syn, (struct rest){ p + TCP_HEADER, size - TCP_HEADER });
	return true;
}

/* By the first four bits, not by the socket's family: an IPv6 socket has IPv4
   clients, too. */
void
syn_parse(struct seen_syn *syn, const unsigned char *bytes, size_t n)
{
	struct rest rest = { bytes, n };
	unsigned version = n > 0 ? bytes[0] >> 4 : 0;

	*syn = (struct seen_syn){ .bytes = (unsigned)n,
		.mss = SEEN_NOT,
		.scale = SEEN_NOT,
		.timestamp = SEEN_NOT };
	if (version == 4 && take_ipv4(syn, &rest) && take_tcp(syn, rest))
		syn->version = 4;
	if (version == 6 && take_ipv6(syn, &rest) && take_tcp(syn, rest))
		syn->version = 6;
}

bool
probe_syn(struct sys *sys, int fd, struct seen_syn *syn)
{
	unsigned char bytes[SYN_MAX];
	socklen_t len = sizeof(bytes);

	if (sys_getsockopt(sys, fd, IPPROTO_TCP, TCP_SAVED_SYN, bytes, &len) ==
	    -1)
		return false;
	syn_parse(syn, bytes, len < sizeof(bytes) ? len : sizeof(bytes));
	return true;
}
