/*
 * One small function for each condition of a row in errors_table.c.
 */
#include "know/errors_when.h"

#include <string.h>

bool
when_watched(const struct facts *f)
{
	return f->watched;
}

bool
when_watched_ours(const struct facts *f)
{
	return f->watched && f->ours;
}

bool
when_watched_in_time_wait(const struct facts *f)
{
	return f->watched && !f->reuses && when_in_time_wait(f);
}

/* What the C library does by itself, when it looks up a name. */
bool
when_nscd(const struct facts *f)
{
	return f->watched && f->address != NULL &&
	    strstr(f->address, "/nscd/") != NULL;
}

bool
when_ours(const struct facts *f)
{
	return f->ours;
}

bool
when_ipv6(const struct facts *f)
{
	return f->ipv6;
}

static bool
goes_out(const struct facts *f)
{
	return f->call == CALL_CONNECT || call_sends(f->call);
}

/* The networks of fe80: are many: %eth0 says which one is meant. */
bool
when_link_local_without_zone(const struct facts *f)
{
	return (f->call == CALL_BIND || f->call == CALL_CONNECT) &&
	    f->host != NULL && strncasecmp(f->host, "fe80:", 5) == 0 &&
	    strchr(f->host, '%') == NULL;
}

bool
when_name_with_zone(const struct facts *f)
{
	return f->name != NULL && strchr(f->name, '%') != NULL;
}

bool
when_without_name(const struct facts *f)
{
	return f->name == NULL;
}

bool
when_has_listener(const struct facts *f)
{
	return f->holder == HOLDER_LISTENER;
}

bool
when_in_time_wait(const struct facts *f)
{
	return f->holder == HOLDER_TIME_WAIT;
}

bool
when_below_lowest(const struct facts *f)
{
	return f->port > 0 && f->port < f->lowest;
}

bool
when_below_lowest_8080_is_not(const struct facts *f)
{
	return when_below_lowest(f) && f->lowest <= 8080;
}

bool
when_limit_below_4096(const struct facts *f)
{
	return f->limit > 0 && f->limit < 4096;
}

bool
when_udp(const struct facts *f)
{
	return f->datagram && !f->local;
}

bool
when_udp_port_0(const struct facts *f)
{
	return when_udp(f) && f->port == 0;
}

/* Else it was not UDP's own limit, but that of a network on the way. */
bool
when_udp_too_big(const struct facts *f)
{
	return when_udp(f) && f->size > f->most;
}

bool
when_udp_ipv6_too_big(const struct facts *f)
{
	return when_udp_too_big(f) && f->ipv6;
}

bool
when_to_broadcast(const struct facts *f)
{
	return f->broadcast && goes_out(f);
}

bool
when_watched_to_broadcast(const struct facts *f)
{
	return f->watched && when_to_broadcast(f);
}

bool
when_udp_to_broadcast(const struct facts *f)
{
	return f->datagram && when_to_broadcast(f);
}

bool
when_tcp_to_several(const struct facts *f)
{
	return (f->broadcast || f->group) && !f->datagram;
}

bool
when_to_network(const struct facts *f)
{
	return !f->local && goes_out(f);
}

bool
when_to_network_ipv6(const struct facts *f)
{
	return f->ipv6 && when_to_network(f);
}

bool
when_local_no_folder(const struct facts *f)
{
	return f->local && f->no_folder;
}

bool
when_as_client(const struct facts *f)
{
	return f->client;
}

bool
when_from_loopback(const struct facts *f)
{
	return f->source != NULL && strncmp(f->source, "127.", 4) == 0 &&
	    !f->ours;
}

bool
when_local(const struct facts *f)
{
	return f->local;
}

bool
when_not_local(const struct facts *f)
{
	return !f->local;
}

bool
when_local_datagram(const struct facts *f)
{
	return f->local && f->datagram;
}

bool
when_local_abstract(const struct facts *f)
{
	return f->local && f->at_path == PATH_ABSTRACT;
}

bool
when_local_socket(const struct facts *f)
{
	return f->local && f->at_path == PATH_SOCKET;
}

bool
when_local_left(const struct facts *f)
{
	return f->local && f->at_path == PATH_LEFT;
}

bool
when_local_unseen(const struct facts *f)
{
	return f->local && f->at_path == PATH_UNSEEN;
}

bool
when_local_no_socket(const struct facts *f)
{
	return f->local && f->at_path == PATH_OTHER;
}
