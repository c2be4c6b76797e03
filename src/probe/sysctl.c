/*
 * A setting of the kernel's, from /proc/sys, and what follows from some.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "probe/probe.h"

bool
probe_sysctl(const char *name, char *value, size_t size)
{
	char path[128];
	size_t len;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/sys/%s", name);
	for (char *p = path; *p != '\0'; p++)
		if (*p == '.')
			*p = '/';
	file = fopen(path, "re");
	if (file == NULL)
		return false;
	len = fread(value, 1, size - 1, file);
	fclose(file);
	value[len] = '\0';
	value[strcspn(value, "\n")] = '\0';
	/* Of several values, as 4096 131072 6291456, a tab stands between. */
	for (char *p = value; *p != '\0'; p++)
		if (*p == '\t')
			*p = ' ';
	return *value != '\0';
}

/* "5.15.90.1-microsoft-standard-WSL2"; WSL1 has no kernel of its own. */
bool
probe_wsl(void)
{
	char release[128];

	return probe_sysctl("kernel.osrelease", release, sizeof(release)) &&
	    strstr(release, "WSL2") != NULL;
}

unsigned
probe_lowest_port(void)
{
	char port[16];

	return probe_sysctl(
		   "net.ipv4.ip_unprivileged_port_start", port, sizeof(port))
	    ? (unsigned)strtoul(port, NULL, 10)
	    : 0;
}
