/*
 * Who holds a TCP port: asked of the kernel by sock_diag(7), which answers
 * everybody.
 */
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>

#include "probe/probe.h"

/* What is asked of sock_diag(7): all TCP sockets of a family in two states. */
struct question {
	struct nlmsghdr header;
	struct inet_diag_req_v2 request;
};

static ssize_t
ask(struct sys *sys, int fd, int family)
{
	struct question q = { .header = { .nlmsg_len = sizeof(q),
				  .nlmsg_type = SOCK_DIAG_BY_FAMILY,
				  .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP },
		.request = { .sdiag_family = (unsigned char)family,
		    .sdiag_protocol = IPPROTO_TCP,
		    .idiag_states = 1u << TCP_LISTEN | 1u << TCP_TIME_WAIT } };

	return sys_send(sys, fd, &q, sizeof(q), 0);
}

static void
look(const struct inet_diag_msg *row, in_port_t port, struct port_use *use)
{
	unsigned seconds = (row->idiag_expires + 999) / 1000;

	if (row->id.idiag_sport != port)
		return;
	if (row->idiag_state == TCP_LISTEN) {
		use->listener = true;
	} else {
		use->time_wait = true;
		if (seconds > use->seconds)
			use->seconds = seconds;
	}
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
read_answers(
    struct sys *sys, int fd, in_port_t port, struct port_use *use, bool *failed)
{
	/* A netlink header needs the alignment of its widest member. */
	_Alignas(struct nlmsghdr) char answers[16 * 1024];
	ssize_t n = sys_recv(sys, fd, answers, sizeof(answers), 0);
	size_t at = 0, len = n > 0 ? (size_t)n : 0;

	*failed = len == 0;
	while (at < len) {
		const struct nlmsghdr *h = (const void *)(answers + at);

		*failed = !is_sound(h, len - at);
		if (*failed || h->nlmsg_type == NLMSG_DONE)
			return false;
		look(NLMSG_DATA(h), port, use);
		at += NLMSG_ALIGN(h->nlmsg_len);
	}
	return !*failed;
}

bool
probe_port(struct sys *sys, const struct sockaddr *addr, struct port_use *use)
{
	/* The port stands in the same place for both families. */
	in_port_t port = ((const struct sockaddr_in *)addr)->sin_port;
	static const int families[] = { AF_INET, AF_INET6 };
	bool failed = false;
	int fd;

	*use = (struct port_use){ 0 };
	fd = sys_socket(sys, AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG);
	if (fd == -1)
		return false;
	for (int i = 0; i < 2 && !failed; i++) {
		failed = ask(sys, fd, families[i]) == -1;
		while (!failed && read_answers(sys, fd, port, use, &failed))
			continue;
	}
	sys_close(sys, fd);
	return !failed;
}

unsigned
probe_lowest_port(void)
{
	static const char path[] =
	    "/proc/sys/net/ipv4/ip_unprivileged_port_start";
	FILE *file = fopen(path, "re");
	unsigned port = 0;

	if (file == NULL)
		return 0;
	if (fscanf(file, "%u", &port) != 1)
		port = 0;
	fclose(file);
	return port;
}
