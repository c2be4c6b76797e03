/*
 * A carrier that calls nobody: each call returns what was set for it. So the
 * seam, and whoever listens to it, can be tried without a socket.
 */
#ifndef FAKE_H
#define FAKE_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>

#include "call/sys.h"

struct fake {
	struct carrier carrier; /* give &fake.carrier to sys_init() */
	long ret;               /* what every call returns from now on... */
	int err;                /* ...with errno, when ret is -1 */
	unsigned calls;
	struct call last;             /* as the carrier was given it */
	struct sockaddr_storage peer; /* whom accept() finds */
};

static inline long
fake_carry(struct carrier *carrier, const struct call *call)
{
	struct fake *fake = (struct fake *)carrier;
	const union arg *out = call_arg(call, ARG_ADDR_OUT);

	fake->calls++;
	fake->last = *call;
	if (out != NULL && out->ptr != NULL && fake->ret != -1) {
		memcpy(out->ptr, &fake->peer, sizeof(fake->peer));
		*(socklen_t *)out[1].ptr = sizeof(struct sockaddr_in);
	}
	errno = fake->err;
	return fake->ret;
}

static inline void
fake_init(struct fake *fake)
{
	*fake = (struct fake){ .carrier.carry = fake_carry };
}

/* A call that nobody made: DONE(CALL_CLOSE, 0, NUM(3)) returned 0. */
#define NUM(n)                   \
	{                        \
		.num = (long)(n) \
	}
#define PTR(p)                     \
	{                          \
		.ptr = (void *)(p) \
	}
#define DONE(name, result, ...)     \
	((struct call){ .id = name, \
	    .arg = { __VA_ARGS__ }, \
	    .ret = result,          \
	    .ended.tv_sec = 1 })

/* An IPv4 or IPv6 address in numbers. */
static inline struct sockaddr_storage
fake_address(const char *host, int port)
{
	struct sockaddr_storage addr = { 0 };
	struct sockaddr_in *in = (struct sockaddr_in *)&addr;
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&addr;

	in->sin_port = htons((in_port_t)port); /* in both at the same place */
	if (inet_pton(AF_INET, host, &in->sin_addr) == 1)
		addr.ss_family = AF_INET;
	else if (inet_pton(AF_INET6, host, &in6->sin6_addr) == 1)
		addr.ss_family = AF_INET6;
	return addr;
}

#endif
