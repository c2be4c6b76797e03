/*
 * What /proc says of a process, and process_vm_readv(2). Whoever calls it is
 * the tracer, and the process is stopped.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "watch/remote.h"

enum { PATH_SIZE = 64 };

bool
remote_read(pid_t tid, const void *from, void *to, size_t n)
{
	struct iovec here = { .iov_base = to, .iov_len = n };
	struct iovec there = { .iov_base = (void *)from, .iov_len = n };

	return n == 0 ||
	    process_vm_readv(tid, &here, 1, &there, 1, 0) == (ssize_t)n;
}

static bool
read_memory(struct memory *memory, const void *from, void *to, size_t n)
{
	return remote_read(((struct remote_memory *)memory)->tid, from, to, n);
}

void
remote_memory_init(struct remote_memory *memory, pid_t tid)
{
	*memory =
	    (struct remote_memory){ .memory.read = read_memory, .tid = tid };
}

unsigned long
remote_descriptor(pid_t tid, int fd)
{
	static const char sockets[] = "socket:[";
	char path[PATH_SIZE], target[PATH_SIZE];
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/%d/fd/%d", tid, fd);
	n = readlink(path, target, sizeof(target) - 1);
	if (n == -1)
		return REMOTE_CLOSED;
	target[n] = '\0';
	if (strncmp(target, sockets, strlen(sockets)) != 0)
		return REMOTE_OTHER;
	return REMOTE_SOCKETS + strtoul(target + strlen(sockets), NULL, 10);
}

void
remote_program(pid_t tid, char *program, size_t size)
{
	char path[PATH_SIZE];
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/%d/exe", tid);
	n = readlink(path, program, size - 1);
	program[n > 0 ? n : 0] = '\0';
}

bool
remote_has_powers(pid_t tid)
{
	char path[PATH_SIZE];
	struct stat st;

	snprintf(path, sizeof(path), "/proc/%d/exe", tid);
	if (stat(path, &st) == -1)
		return false;
	return (st.st_mode & S_ISUID && st.st_uid != geteuid()) ||
	    (st.st_mode & S_ISGID && st.st_mode & S_IXGRP &&
		st.st_gid != getegid()) ||
	    (geteuid() != 0 &&
		getxattr(path, "security.capability", NULL, 0) > 0);
}

/* A line of /proc/PID/status, behind its name. */
static bool
status_line(pid_t tid, const char *name, char *value, size_t size)
{
	char path[PATH_SIZE], line[128];
	bool found = false;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", tid);
	file = fopen(path, "re");
	if (file == NULL)
		return false;
	while (!found && fgets(line, sizeof(line), file) != NULL)
		if (strncmp(line, name, strlen(name)) == 0) {
			snprintf(value, size, "%s", line + strlen(name));
			found = true;
		}
	fclose(file);
	return found;
}

static pid_t
status_pid(pid_t tid, const char *name)
{
	char value[64];

	return status_line(tid, name, value, sizeof(value)) ? atoi(value) : 0;
}

pid_t
remote_process(pid_t tid)
{
	return status_pid(tid, "Tgid:");
}

pid_t
remote_parent(pid_t tid)
{
	return status_pid(tid, "PPid:");
}

pid_t
remote_tracer(pid_t tid)
{
	return status_pid(tid, "TracerPid:");
}

bool
remote_catches(pid_t tid, int signal)
{
	char value[64];

	return status_line(tid, "SigCgt:", value, sizeof(value)) &&
	    strtoull(value, NULL, 16) >> (signal - 1) & 1;
}
