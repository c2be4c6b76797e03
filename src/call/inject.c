/*
 * The carrier that fails calls, for tests: what a plan means is in carrier.h,
 * who uses it is tests/inject.c.
 */
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "call/carrier.h"

/* Finds "KEY:ERROR" in a plan of such entries parted by spaces. */
static bool
planned(const char *plan, const char *key, int *err)
{
	size_t len = strlen(key);

	for (const char *p = plan; *p != '\0'; p++) {
		if (strncmp(p, key, len) == 0 && p[len] == ':') {
			*err = atoi(p + len + 1);
			return true;
		}
		p += strcspn(p, " ");
		if (*p == '\0')
			break;
	}
	return false;
}

static bool
must_fail(struct inject *inject, const struct call *call, int *err)
{
	const char *name = call_row(call->id)->name;
	char key[64];

	snprintf(key, sizeof(key), "%u", inject->total);
	if (planned(inject->plan, key, err))
		return true;
	snprintf(key, sizeof(key), "%s/%u", name, inject->calls[call->id]);
	return planned(inject->plan, key, err);
}

static bool
asks_kernel(const struct inject *inject, const struct call *call)
{
	int fd = call_fd(call);

	if (call->id == CALL_SOCKET)
		return call_number(call, ARG_FAMILY) == AF_NETLINK;
	return fd != -1 && (fd == inject->asking[0] || fd == inject->asking[1]);
}

/* A new socket of that kind, or another descriptor of one; or one is closed. */
static void
follow(struct inject *inject, const struct call *call, long ret)
{
	bool asks = asks_kernel(inject, call);

	if (asks && call->id == CALL_SOCKET)
		inject->asking[0] = (int)ret;
	else if (asks && call->id == CALL_FCNTL)
		inject->asking[1] = (int)ret;
	else if (asks && call->id == CALL_CLOSE)
		inject->asking[call_fd(call) == inject->asking[1]] = -1;
}

static void
log_call(const struct inject *inject, const struct call *call)
{
	const struct call_row *row = call_row(call->id);

	if (inject->log == NULL)
		return;
	fprintf(inject->log, "%u %s%s", inject->total,
	    asks_kernel(inject, call) ? "~" : "", row->name);
	for (const int *err = row->errors; *err != 0; err++)
		fprintf(inject->log, " %d", *err);
	fprintf(inject->log, "\n");
	fflush(inject->log);
}

/* A call of one byte at most: what a busy network may do to any. */
static long
carry_short(struct carrier *inner, const struct call *call)
{
	struct call one = *call;
	union arg *size = (union arg *)call_arg(&one, ARG_SIZE);

	if (size->num > 1)
		size->num = 1;
	return inner->carry(inner, &one);
}

/* close() lets go of the descriptor even where it fails; and epoll fails to
   forget only what it does not know. */
static bool
happens_all_the_same(const struct call *call)
{
	return call->id == CALL_CLOSE ||
	    (call->id == CALL_EPOLL_CTL &&
		call_number(call, ARG_EPOLL_OP) == EPOLL_CTL_DEL);
}

static long
carry(struct carrier *carrier, const struct call *call)
{
	struct inject *inject = (struct inject *)carrier;
	long ret;
	int err;

	inject->total++;
	inject->calls[call->id]++;
	log_call(inject, call);
	if (must_fail(inject, call, &err)) {
		if (happens_all_the_same(call)) {
			carrier->inner->carry(carrier->inner, call);
			follow(inject, call, 0);
		}
		errno = err;
		return call->id == CALL_GETADDRINFO ? err : -1;
	}
	if (call_arg(call, ARG_SIZE) != NULL &&
	    strstr(inject->plan, "short") != NULL)
		return carry_short(carrier->inner, call);
	ret = carrier->inner->carry(carrier->inner, call);
	follow(inject, call, ret);
	return ret;
}

void
inject_init(struct inject *inject, struct carrier *inner, const char *plan)
{
	*inject =
	    (struct inject){ .carrier = { .carry = carry, .inner = inner },
		    .plan = plan,
		    .asking = { -1, -1 } };
}
