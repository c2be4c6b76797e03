/*
 * The table of socket options, and how their values are read and written.
 * --set and /set go by it: option/setting.c, console/set.c.
 */
#include "know/sockopts.h"
#include "know/names.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "text/nearest.h"
#include "text/safe.h"

/* A constant and its name, so that they cannot differ. */
#define ROW(constant, level, ...)                       \
	{                                               \
#constant, level, constant, __VA_ARGS__ \
	}

static const char differs_buf_r[] =
    N_("the kernel keeps twice what was asked for, to have room "
       "for its own bookkeeping; but never less than its minimum, "
       "nor more than twice net.core.rmem_max");
static const char differs_buf_w[] =
    N_("the kernel keeps twice what was asked for, to have room "
       "for its own bookkeeping; but never less than its minimum, "
       "nor more than twice net.core.wmem_max");
static const char differs_ticks[] =
    N_("the kernel counts time in ticks of its clock, and rounds "
       "up");
static const char differs_tos[] =
    N_("for TCP, the two lowest bits are the kernel's own (ECN)");
static const char differs_retries[] =
    N_("the kernel counts retransmissions, and rounds up to the "
       "time of one");
static const char differs_mss[] =
    N_("while connected, the kernel shows the size in use, less "
       "its own options");
static const char differs_clamp[] =
    N_("the kernel never goes below half of its smallest receive "
       "buffer");

