/*
 * The counters of this machine, or of this network name space: lines come in
 * pairs, the names and then the numbers.
 *
 *	Udp: InDatagrams NoPorts
 *	Udp: 17 2
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "probe/probe.h"

/* One line of each. Both begin with the group's name. */
static void
read_pair(char *names, char *numbers, counter_taker *take, void *owner)
{
	char *name_at, *number_at;
	char *group = strtok_r(names, ": \n", &name_at);
	char *other = strtok_r(numbers, ": \n", &number_at);
	char *name, *number;

	if (group == NULL || other == NULL || strcmp(group, other) != 0)
		return;
	while ((name = strtok_r(NULL, " \n", &name_at)) != NULL &&
	    (number = strtok_r(NULL, " \n", &number_at)) != NULL)
		take(owner, group, name, strtoll(number, NULL, 10));
}

static bool
read_file(const char *path, counter_taker *take, void *owner)
{
	FILE *file = fopen(path, "re");
	char *names = NULL, *numbers = NULL;
	size_t size = 0, other_size = 0;

	if (file == NULL)
		return false;
	while (getline(&names, &size, file) > 0 &&
	    getline(&numbers, &other_size, file) > 0)
		read_pair(names, numbers, take, owner);
	free(names);
	free(numbers);
	fclose(file);
	return true;
}

bool
probe_counters(counter_taker *take, void *owner)
{
	bool snmp = read_file("/proc/net/snmp", take, owner);
	bool netstat = read_file("/proc/net/netstat", take, owner);

	return snmp || netstat;
}
