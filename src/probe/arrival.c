/*
 * How the next datagram came: a look at it, which takes nothing (MSG_PEEK), with
 * what the kernel was told to keep beside it (ip(7), ipv6(7), socket(7)). Only
 * for sockets that have no error to give, which a look would clear.
 */
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/uio.h>

#include "probe/probe.h"

static void
take_interface(unsigned index, struct seen_datagram *seen)
{
	if (if_indextoname(index, seen->interface) == NULL)
		*seen->interface = '\0';
}

static void
take_ipv4(const struct cmsghdr *header, struct seen_datagram *seen)
{
	const void *data = CMSG_DATA(header);
	struct in_pktinfo info;
	int ttl;

	if (header->cmsg_type == IP_TTL) {
		memcpy(&ttl, data, sizeof(ttl));
		seen->ttl = ttl;
	} else if (header->cmsg_type == IP_PKTINFO) {
		memcpy(&info, data, sizeof(info));
		seen->to.ss_family = AF_INET;
		((struct sockaddr_in *)&seen->to)->sin_addr = info.ipi_addr;
		take_interface((unsigned)info.ipi_ifindex, seen);
	}
}

static void
take_ipv6(const struct cmsghdr *header, struct seen_datagram *seen)
{
	const void *data = CMSG_DATA(header);
	struct in6_pktinfo info;
	int limit;

	if (header->cmsg_type == IPV6_HOPLIMIT) {
		memcpy(&limit, data, sizeof(limit));
		seen->ttl = limit;
	} else if (header->cmsg_type == IPV6_PKTINFO) {
		memcpy(&info, data, sizeof(info));
		seen->to.ss_family = AF_INET6;
		((struct sockaddr_in6 *)&seen->to)->sin6_addr = info.ipi6_addr;
		take_interface(info.ipi6_ifindex, seen);
	}
}

static void
take(const struct cmsghdr *header, struct seen_datagram *seen)
{
	uint32_t drops;

	if (header->cmsg_level == IPPROTO_IP) {
		take_ipv4(header, seen);
	} else if (header->cmsg_level == IPPROTO_IPV6) {
		take_ipv6(header, seen);
	} else if (header->cmsg_level == SOL_SOCKET &&
	    header->cmsg_type == SO_RXQ_OVFL) {
		memcpy(&drops, CMSG_DATA(header), sizeof(drops));
		seen->drops = drops;
	}
}

bool
probe_arrival(struct sys *quiet, int fd, struct seen_datagram *seen)
{
	_Alignas(struct cmsghdr) char control[512];
	struct msghdr msg = { .msg_control = control,
		.msg_controllen = sizeof(control) };
	struct cmsghdr *header;

	*seen = (struct seen_datagram){ .ttl = SEEN_NOT };
	if (sys_recvmsg(quiet, fd, &msg, MSG_PEEK | MSG_DONTWAIT) == -1)
		return false;
	for (header = CMSG_FIRSTHDR(&msg); header != NULL;
	     header = CMSG_NXTHDR(&msg, header))
		take(header, seen);
	return true;
}