/* clang-format off */
const struct sockopt_row sockopt_rows[] = {
	ROW(SO_BINDTODEVICE, SOL_SOCKET, SOCKOPT_STRING, WHEN_ANY, FAMILY_ANY,
	    "\"\"", NULL,
	    N_("the only network interface that the socket sends and "
	       "receives through"), NULL,
	    "socket(7)"),
	ROW(SO_BROADCAST, SOL_SOCKET, SOCKOPT_BOOL, WHEN_ANY, FAMILY_ANY,
	    "0", NULL,
	    N_("whether datagrams may go to a broadcast address; TCP has "
	       "no use for it"), NULL,
	    "socket(7)"),
	ROW(SO_DONTROUTE, SOL_SOCKET, SOCKOPT_BOOL, WHEN_ANY, FAMILY_ANY,
	    "0", NULL,
	    N_("whether only machines on the same network are reached, "
	       "without a router"), NULL,
	    "socket(7)"),
	ROW(SO_KEEPALIVE, SOL_SOCKET, SOCKOPT_BOOL, WHEN_ANY, FAMILY_ANY,
	    "0", NULL,
	    N_("whether the kernel asks, on a connection where nothing "
	       "passes for long, if the other end is still there"), NULL,
	    "socket(7)"),
	ROW(SO_LINGER, SOL_SOCKET, SOCKOPT_LINGER, WHEN_ANY, FAMILY_ANY,
	    "{0, 0}", NULL,
	    N_("what close() does with bytes not sent yet: {0, 0} sends "
	       "them later, {1, N} waits N seconds for them, {1, 0} drops "
	       "them and cuts the connection (RST)"), NULL,
	    "socket(7); close(2)"),
	ROW(SO_MARK, SOL_SOCKET, SOCKOPT_INT, WHEN_ANY, FAMILY_ANY, "0", NULL,
	    N_("a number that goes with each packet inside this machine "
	       "alone, for its routing and firewall rules"), NULL,
	    "socket(7)"),
	ROW(SO_OOBINLINE, SOL_SOCKET, SOCKOPT_BOOL, WHEN_ANY, FAMILY_ANY,
	    "0", NULL,
	    N_("whether urgent data (MSG_OOB) comes among the rest, and "
	       "not apart"), NULL,
	    "socket(7); RFC 9293 3.8.5"),
	ROW(SO_PRIORITY, SOL_SOCKET, SOCKOPT_INT, WHEN_CONNECTED, FAMILY_ANY,
	    "0", NULL,
	    N_("the priority, 0 to 6, of packets that wait to leave this "
	       "machine; the queue of the network interface decides what "
	       "it means"), NULL,
	    "socket(7)"),
	ROW(SO_RCVBUF, SOL_SOCKET, SOCKOPT_INT, WHEN_CONNECT, FAMILY_ANY,
	    NULL, "net.ipv4.tcp_rmem",
	    N_("how many bytes the kernel holds for a program that does "
	       "not read yet"), differs_buf_r,
	    "socket(7); unix(7); tcp(7)"),
	ROW(SO_RCVLOWAT, SOL_SOCKET, SOCKOPT_INT, WHEN_ANY, FAMILY_ANY,
	    "1", NULL,
	    N_("how many bytes must have come before recv() and "
	       "epoll_wait() report them"), NULL,
	    "socket(7); tests/typed/test_set.py"),
	ROW(SO_RCVTIMEO, SOL_SOCKET, SOCKOPT_TIMEVAL, WHEN_ANY, FAMILY_ANY,
	    "{0, 0}", NULL,
	    N_("how long a blocking recv() waits before EAGAIN; sockdemo "
	       "waits by itself, so here it changes nothing"), differs_ticks,
	    "socket(7)"),
	ROW(SO_REUSEADDR, SOL_SOCKET, SOCKOPT_BOOL, WHEN_BIND, FAMILY_ANY,
	    "0", NULL,
	    N_("whether bind() takes a port whose old connections are in "
	       "TIME_WAIT"), NULL,
	    "socket(7); ip(7); unix(7); udp(7)"),
	ROW(SO_REUSEPORT, SOL_SOCKET, SOCKOPT_BOOL, WHEN_BIND, FAMILY_ANY,
	    "0", NULL,
	    N_("whether several sockets of one user may bind the same "
	       "port, and share the clients that come"), NULL,
	    "socket(7)"),
	ROW(SO_SNDBUF, SOL_SOCKET, SOCKOPT_INT, WHEN_CONNECT, FAMILY_ANY,
	    NULL, "net.ipv4.tcp_wmem",
	    N_("how many bytes the kernel holds that were sent, and are on "
	       "their way; with TCP, until they are acknowledged"),
	    differs_buf_w,
	    "socket(7); tcp(7)"),
	ROW(SO_SNDTIMEO, SOL_SOCKET, SOCKOPT_TIMEVAL, WHEN_ANY, FAMILY_ANY,
	    "{0, 0}", NULL,
	    N_("how long a blocking send() waits before EAGAIN; sockdemo "
	       "waits by itself, so here it changes nothing"), differs_ticks,
	    "socket(7)"),
	ROW(IP_FREEBIND, IPPROTO_IP, SOCKOPT_BOOL, WHEN_BIND, FAMILY_IPV4,
	    "0", NULL,
	    N_("whether bind() takes an address that this machine does "
	       "not have (yet)"), NULL,
	    "ip(7)"),
	ROW(IP_MTU_DISCOVER, IPPROTO_IP, SOCKOPT_INT, WHEN_ANY, FAMILY_IPV4,
	    "1", NULL,
	    N_("whether packets may be cut in pieces on the way: 0 yes, 1 "
	       "as the path needs, 2 never"), NULL,
	    "ip(7)"),
	ROW(IP_TOS, IPPROTO_IP, SOCKOPT_INT, WHEN_ANY, FAMILY_IPV4, "0", NULL,
	    N_("the byte of each IPv4 packet that says how urgent it is; "
	       "0x10: low delay"), differs_tos,
	    "ip(7); RFC 1349"),
	ROW(IP_TTL, IPPROTO_IP, SOCKOPT_INT, WHEN_ANY, FAMILY_IPV4,
	    NULL, "net.ipv4.ip_default_ttl",
	    N_("a number in each IPv4 packet: each router takes 1 off, and "
	       "drops the packet at 0"), NULL,
	    "ip(7); RFC 791 3.1"),
	ROW(IPV6_TCLASS, IPPROTO_IPV6, SOCKOPT_INT, WHEN_ANY, FAMILY_IPV6,
	    "0", NULL,
	    N_("the byte of each IPv6 packet that says how urgent it is, "
	       "as IP_TOS does"), differs_tos,
	    "ipv6(7); RFC 8200 7"),
	ROW(IPV6_UNICAST_HOPS, IPPROTO_IPV6, SOCKOPT_INT, WHEN_ANY, FAMILY_IPV6,
	    NULL, NULL,
	    N_("a number in each IPv6 packet: each router takes 1 off, and "
	       "drops the packet at 0; unless it is set, the route or the "
	       "interface decides (net.ipv6.conf.*.hop_limit)"), NULL,
	    "ipv6(7); RFC 8200 3"),
	ROW(IPV6_V6ONLY, IPPROTO_IPV6, SOCKOPT_BOOL, WHEN_BIND, FAMILY_IPV6,
	    NULL, "net.ipv6.bindv6only",
	    N_("whether an IPv6 socket leaves IPv4 clients to others"), NULL,
	    "ipv6(7)"),
	ROW(TCP_CONGESTION, IPPROTO_TCP, SOCKOPT_STRING, WHEN_ANY, FAMILY_ANY,
	    NULL, "net.ipv4.tcp_congestion_control",
	    N_("which algorithm decides how fast to send on a loaded "
	       "network"), NULL,
	    "tcp(7)"),
	ROW(TCP_CORK, IPPROTO_TCP, SOCKOPT_BOOL, WHEN_ANY, FAMILY_ANY,
	    "0", NULL,
	    N_("whether only full segments are sent, what is left waiting "
	       "up to 200 ms"), NULL,
	    "tcp(7)"),
	ROW(TCP_DEFER_ACCEPT, IPPROTO_TCP, SOCKOPT_INT, WHEN_CONNECT,
	    FAMILY_ANY, "0", NULL,
	    N_("how many seconds a client may be silent before accept() "
	       "gives it out; 0: it need not send first"), differs_retries,
	    "tcp(7)"),
	ROW(TCP_KEEPCNT, IPPROTO_TCP, SOCKOPT_INT, WHEN_ANY, FAMILY_ANY,
	    NULL, "net.ipv4.tcp_keepalive_probes",
	    N_("after how many unanswered questions SO_KEEPALIVE gives "
	       "the connection up"), NULL,
	    "tcp(7)"),
	ROW(TCP_KEEPIDLE, IPPROTO_TCP, SOCKOPT_INT, WHEN_ANY, FAMILY_ANY,
	    NULL, "net.ipv4.tcp_keepalive_time",
	    N_("after how many silent seconds SO_KEEPALIVE asks for the "
	       "first time"), NULL,
	    "tcp(7); RFC 9293 3.8.4"),
	ROW(TCP_KEEPINTVL, IPPROTO_TCP, SOCKOPT_INT, WHEN_ANY, FAMILY_ANY,
	    NULL, "net.ipv4.tcp_keepalive_intvl",
	    N_("how many seconds SO_KEEPALIVE waits for an answer before "
	       "it asks again"), NULL,
	    "tcp(7)"),
	ROW(TCP_LINGER2, IPPROTO_TCP, SOCKOPT_INT, WHEN_ANY, FAMILY_ANY,
	    NULL, "net.ipv4.tcp_fin_timeout",
	    N_("how many seconds a closed socket waits in FIN_WAIT2 for "
	       "the other end's FIN"), NULL,
	    "tcp(7)"),
	ROW(TCP_MAXSEG, IPPROTO_TCP, SOCKOPT_INT, WHEN_CONNECT, FAMILY_ANY,
	    NULL, NULL,
	    N_("how many bytes one segment may carry at most (MSS); the "
	       "SYN says it to the other end; unless it is set, it follows "
	       "from the largest packet of the network (MTU)"), differs_mss,
	    "tcp(7); RFC 9293 3.7.1"),
	ROW(TCP_NODELAY, IPPROTO_TCP, SOCKOPT_BOOL, WHEN_ANY, FAMILY_ANY,
	    "0", NULL,
	    N_("whether small pieces are sent at once, and do not wait "
	       "for the acknowledgement of those before (Nagle's "
	       "algorithm)"), NULL,
	    "tcp(7); RFC 9293 3.7.4"),
	ROW(TCP_NOTSENT_LOWAT, IPPROTO_TCP, SOCKOPT_INT, WHEN_ANY, FAMILY_ANY,
	    NULL, "net.ipv4.tcp_notsent_lowat",
	    N_("how many unsent bytes may wait in the kernel before it "
	       "reports no room"), NULL,
	    "tcp(7); Documentation/networking/ip-sysctl.rst"),
	ROW(TCP_QUICKACK, IPPROTO_TCP, SOCKOPT_BOOL, WHEN_CONNECTED, FAMILY_ANY,
	    "1", NULL,
	    N_("whether what comes is acknowledged at once for now; the "
	       "kernel may change it again"), NULL,
	    "tcp(7)"),
	ROW(TCP_SYNCNT, IPPROTO_TCP, SOCKOPT_INT, WHEN_CONNECT, FAMILY_ANY,
	    NULL, "net.ipv4.tcp_syn_retries",
	    N_("how many times connect() repeats an unanswered SYN before "
	       "it gives up; Linux 6.5 and later add "
	       "net.ipv4.tcp_syn_linear_timeouts"), NULL,
	    "tcp(7); Documentation/networking/ip-sysctl.rst"),
	ROW(TCP_USER_TIMEOUT, IPPROTO_TCP, SOCKOPT_INT, WHEN_ANY, FAMILY_ANY,
	    "0", NULL,
	    N_("after how many milliseconds a connection is given up on "
	       "which what was sent is not acknowledged, or cannot be sent "
	       "because the other end does not read; 0: as the kernel sees "
	       "fit"), NULL,
	    "tcp(7); tests/told/test_true.py"),
	ROW(TCP_WINDOW_CLAMP, IPPROTO_TCP, SOCKOPT_INT, WHEN_CONNECT,
	    FAMILY_ANY, "0", NULL,
	    N_("how large the receive window may be that is announced to "
	       "the other end; 0: no limit of its own"), differs_clamp,
	    "tcp(7)"),
};
/* clang-format on */

