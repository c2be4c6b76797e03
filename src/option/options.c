/*
 * What the options come to. The table of them is in table.c; parse.c reads the
 * command line by it.
 */
#include <stdlib.h>

#include "option/options.h"

void
options_free(struct options *o)
{
	free(o->access.list);
	free(o->settings.list);
	free(o->log);
}
