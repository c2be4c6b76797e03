/*
 * sockdemo with calls that fail on purpose, for tests/test_inject.py. It takes
 * sockdemo's arguments, and from the environment:
 *	INJECT=plan		which calls fail, and how (src/call/carrier.h)
 *	INJECT_LOG=file		to write down each call, and its errors
 *	INJECT_REPORT=file	to write down what is left open in the end
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "call/carrier.h"
#include "sockdemo.h"

enum { DESCRIPTORS = 1024, OURS = 500 }; /* out of the way of sockdemo's */

/* Opens the file that a variable names; without one, NULL. */
static FILE *
open_named(const char *variable)
{
	const char *name = getenv(variable);
	int fd, high;

	if (name == NULL)
		return NULL;
	fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	high = fcntl(fd, F_DUPFD_CLOEXEC, OURS);
	close(fd);
	if (high == -1) {
		perror(name);
		exit(2);
	}
	return fdopen(high, "w");
}

static int
is_open(int fd)
{
	return fcntl(fd, F_GETFD) != -1;
}

int
main(int argc, char *argv[])
{
	static struct inject inject;
	static int before[DESCRIPTORS];
	const char *plan = getenv("INJECT");
	FILE *report = open_named("INJECT_REPORT");
	int status;

	inject_init(&inject, kernel_carrier(), plan != NULL ? plan : "");
	inject.log = open_named("INJECT_LOG");
	for (int fd = 0; fd < DESCRIPTORS; fd++)
		before[fd] = is_open(fd);
	status = sockdemo(argc, argv, &inject.carrier);
	for (int fd = 0; report != NULL && fd < DESCRIPTORS; fd++)
		if (is_open(fd) && !before[fd])
			fprintf(report, "open %d\n", fd);
	if (report != NULL) {
		fprintf(report, "returned %d\n", status);
		fclose(report);
	}
	if (inject.log != NULL)
		fclose(inject.log);
	return status;
}
