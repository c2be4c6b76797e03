/*
 * The counters that the kernel keeps of a whole machine, or network name space,
 * and that say why something went wrong: /proc/net/snmp, /proc/net/netstat.
 */
#ifndef COUNTERS_H
#define COUNTERS_H

#include <stdbool.h>

#include "text/lang.h"
#include "text/out.h"

struct counter_row {
	const char *group, *name; /* "Tcp", "OutRsts" */
	const char *meaning;      /* N_(...) */
};

enum { COUNTERS_MAX = 64 };

/* -1: this kernel does not have it. In the order of the rows. */
struct counters {
	long long value[COUNTERS_MAX];
};

extern const struct counter_row counter_rows[];
extern const int counter_count;

/* None is had. */
void counters_clear(struct counters *);

/* One that was read; those without a row are left out. */
void counters_take(
    struct counters *, const char *group, const char *name, long long value);

/* Shows those that moved. Returns whether any did. */
bool show_counters(struct out *, struct langs, const struct counters *before,
    const struct counters *now);

#endif
