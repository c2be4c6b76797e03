/*
 * Who holds a TCP port: asked of the kernel by sock_diag(7), which answers
 * everybody.
 */
#include <linux/inet_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>

#include "probe/diag.h"
#include "probe/probe.h"

/* A port at an address, and what is found out of it. */
struct search {
	const struct sockaddr *addr;
	in_port_t port;
	struct port_use *use;
};

static struct sockaddr_storage
address_of(const struct inet_diag_msg *row)
{
	struct sockaddr_storage addr = { .ss_family = row->idiag_family };
	struct sockaddr_in *in = (struct sockaddr_in *)&addr;
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&addr;

	/* The port stands in the same place for both families. */
	in->sin_port = row->id.idiag_sport;
	if (row->idiag_family == AF_INET)
		memcpy(&in->sin_addr, row->id.idiag_src, sizeof(in->sin_addr));
	else
		memcpy(
		    &in6->sin6_addr, row->id.idiag_src, sizeof(in6->sin6_addr));
	return addr;
}

/* Whether one who listens at an address of that family, or at all of them, has
   what was asked for, or part of it. */
static bool
covers(const struct inet_diag_msg *row, const struct sockaddr *addr)
{
	static const char any[sizeof(struct in6_addr)];
	bool ipv4 = addr->sa_family == AF_INET;
	const void *at = row->id.idiag_src;
	const void *asked = ipv4
	    ? (const void *)&((const struct sockaddr_in *)addr)->sin_addr
	    : (const void *)&((const struct sockaddr_in6 *)addr)->sin6_addr;
	size_t n = ipv4 ? sizeof(struct in_addr) : sizeof(struct in6_addr);

	return row->idiag_family == addr->sa_family &&
	    (memcmp(at, any, n) == 0 || memcmp(asked, any, n) == 0 ||
		memcmp(at, asked, n) == 0);
}

static void
found_listener(const struct search *search, const struct inet_diag_msg *row)
{
	struct port_use *use = search->use;
	bool has_it = covers(row, search->addr);

	if (use->listener && (use->covers || !has_it))
		return;
	use->listener = true;
	use->covers = has_it;
	use->at = address_of(row);
	use->inode = row->idiag_inode;
}

static void
look(void *owner, const struct inet_diag_msg *row)
{
	const struct search *search = owner;
	struct port_use *use = search->use;
	unsigned seconds = (row->idiag_expires + 999) / 1000;

	if (row->id.idiag_sport != search->port)
		return;
	if (row->idiag_state == TCP_LISTEN) {
		found_listener(search, row);
	} else {
		use->time_wait = true;
		if (seconds > use->seconds)
			use->seconds = seconds;
	}
}

bool
probe_port(struct sys *sys, const struct sockaddr *addr, struct port_use *use)
{
	/* The port stands in the same place for both families. */
	struct search search = { addr,
		((const struct sockaddr_in *)addr)->sin_port, use };
	const unsigned states = 1u << TCP_LISTEN | 1u << TCP_TIME_WAIT;
	struct diag diag;
	bool known;

	*use = (struct port_use){ 0 };
	diag_init(&diag, sys);
	known = diag_each(&diag, AF_INET, states, look, &search) &&
	    diag_each(&diag, AF_INET6, states, look, &search);
	diag_close(&diag);
	return known;
}
