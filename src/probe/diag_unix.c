/*
 * The same question about a Unix-domain socket: it has no addresses that would
 * name it, but a number.
 */
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <sys/stat.h>

#include "probe/diag.h"

struct question {
	struct nlmsghdr header;
	struct unix_diag_req request;
};

static bool
ask(struct diag *diag, unsigned inode)
{
	struct question q = { .header = { .nlmsg_len = sizeof(q),
				  .nlmsg_type = SOCK_DIAG_BY_FAMILY,
				  .nlmsg_flags = NLM_F_REQUEST },
		.request = { .sdiag_family = AF_UNIX,
		    .udiag_states = ~0u,
		    .udiag_ino = inode,
		    .udiag_show = UDIAG_SHOW_RQLEN,
		    .udiag_cookie = { ~0u, ~0u } } };

	return diag_open(diag) &&
	    sys_send(diag->sys, diag->fd, &q, sizeof(q), 0) != -1;
}

/* Of one that listens, the queue's length and its limit are connections. */
static enum diag_answer
take(const struct nlmsghdr *header, size_t len, struct seen *seen)
{
	const struct unix_diag_msg *row = NLMSG_DATA(header);
	const struct rtattr *a = (const void *)(row + 1);
	size_t left;

	if (!NLMSG_OK(header, len) || header->nlmsg_type == NLMSG_ERROR ||
	    header->nlmsg_len < NLMSG_LENGTH(sizeof(*row)))
		return DIAG_NONE;
	left = header->nlmsg_len - NLMSG_LENGTH(sizeof(*row));
	for (; RTA_OK(a, left); a = RTA_NEXT(a, left)) {
		const struct unix_diag_rqlen *n = RTA_DATA(a);

		if (a->rta_type != UNIX_DIAG_RQLEN ||
		    RTA_PAYLOAD(a) < sizeof(*n))
			continue;
		seen->field[SEEN_WAITING] = n->udiag_rqueue;
		seen->field[SEEN_BACKLOG] = n->udiag_wqueue;
		seen->source = "sock_diag";
		return DIAG_FOUND;
	}
	return DIAG_NONE;
}

enum diag_answer
diag_find_unix(struct diag *diag, int fd, struct seen *seen)
{
	_Alignas(struct nlmsghdr) char buf[4096];
	struct stat st;
	ssize_t len;

	if (fstat(fd, &st) == -1 || !ask(diag, (unsigned)st.st_ino))
		return DIAG_SILENT;
	len = sys_recv(diag->sys, diag->fd, buf, sizeof(buf), MSG_DONTWAIT);
	if (len <= 0)
		return DIAG_SILENT;
	return take((const void *)buf, (size_t)len, seen);
}
