/*
 * Who holds a TCP port: asked of the kernel by sock_diag(7), which answers
 * everybody.
 */
#include <linux/inet_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>

#include "probe/diag.h"
#include "probe/probe.h"

/* A port, and what is found out of it. */
struct search {
	in_port_t port;
	struct port_use *use;
};

static void
look(void *owner, const struct inet_diag_msg *row)
{
	const struct search *search = owner;
	struct port_use *use = search->use;
	unsigned seconds = (row->idiag_expires + 999) / 1000;

	if (row->id.idiag_sport != search->port)
		return;
	if (row->idiag_state == TCP_LISTEN) {
		use->listener = true;
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
	struct search search = { ((const struct sockaddr_in *)addr)->sin_port,
		use };
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
