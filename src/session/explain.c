/*
 * From a call that failed to its explanation (failure.c), the first time that
 * it fails so.
 */
#include <errno.h>
#include <string.h>

#include "session/explain.h"
#include "session/failure.h"

static bool
is_first(struct explainer *e, enum call_id id, int err)
{
	for (int i = 0; i < e->n; i++)
		if (e->explained[i].id == id && e->explained[i].err == err)
			return false;
	if (e->n == EXPLAINED_MAX)
		return false;
	e->explained[e->n].id = id;
	e->explained[e->n++].err = err;
	return true;
}

/* The error that a connect() without waiting has ended with, as SO_ERROR gives
   it; 0: it is no such call. */
static int
kept_error(const struct call *call, const struct socket_info *s)
{
	struct option_value option;

	if (s == NULL || s->state != SOCKET_CONNECTING || call_failed(call) ||
	    !call_option(call, &option) || option.level != SOL_SOCKET ||
	    option.option != SO_ERROR)
		return 0;
	return option_int(&option);
}

/* What is known of a call that failed; .err is 0 where none did. */
static struct failure
failure_of(const struct call *call, const struct socket_info *s)
{
	struct failure failed = { .id = call->id,
		.err = call_failed(call) ? call->err : 0,
		.fd = call_fd(call),
		.size = call_asked(call) };
	struct option_value option;
	int kept = kept_error(call, s);

	call_address(call, &failed.addr);
	if (call_option(call, &option) && kept == 0) {
		failed.level = option.level;
		failed.option = option.option;
	}
	if (failed.addr.ss_family == 0 && s != NULL)
		failed.addr = s->raddr;
	if (kept != 0) {
		failed.id = CALL_CONNECT;
		failed.err = kept;
	}
	return failed;
}

void
explain(struct explainer *e, const struct call *call)
{
	const struct socket_info *s = sockets_of_call(e->sockets, call);
	struct failure failed = failure_of(call, s);
	struct stranger stranger = { .process = call->owner.process,
		.client = failed.id != CALL_BIND,
		.datagram = s != NULL && s->type == SOCK_DGRAM,
		.reuses = s != NULL && s->reuses,
		.program = e->program };

	if (failed.err == 0 || failed.err == EINTR || call_waits(call) ||
	    !is_first(e, failed.id, failed.err))
		return;
	explain_failure(e->out, e->langs, &failed, &stranger, e->quiet);
}
