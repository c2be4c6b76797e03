/*
 * Which program has a socket: its number in the kernel (inode) stands in
 * /proc/PID/fd, which shows those of one's own programs (proc(5)).
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "probe/probe.h"

/* Whether one of a process's descriptors is the socket. */
static bool
has_socket(const char *pid, const char *socket)
{
	char path[64], target[64];
	struct dirent *entry;
	bool has = false;
	DIR *folder;

	snprintf(path, sizeof(path), "/proc/%.20s/fd", pid);
	folder = opendir(path);
	while (folder != NULL && !has && (entry = readdir(folder)) != NULL) {
		ssize_t n = readlinkat(
		    dirfd(folder), entry->d_name, target, sizeof(target) - 1);

		target[n > 0 ? n : 0] = '\0';
		has = strcmp(target, socket) == 0;
	}
	if (folder != NULL)
		closedir(folder);
	return has;
}

static void
read_name(const char *pid, char *name, size_t size)
{
	char path[64];
	FILE *file;

	*name = '\0';
	snprintf(path, sizeof(path), "/proc/%.20s/comm", pid);
	file = fopen(path, "re");
	if (file == NULL)
		return;
	if (fgets(name, (int)size, file) == NULL)
		*name = '\0';
	name[strcspn(name, "\n")] = '\0';
	fclose(file);
}

bool
probe_process(struct seen *seen)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	char socket[64];

	if (proc == NULL)
		return false;
	snprintf(
	    socket, sizeof(socket), "socket:[%lld]", seen->field[SEEN_INODE]);
	while ((entry = readdir(proc)) != NULL) {
		if (strspn(entry->d_name, "0123456789") == 0 ||
		    !has_socket(entry->d_name, socket))
			continue;
		seen->field[SEEN_PID] = atol(entry->d_name);
		read_name(entry->d_name, seen->process, sizeof(seen->process));
		break;
	}
	closedir(proc);
	return seen->field[SEEN_PID] != SEEN_NOT;
}
