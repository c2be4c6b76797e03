/*
 * What a step is about. What is said of it: saying.h.
 */
#include "know/step.h"

struct step
step_of(const struct scene *scene, const struct sockets *sockets,
    const struct call *call, const struct note *note)
{
	struct step step = { .call = call, .note = note, .scene = scene };

	step.socket = call != NULL ? sockets_of_call(sockets, call)
				   : sockets_of_note(sockets, note);
	step.into = call != NULL && step.socket != NULL &&
	    step.socket ==
		sockets_find(sockets, call->owner.table, call_fd_to(call));
	return step;
}

/* Only a Unix-domain socket has a file, whose end is told without it. */
bool
step_is_unix(const struct step *step)
{
	if (step->call != NULL && step->call->id == CALL_UNLINK)
		return true;
	return step->socket != NULL && step->socket->family == AF_UNIX;
}

/* Only they are sent and received with an address; but a program may ask for
   one on other sockets, too. */
bool
step_is_datagram(const struct step *step)
{
	const struct call *call = step->call;

	if (step->socket != NULL && step->socket->type != 0)
		return step->socket->type == SOCK_DGRAM;
	if (call != NULL &&
	    (call_arg(call, ARG_SENDER) != NULL ||
		(call_sends(call->id) && call_arg(call, ARG_ADDR) != NULL)))
		return true;
	return false;
}

bool
step_is_v6only(const struct step *step)
{
	return step->socket != NULL && step->socket->v6only;
}