/* Those that the observer arms: src/observe/arm.c. */
static const struct {
	int level, option;
	const char *help;
} instruments[] = {
	{ IPPROTO_TCP, TCP_SAVE_SYN,
	    N_("whether the SYN that each connection began with is kept, to be "
	       "looked at after accept()") },
	{ SOL_SOCKET, SO_TIMESTAMPING,
	    N_("whether the kernel notes when what is sent goes out, and when "
	       "it is acknowledged") },
	{ SOL_SOCKET, SO_RXQ_OVFL,
	    N_("whether each datagram says how many were dropped before it, "
	       "for want of room") },
	{ IPPROTO_IP, IP_RECVTTL,
	    N_("whether each datagram says its TTL, from which each router on "
	       "the way takes 1") },
	{ IPPROTO_IP, IP_PKTINFO,
	    N_("whether each datagram says which of this machine's addresses "
	       "it was for, and by which interface it came") },
	{ IPPROTO_IPV6, IPV6_RECVHOPLIMIT,
	    N_("whether each datagram says its hop limit, from which each "
	       "router on the way takes 1") },
	{ IPPROTO_IPV6, IPV6_RECVPKTINFO,
	    N_("whether each datagram says which of this machine's addresses "
	       "it was for, and by which interface it came") },
	{ IPPROTO_IP, IP_RECVERR,
	    N_("whether error messages that come (ICMP) are kept, with who "
	       "sent them; on TCP only while it connects, since later it "
	       "would end a connection that could go on") },
	{ IPPROTO_IPV6, IPV6_RECVERR,
	    N_("whether error messages that come (ICMP) are kept, with who "
	       "sent them; on TCP only while it connects, since later it "
	       "would end a connection that could go on") },
};

