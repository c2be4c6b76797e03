/*
 * Asking sock_diag(7): a netlink message there, an answer back at once, with
 * no wait in between.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "probe/diag.h"
#include "probe/probe.h"
#include "probe/sandbox.h"

enum { OURS = 200 }; /* beyond the descriptors that the loops move up */

struct question {
	struct nlmsghdr header;
	struct inet_diag_req_v2 request;
};

void
diag_init(struct diag *diag, struct sys *sys)
{
	*diag = (struct diag){ .sys = sys, .fd = -1 };
}

void
diag_close(struct diag *diag)
{
	if (diag->fd != -1)
		sys_close(diag->sys, diag->fd);
	diag->fd = -1;
}

bool
diag_open(struct diag *diag)
{
	int fd, high;

	if (diag->fd != -1 || diag->refused)
		return !diag->refused;
	diag->refused = true;
	if (sandbox_kills_netlink(diag->sys))
		return false;
	fd = sys_socket(
	    diag->sys, AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
	if (fd == -1)
		return false;
	high = sys_fcntl(diag->sys, fd, F_DUPFD_CLOEXEC, OURS);
	diag->fd = high != -1 ? high : fd;
	if (high != -1)
		sys_close(diag->sys, fd);
	diag->refused = false;
	return true;
}

/* The number of a socket's network name space; 0: not known. */
static uint64_t
netns_of(struct diag *diag, int fd)
{
	uint64_t cookie = 0;
#ifdef SO_NETNS_COOKIE
	socklen_t len = sizeof(cookie);

	probe_option(diag->sys, fd, SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &len);
#endif
	return cookie;
}

bool
diag_answers_for(struct diag *diag, int fd)
{
	uint64_t here;

	if (!diag_open(diag))
		return true;
	here = netns_of(diag, diag->fd);
	return here != 0 && here == netns_of(diag, fd);
}

static bool
ask(struct diag *diag, struct question *q)
{
	q->header.nlmsg_len = sizeof(*q);
	q->header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
	q->request.sdiag_protocol = IPPROTO_TCP;
	if (diag_open(diag) &&
	    sys_send(diag->sys, diag->fd, q, sizeof(*q), 0) != -1)
		return true;
	diag->refused = true;
	return false;
}

/* The IPv4 address that it is, or is shown as; NULL: it is none. */
static const void *
ipv4_of(const struct sockaddr_storage *addr)
{
	const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)addr;

	if (addr->ss_family == AF_INET)
		return &((const struct sockaddr_in *)addr)->sin_addr;
	if (IN6_IS_ADDR_V4MAPPED(&in6->sin6_addr))
		return &in6->sin6_addr.s6_addr[12];
	return NULL;
}

/* The port stands in the same place for both families. */
static void
put_end(const struct sockaddr_storage *addr, __be16 *port, __be32 *to)
{
	const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)addr;
	const void *ipv4 = ipv4_of(addr);

	*port = in6->sin6_port;
	memcpy(
	    to, ipv4 != NULL ? ipv4 : &in6->sin6_addr, ipv4 != NULL ? 4 : 16);
}

static struct question
question_of(
    const struct sockaddr_storage *laddr, const struct sockaddr_storage *raddr)
{
	struct question q = { .header.nlmsg_flags = NLM_F_REQUEST };
	struct inet_diag_req_v2 *request = &q.request;

	request->sdiag_family =
	    ipv4_of(laddr) != NULL ? AF_INET : (unsigned char)AF_INET6;
	request->idiag_states = ~0u;
	put_end(laddr, &request->id.idiag_sport, request->id.idiag_src);
	put_end(raddr, &request->id.idiag_dport, request->id.idiag_dst);
	if (ipv4_of(laddr) == NULL)
		request->id.idiag_if =
		    ((const struct sockaddr_in6 *)laddr)->sin6_scope_id;
	request->id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
	request->id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
	return q;
}

static void
take_attribute(const struct rtattr *a, struct seen *seen)
{
	uint64_t cgroup;

	if (a->rta_type == INET_DIAG_CGROUP_ID &&
	    RTA_PAYLOAD(a) >= sizeof(cgroup)) {
		memcpy(&cgroup, RTA_DATA(a), sizeof(cgroup));
		seen->field[SEEN_CGROUP] = (long long)cgroup;
	}
}

/* The other end's FIN, which recv() has not returned as 0 yet, is counted among
   the bytes; so is ours, until it is acknowledged. */
