/*
 * Telling a list of sinks. sys.c does it for each call that it makes.
 */
#include "call/sink.h"

void
sinks_attach(struct sink **sinks, struct sink *sink)
{
	while (*sinks != NULL)
		sinks = &(*sinks)->next;
	sink->next = NULL;
	*sinks = sink;
}

void
sinks_begin(struct sink *sinks, const struct call *call)
{
	for (; sinks != NULL; sinks = sinks->next)
		if (sinks->ops->begin != NULL)
			sinks->ops->begin(sinks, call);
}

void
sinks_end(struct sink *sinks, const struct call *call)
{
	for (; sinks != NULL; sinks = sinks->next)
		if (sinks->ops->end != NULL)
			sinks->ops->end(sinks, call);
}

void
sinks_note(struct sink *sinks, const struct note *note)
{
	for (; sinks != NULL; sinks = sinks->next)
		if (sinks->ops->note != NULL)
			sinks->ops->note(sinks, note);
}

void
sinks_close(struct sink **sinks)
{
	while (*sinks != NULL) {
		struct sink *sink = *sinks;

		*sinks = sink->next;
		if (sink->ops->close != NULL)
			sink->ops->close(sink);
	}
}
