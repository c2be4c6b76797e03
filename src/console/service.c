/*
 * Sending what our user types to whom it is for.
 */
#include "console/service.h"
#include "serve/deliver.h"
#include "text/address.h"

/* "all> ", or "3> ". */
void
service_show_target(struct service *service)
{
	struct buf *text = &service->console.text;

	buf_clear(text);
	if (service->target == 0)
		buf_put(
		    text, tr(service->session->narrator.langs.first, "all"));
	else
		buf_printf(text, "%u", service->target);
	buf_put(text, "> ");
	if (service->prompting)
		prompt_set_text(&service->console.prompt, text->s);
}

/* Whether any client can still be sent to; says so where none can. */
static bool
is_any_open(struct service *service)
{
	if (service->server.clients.n == 0)
		session_say(service->session,
		    N_("there is no client: nothing was sent"));
	else if (service->server.clients.open == 0)
		session_say(service->session,
		    N_("there is no client that can still be sent to: nothing "
		       "was sent"));
	return service->server.clients.open > 0;
}

static void
say_why_not(const struct service *service, const struct client *target)
{
	struct session *s = service->session;

	if (!s->options->udp)
		session_say(s,
		    N_("this end finished sending to client %u: nothing was "
		       "sent"),
		    target->number);
	else if (address_is_unnamed(&target->addr))
		session_say(s, N_("client %u has no address: nothing was sent"),
		    target->number);
	else
		session_say(s,
		    N_("client %u has the address of this very socket: nothing "
		       "was sent"),
		    target->number);
}

/* What was meant for one is never sent to all. */
bool
service_target(struct service *service, struct client **target)
{
	*target = NULL;
	if (service->target == 0)
		return is_any_open(service);
	*target = clients_find(&service->server.clients, service->target);
	if (*target == NULL)
		session_say(service->session,
		    N_("client %u is gone: nothing was sent (/all, or /to N)"),
		    service->target);
	else if ((*target)->ending)
		say_why_not(service, *target);
	return *target != NULL && !(*target)->ending;
}

void
service_send(struct service *service, const char *data, size_t n)
{
	struct client *target;

	if (!service_target(service, &target))
		return;
	if (target != NULL)
		deliver(&service->server, target, data, n);
	else
		deliver_to_all(&service->server, NULL, data, n);
}
