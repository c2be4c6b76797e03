/*
 * Reading the machine's counters: those that mean something here.
 */
#include "session/machine.h"
#include "probe/probe.h"

static void
take(void *owner, const char *group, const char *name, long long value)
{
	counters_take(owner, group, name, value);
}

bool
machine_count(struct counters *counters)
{
	counters_clear(counters);
	return probe_counters(take, counters);
}
