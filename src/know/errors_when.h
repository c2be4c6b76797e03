/*
 * What must be so for a row of errors_table.c to be true: one function for each
 * condition that a row has.
 */
#ifndef ERRORS_WHEN_H
#define ERRORS_WHEN_H

#include "know/facts.h"

bool when_watched(const struct facts *);
bool when_watched_ours(const struct facts *);
bool when_watched_in_time_wait(const struct facts *);
bool when_nscd(const struct facts *);
bool when_ours(const struct facts *);
bool when_ipv6(const struct facts *);
bool when_link_local_without_zone(const struct facts *);
bool when_name_with_zone(const struct facts *);
bool when_without_name(const struct facts *);
bool when_has_listener(const struct facts *);
bool when_in_time_wait(const struct facts *);
bool when_below_lowest(const struct facts *);
bool when_below_lowest_8080_is_not(const struct facts *);
bool when_limit_below_4096(const struct facts *);
bool when_udp(const struct facts *);
bool when_udp_port_0(const struct facts *);
bool when_udp_too_big(const struct facts *);
bool when_udp_ipv6_too_big(const struct facts *);
bool when_to_broadcast(const struct facts *);
bool when_watched_to_broadcast(const struct facts *);
bool when_udp_to_broadcast(const struct facts *);
bool when_tcp_to_several(const struct facts *);
bool when_to_network(const struct facts *);
bool when_to_network_ipv6(const struct facts *);
bool when_local_no_folder(const struct facts *);
bool when_as_client(const struct facts *);
bool when_from_loopback(const struct facts *);
bool when_local(const struct facts *);
bool when_not_local(const struct facts *);
bool when_local_datagram(const struct facts *);
bool when_local_abstract(const struct facts *);
bool when_local_socket(const struct facts *);
bool when_local_left(const struct facts *);
bool when_local_unseen(const struct facts *);
bool when_local_no_socket(const struct facts *);

#endif
