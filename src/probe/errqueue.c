/*
 * The error queue of a UDP socket (ip(7), IP_RECVERR): a refusal is an ICMP
 * message from the machine that refused, or from one on the way to it.
 */
#include <netinet/in.h>
#include <string.h>
#include <time.h>

/* It wants struct timespec. */
#include <linux/errqueue.h>

#include "probe/probe.h"

static bool
is_refusal(const struct cmsghdr *header, const struct sock_extended_err *err)
{
	bool kept = (header->cmsg_level == IPPROTO_IP &&
			header->cmsg_type == IP_RECVERR) ||
	    (header->cmsg_level == IPPROTO_IPV6 &&
		header->cmsg_type == IPV6_RECVERR);

	return kept &&
	    (err->ee_origin == SO_EE_ORIGIN_ICMP ||
		err->ee_origin == SO_EE_ORIGIN_ICMP6);
}

/* Who sent it stands behind what it says. */
static void
take(const struct sock_extended_err *err, struct note *note)
{
	const struct sockaddr *from = SO_EE_OFFENDER(err);

	note->icmp_type = err->ee_type;
	note->icmp_code = err->ee_code;
	memset(&note->raddr, 0, sizeof(note->raddr));
	memcpy(&note->raddr, from,
	    from->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6)
					: sizeof(struct sockaddr_in));
}

bool
probe_error_queue(struct sys *sys, int fd, struct note *note)
{
	_Alignas(struct cmsghdr) char control[512];
	char data[1]; /* of what was refused: not needed */
	struct iovec iov = { .iov_base = data, .iov_len = sizeof(data) };

	for (;;) {
		struct msghdr msg = { .msg_iov = &iov,
			.msg_iovlen = 1,
			.msg_control = control,
			.msg_controllen = sizeof(control) };
		struct cmsghdr *header;

		if (sys_recvmsg(sys, fd, &msg, MSG_ERRQUEUE) == -1)
			return false;
		for (header = CMSG_FIRSTHDR(&msg); header != NULL;
		     header = CMSG_NXTHDR(&msg, header)) {
			const struct sock_extended_err *err =
			    (const void *)CMSG_DATA(header);

			if (is_refusal(header, err)) {
				take(err, note);
				return true;
			}
		}
	}
}