static void
take_queues(const struct inet_diag_msg *row, struct seen *seen)
{
	seen->field[SEEN_UNREAD] =
	    row->idiag_rqueue - (row->idiag_rqueue > 0 && seen_has_fin(seen));
	seen->field[SEEN_QUEUED] = row->idiag_wqueue;
	seen_leave_out_fin(seen);
}

static void
take(const struct nlmsghdr *header, struct seen *seen)
{
	const struct inet_diag_msg *row = NLMSG_DATA(header);
	const struct rtattr *a = (const void *)(row + 1);
	size_t left = header->nlmsg_len - NLMSG_LENGTH(sizeof(*row));

	seen->state = row->idiag_state;
	seen->source = "sock_diag";
	seen->field[SEEN_TIMER] = row->idiag_timer;
	seen->field[SEEN_TIMER_MS] = row->idiag_expires;
	seen->field[SEEN_RETRANSMITS] = row->idiag_retrans;
	take_queues(row, seen);
	seen->field[SEEN_UID] = row->idiag_uid;
	seen->field[SEEN_INODE] = row->idiag_inode;
	for (; RTA_OK(a, left); a = RTA_NEXT(a, left))
		take_attribute(a, seen);
}

/* Where a connection is gone, the kernel gives the socket that listens. */
static enum diag_answer
answer(const struct nlmsghdr *header, size_t len, const struct question *q,
    struct seen *seen)
{
	const struct inet_diag_msg *row = NLMSG_DATA(header);
	const struct nlmsgerr *error = NLMSG_DATA(header);

	if (!NLMSG_OK(header, len))
		return DIAG_SILENT;
	if (header->nlmsg_type == NLMSG_ERROR)
		return error->error == -ENOENT ? DIAG_NONE : DIAG_SILENT;
	if (header->nlmsg_len < NLMSG_LENGTH(sizeof(*row)))
		return DIAG_SILENT;
	if (row->idiag_state == TCP_LISTEN ||
	    row->id.idiag_sport != q->request.id.idiag_sport ||
	    row->id.idiag_dport != q->request.id.idiag_dport)
		return DIAG_NONE;
	take(header, seen);
	return DIAG_FOUND;
}

enum diag_answer
diag_find(struct diag *diag, const struct sockaddr_storage *laddr,
    const struct sockaddr_storage *raddr, struct seen *seen)
{
	_Alignas(struct nlmsghdr) char buf[4096];
	struct question q = question_of(laddr, raddr);
	ssize_t len;

	if (!ask(diag, &q))
		return DIAG_SILENT;
	len = sys_recv(diag->sys, diag->fd, buf, sizeof(buf), MSG_DONTWAIT);
	if (len <= 0)
		return DIAG_SILENT;
	return answer((const void *)buf, (size_t)len, &q, seen);
}

/* Whether the kernel's word is to be had: it refused nothing, and of a message
   so many bytes came as it says that it has. */
static bool
is_sound(const struct nlmsghdr *h, size_t came)
{
	return came >= sizeof(*h) && h->nlmsg_len >= sizeof(*h) &&
	    h->nlmsg_len <= came && h->nlmsg_type != NLMSG_ERROR;
}

/* Returns whether more answers follow; sets *failed if the kernel refuses. */
static bool
read_rows(struct diag *diag,
    void (*row)(void *owner, const struct inet_diag_msg *), void *owner,
    bool *failed)
{
	/* A netlink header needs the alignment of its widest member. */
	_Alignas(struct nlmsghdr) char rows[16 * 1024];
	ssize_t n = sys_recv(diag->sys, diag->fd, rows, sizeof(rows), 0);
	size_t at = 0, len = n > 0 ? (size_t)n : 0;

	*failed = len == 0;
	while (at < len) {
		const struct nlmsghdr *h = (const void *)(rows + at);

		*failed = !is_sound(h, len - at);
		if (*failed || h->nlmsg_type == NLMSG_DONE)
			return false;
		row(owner, NLMSG_DATA(h));
		at += NLMSG_ALIGN(h->nlmsg_len);
	}
	return !*failed;
}

bool
diag_each(struct diag *diag, int family, unsigned states,
    void (*row)(void *owner, const struct inet_diag_msg *), void *owner)
{
	struct question q = { .header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
		.request = { .sdiag_family = (unsigned char)family,
		    .idiag_states = states } };
	bool failed = false;

	if (!ask(diag, &q))
		return false;
	while (read_rows(diag, row, owner, &failed))
		continue;
	return !failed;
}