const char *
instrument_help(int level, int option)
{
	for (size_t i = 0; i < sizeof(instruments) / sizeof(instruments[0]);
	     i++)
		if (instruments[i].level == level &&
		    instruments[i].option == option)
			return instruments[i].help;
	return NULL;
}

const int sockopt_count = sizeof(sockopt_rows) / sizeof(sockopt_rows[0]);

const struct sockopt_row *
sockopt_named(const char *name)
{
	for (int i = 0; i < sockopt_count; i++)
		if (strcmp(sockopt_rows[i].name, name) == 0)
			return &sockopt_rows[i];
	return NULL;
}

const struct sockopt_row *
sockopt_of(int level, int option)
{
	for (int i = 0; i < sockopt_count; i++)
		if (sockopt_rows[i].level == level &&
		    sockopt_rows[i].option == option)
			return &sockopt_rows[i];
	return NULL;
}

const char *
sockopt_nearest(const char *name)
{
	const char *names[sizeof(sockopt_rows) / sizeof(sockopt_rows[0]) + 1];

	for (int i = 0; i < sockopt_count; i++) {
		const char *prefix = strchr(sockopt_rows[i].name, '_') + 1;

		/* nodelay and tcp_nodelay: the name, but for its looks */
		if (strcasecmp(sockopt_rows[i].name, name) == 0 ||
		    strcasecmp(prefix, name) == 0)
			return sockopt_rows[i].name;
		names[i] = sockopt_rows[i].name;
	}
	names[sockopt_count] = NULL;
	return nearest(name, names);
}

