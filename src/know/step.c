/*
 * What a step is about. What is said of it: saying.h.
 */
#include "know/step.h"

struct step
step_of(const struct scene *scene, const struct sockets *sockets,
    const struct call *call, const struct note *note)
{
	return (struct step){ .call = call,
		.note = note,
		.socket = call != NULL ? sockets_of_call(sockets, call)
				       : sockets_of_note(sockets, note),
		.scene = scene };
}

/* Only a Unix-domain socket has a file, whose end is told without it. */
bool
step_is_unix(const struct step *step)
{
	if (step->call != NULL && step->call->id == CALL_UNLINK)
		return true;
	return step->socket != NULL && step->socket->family == AF_UNIX;
}

/* Only they are sent and received with an address. */
bool
step_is_datagram(const struct step *step)
{
	const struct call *call = step->call;

	if (call != NULL &&
	    (call_arg(call, ARG_SENDER) != NULL ||
		(call_sends(call->id) && call_arg(call, ARG_ADDR) != NULL)))
		return true;
	return step->socket != NULL && step->socket->type == SOCK_DGRAM;
}

bool
step_is_v6only(const struct step *step)
{
	return step->socket != NULL && step->socket->v6only;
}
