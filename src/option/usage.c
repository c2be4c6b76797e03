/*
 * The one line about a command line that is wrong.
 */
#include <stdarg.h>
#include <stdio.h>

#include "option/usage.h"

int
usage_error(struct langs langs, const char *text, ...)
{
	LANGS_EACH (lang, langs) {
		va_list ap;

		va_start(ap, text);
		fputs("sockdemo: ", stderr);
		vfprintf(stderr, tr(lang, text), ap);
		fputc('\n', stderr);
		va_end(ap);
	}
	return 2;
}