/* Decimal or 0x..., maybe negative, and nothing after it. */
static bool
parse_int(const char *s, int *value)
{
	const char *digits = s + (*s == '-');
	char *end;
	long n;

	/* strtol() would take spaces and "+" as well. */
	if (*digits < '0' || *digits > '9')
		return false;
	errno = 0;
	n = strtol(s, &end, strncasecmp(digits, "0x", 2) == 0 ? 16 : 10);
	*value = (int)n;
	return errno == 0 && *end == '\0' && n == *value;
}

static bool
parse_bool(const char *s, int *value)
{
	if (s == NULL || strcmp(s, "on") == 0)
		*value = 1;
	else if (strcmp(s, "off") == 0)
		*value = 0;
	else
		return parse_int(s, value) && (*value == 0 || *value == 1);
	return true;
}

/* "off"; "5", five seconds; "1,5", the same as the struct has it. */
static bool
parse_linger(const char *s, struct linger *linger)
{
	const char *comma = strchr(s, ',');

	*linger = (struct linger){ .l_onoff = strcmp(s, "off") != 0 };
	if (!linger->l_onoff)
		return true;
	if (comma != NULL) {
		if (comma != s + 1 || (*s != '0' && *s != '1'))
			return false;
		linger->l_onoff = *s - '0';
		s = comma + 1;
	}
	return parse_int(s, &linger->l_linger) && linger->l_linger >= 0;
}

/* "2", "0.5", "0,5". */
static bool
parse_timeval(const char *s, struct timeval *timeval)
{
	size_t whole = strspn(s, "0123456789"), part = 0;
	long micro = 0, scale = 100000;

	if (whole == 0 || whole > 9)
		return false;
	if (s[whole] == '.' || s[whole] == ',') {
		part = strspn(s + whole + 1, "0123456789");
		for (size_t i = 0; i < part; i++, scale /= 10)
			micro += (s[whole + 1 + i] - '0') * scale;
		part++;
	}
	timeval->tv_sec = atol(s);
	timeval->tv_usec = micro;
	return s[whole + part] == '\0';
}

socklen_t
sockopt_parse(
    const struct sockopt_row *row, const char *value, union sockopt_value *to)
{
	bool good = value != NULL || row->type == SOCKOPT_BOOL;

	memset(to, 0, sizeof(*to));
	switch (row->type) {
	case SOCKOPT_BOOL:
		return parse_bool(value, &to->number) ? sizeof(int) : 0;
	case SOCKOPT_INT:
		good = good && parse_int(value, &to->number);
		return good ? sizeof(int) : 0;
	case SOCKOPT_LINGER:
		good = good && parse_linger(value, &to->linger);
		return good ? sizeof(to->linger) : 0;
	case SOCKOPT_TIMEVAL:
		good = good && parse_timeval(value, &to->timeval);
		return good ? sizeof(to->timeval) : 0;
	case SOCKOPT_STRING:
		if (!good || *value == '\0' ||
		    strlen(value) >= sizeof(to->text))
			return 0;
		memcpy(to->text, value, strlen(value));
		return (socklen_t)strlen(value);
	}
	return 0;
}

