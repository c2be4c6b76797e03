/*
 * sockdemo connect: a client. How it connects: net/connect.c, and how often:
 * retry.c; what follows: talk.c.
 */
#include <netdb.h>

#include "command/check.h"
#include "command/retry.h"
#include "command/talk.h"
#include "option/commands.h"
#include "option/usage.h"
#include "session/logs.h"
#include "session/resolve.h"
#include "session/session.h"

static int
connect_to(struct session *s, const struct addrinfo *addresses,
    const struct addrinfo *from)
{
	int fd;

	if (session_open_wait(s) == -1)
		return session_failed(s);
	fd = retry_connect(s, addresses, from);
	if (s->options->check)
		return check_verdict(s, fd);
	if (fd == -1)
		return session_wait_failed(s);
	return talk(s, fd, -1);
}

/* Addresses of the other family than -s cannot be connected to from it. */
static int
resolve(struct session *s, struct endpoint *e, struct addrinfo **addresses,
    struct addrinfo **from)
{
	const struct options *o = s->options;
	int family = o->family;
	int status = endpoint_source(o, &family, &s->sys, &s->quiet, from);

	if (status != 0)
		return status;
	return endpoint_resolve(e, o, family, &s->sys, &s->quiet, addresses);
}

static int
run(const struct options *o, struct carrier *carrier)
{
	struct addrinfo *addresses = NULL, *from = NULL;
	struct endpoint endpoint;
	struct session s;
	int status;

	status = endpoint_parse(&endpoint, o);
	if (status == 0 && o->check)
		status = check_options(o);
	if (status == 0 && o->retry > 0 && o->udp && !o->unix_path)
		status = usage_error(o->langs,
		    N_("-u: connect() asks nobody, so that --retry does not go "
		       "with it"));
	if (status != 0)
		return status;
	session_open(&s, o, &endpoint, carrier);
	status = logs_open(&s);
	if (status != 0)
		return session_close(&s, status);
	status = resolve(&s, &endpoint, &addresses, &from);
	if (status == 0)
		status = connect_to(&s, addresses, from);
	else if (status == 1)
		session_failed(&s);
	endpoint_free(&endpoint, addresses);
	if (from != NULL && !o->unix_path)
		freeaddrinfo(from);
	return session_close(&s, status);
}

const struct command command_connect = {
	.name = "connect",
	.usage = N_("connect [options] address port"),
	.what = N_("talk to a server"),
	.arguments = ARGUMENTS_ADDRESS,
	.most = 2,
	.has = OF_ANY | OF_SHOWING | OF_TIMED | OF_TALKING | OF_CLIENT,
	.client = true,
	.run = run,
};
