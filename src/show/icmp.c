/*
 * The table of messages that something cannot be reached.
 */
#include <stddef.h>

#include "show/icmp.h"
#include "text/lang.h"

/* clang-format off */
static const struct {
	bool v6;
	unsigned char type, code;
	const char *meaning;
} rows[] = {
	{ false, 3, 0, N_("it knows no way to that network") },
	{ false, 3, 1, N_("it does not reach that machine") },
	{ false, 3, 2, N_("that machine does not know this protocol") },
	{ false, 3, 3,
	    N_("nothing is there on that port; usually a firewall says so of "
	       "TCP, since a machine would send an RST") },
	{ false, 3, 9, N_("that network is forbidden, by a rule") },
	{ false, 3, 10, N_("that machine is forbidden, by a rule") },
	{ false, 3, 13, N_("it is forbidden, by a firewall's rule") },
	{ true, 1, 0, N_("it knows no way to that network") },
	{ true, 1, 1, N_("it is forbidden, by a firewall's rule") },
	{ true, 1, 3, N_("it does not reach that machine") },
	{ true, 1, 4,
	    N_("nothing is there on that port; usually a firewall says so of "
	       "TCP, since a machine would send an RST") },
};
/* clang-format on */

const char *
icmp_meaning(bool v6, unsigned type, unsigned code)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].v6 == v6 && rows[i].type == type &&
		    rows[i].code == code)
			return rows[i].meaning;
	return NULL;
}
