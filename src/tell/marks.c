/*
 * The marks' meanings, as data: told once each by the narrator (-vv), and all
 * of them by /help.
 */
#include <stddef.h>

#include "tell/marks.h"
#include "text/lang.h"

const char *
mark_meaning(enum mark mark)
{
	switch (mark) {
	case MARK_STEP:
		return N_("* marks a call; behind = stands what it returned");
	case MARK_SENT:
		return N_("> marks a call that sends");
	case MARK_RECEIVED:
		return N_("< marks a call that receives; the text that came "
			  "stands behind |");
	case MARK_ERROR:
		return N_("! marks a call that failed");
	case MARK_KERNEL:
		return N_("= marks what was read from the kernel: no call of "
			  "the conversation");
	case MARK_TEXT: /* told with those that receive it */
	case MARK_EXPLAIN:
	case MARK_ADDRESS:
	case MARK_PLAIN:
	case MARK_WHOLE:
	default:
		return NULL;
	}
}
