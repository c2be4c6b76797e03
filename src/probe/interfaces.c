/*
 * The addresses of this machine: getifaddrs(3), and which interface leads out.
 */
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "probe/probe.h"
#include "probe/sandbox.h"

/* The interface of IPv4's default route: destination 0 in /proc/net/route. */
static void
default_interface(char name[IF_NAMESIZE])
{
	FILE *routes = fopen("/proc/net/route", "re");
	char line[256], iface[IF_NAMESIZE];
	unsigned long destination;

	*name = '\0';
	if (routes == NULL)
		return;
	while (*name == '\0' && fgets(line, sizeof(line), routes) != NULL)
		if (sscanf(line, "%15s %lx", iface, &destination) == 2 &&
		    destination == 0)
			memcpy(name, iface, sizeof(iface));
	fclose(routes);
}

static void
add(struct interfaces *all, const struct ifaddrs *ifa)
{
	struct interface *i = &all->list[all->n];
	size_t len = ifa->ifa_addr->sa_family == AF_INET
	    ? sizeof(struct sockaddr_in)
	    : sizeof(struct sockaddr_in6);

	if (all->n == INTERFACES_MAX)
		return;
	memset(i, 0, sizeof(*i));
	snprintf(i->name, sizeof(i->name), "%s", ifa->ifa_name);
	memcpy(&i->addr, ifa->ifa_addr, len);
	i->loopback = (ifa->ifa_flags & IFF_LOOPBACK) != 0;
	if ((ifa->ifa_flags & IFF_BROADCAST) && ifa->ifa_broadaddr != NULL &&
	    ifa->ifa_addr->sa_family == AF_INET)
		memcpy(&i->broadcast, ifa->ifa_broadaddr, len);
	all->n++;
}

/* The default route's first, loopback last; else in the kernel's order. */
static void
collect(struct interfaces *all, const struct ifaddrs *first)
{
	char out[IF_NAMESIZE];

	default_interface(out);
	for (int rank = 0; rank < 3; rank++)
		for (const struct ifaddrs *i = first; i; i = i->ifa_next) {
			bool loopback = i->ifa_flags & IFF_LOOPBACK;
			int its = loopback                  ? 2
			    : strcmp(i->ifa_name, out) == 0 ? 0
							    : 1;

			if (i->ifa_addr == NULL || its != rank ||
			    !(i->ifa_flags & IFF_UP))
				continue;
			if (i->ifa_addr->sa_family == AF_INET ||
			    i->ifa_addr->sa_family == AF_INET6)
				add(all, i);
		}
}

void
probe_interfaces(struct sys *sys, struct interfaces *all)
{
	struct ifaddrs *first;

	all->n = 0;
	if (sandbox_kills_netlink(sys) || /* by which they are asked for */
	    sys_getifaddrs(sys, &first) == -1)
		return;
	collect(all, first);
	freeifaddrs(first);
}

static bool
same_host(const struct sockaddr_storage *a, const struct sockaddr_storage *b)
{
	if (a->ss_family != b->ss_family)
		return false;
	if (a->ss_family == AF_INET)
		return ((const struct sockaddr_in *)a)->sin_addr.s_addr ==
		    ((const struct sockaddr_in *)b)->sin_addr.s_addr;
	return IN6_ARE_ADDR_EQUAL(&((const struct sockaddr_in6 *)a)->sin6_addr,
	    &((const struct sockaddr_in6 *)b)->sin6_addr);
}

bool
interfaces_have(
    const struct interfaces *all, const struct sockaddr_storage *addr)
{
	for (int i = 0; i < all->n; i++)
		if (same_host(&all->list[i].addr, addr))
			return true;
	return false;
}

bool
interfaces_broadcast(
    const struct interfaces *all, const struct sockaddr_storage *addr)
{
	struct sockaddr_storage limited = { 0 };

	limited.ss_family = AF_INET;
	((struct sockaddr_in *)&limited)->sin_addr.s_addr =
	    htonl(INADDR_BROADCAST);
	if (same_host(&limited, addr))
		return true;
	for (int i = 0; i < all->n; i++)
		if (all->list[i].broadcast.ss_family != 0 &&
		    same_host(&all->list[i].broadcast, addr))
			return true;
	return false;
}
