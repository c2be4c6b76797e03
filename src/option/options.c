/*
 * What the options come to. The table of them is in table.c; parse.c reads the
 * command line by it.
 */
#include <stdlib.h>

#include "option/options.h"
#include "tell/log.h"

void
options_free(struct options *o)
{
	free(o->access.list);
	free(o->settings.list);
}

bool
options_want_logs(const struct options *o)
{
	return o->log[LOG_TEXT] != NULL || o->log[LOG_HEX] != NULL;
}