static void
put_string(struct buf *buf, const char *s, socklen_t len)
{
	char quoted[64];

	safe_quote(s, strnlen(s, len), quoted, sizeof(quoted));
	buf_printf(buf, "\"%s\"", quoted);
}

void
put_sockopt_value(
    struct buf *buf, int level, int option, const void *value, socklen_t len)
{
	const struct sockopt_row *row = sockopt_of(level, option);
	enum sockopt_type type = row != NULL ? row->type : SOCKOPT_INT;
	union sockopt_value v = { 0 };

	/* The kernel may give more than was asked for, and never aligned. */
	memcpy(&v, value, len < sizeof(v) ? len : sizeof(v));
	if (type == SOCKOPT_STRING)
		put_string(buf, v.text, len < sizeof(v) ? len : sizeof(v));
	else if (type == SOCKOPT_LINGER)
		buf_printf(
		    buf, "{%d, %d}", v.linger.l_onoff, v.linger.l_linger);
	else if (type == SOCKOPT_TIMEVAL)
		buf_printf(buf, "{%lld, %ld}", (long long)v.timeval.tv_sec,
		    (long)v.timeval.tv_usec);
	else if (level == SOL_SOCKET && option == SO_ERROR && v.number != 0)
		put_name(buf, name_errno(v.number), v.number);
	else
		buf_printf(buf, "%d", v.number);
}

const char *
sockopt_expected(enum lang lang, const struct sockopt_row *row)
{
	switch (row->type) {
	case SOCKOPT_BOOL:
		return tr(lang, "0 or 1 was expected");
	case SOCKOPT_LINGER:
		return tr(lang, "a number of seconds, or off, was expected");
	case SOCKOPT_TIMEVAL:
		return tr(lang, "a number of seconds was expected");
	case SOCKOPT_STRING:
		return tr(lang, "a name of at most 15 bytes was expected");
	case SOCKOPT_INT:
	default:
		return tr(lang,
		    "a number from -2147483648 to 2147483647 was expected");
	}
}

/* What has no effect there is said, and not what it would have. */
static const char *
help_for_unix(const struct sockopt_row *row)
{
	switch (row->option) {
	case SO_REUSEADDR:
		return N_("it changes nothing here: a Unix-domain socket has "
			  "no port to take again");
	case SO_RCVBUF:
		return N_("it changes nothing here: what a Unix-domain socket "
			  "has not read counts as the sender's (SO_SNDBUF)");
	case SO_RCVLOWAT:
		return N_("it changes nothing here: of a Unix-domain socket, "
			  "epoll_wait() reports whatever has come");
	default:
		return row->help;
	}
}

const char *
sockopt_help(const struct sockopt_row *row, bool tcp, bool local)
{
	if (tcp || row->level != SOL_SOCKET)
		return row->help;
	if (local)
		return help_for_unix(row);
	if (row->option == SO_REUSEADDR)
		return N_("whether another UDP socket that sets it too may "
			  "have the same port; a datagram to the machine's own "
			  "address then reaches one of them, one to a "
			  "broadcast or group address all");
	return row->help;
}

const char *
sockopt_sysctl(const struct sockopt_row *row, bool tcp)
{
	if (!tcp && row->level == SOL_SOCKET && row->option == SO_RCVBUF)
		return "net.core.rmem_default";
	if (!tcp && row->level == SOL_SOCKET && row->option == SO_SNDBUF)
		return "net.core.wmem_default";
	return row->sysctl;
}

const char *
sockopt_when_text(enum lang lang, const struct sockopt_row *row, bool tcp)
{
	if (row->when == WHEN_BIND)
		return tr(lang, "it has an effect only when set before bind()");
	if (row->when == WHEN_CONNECT && tcp)
		return tr(lang,
		    "it has its full effect only when set before connect() or "
		    "listen()");
	return NULL;
}
