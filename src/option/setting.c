/*
 * A socket option as it is typed: NAME=VALUE. The table of their names is in
 * know/sockopts.c.
 */
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "know/sockopts.h"
#include "option/setting.h"
#include "text/safe.h"

static void
unknown_name(enum lang lang, const char *name, struct buf *why)
{
	const char *near = sockopt_nearest(name);
	char safe[64];

	safe_name(name, safe, sizeof(safe));
	if (near != NULL)
		buf_printf(why,
		    tr(lang, "%s: no such socket option; did you mean %s?"),
		    safe, near);
	else
		buf_printf(why, tr(lang, "%s: no such socket option"), safe);
}

const struct sockopt_row *
setting_named(const char *word, char *name, size_t size, const char **value)
{
	size_t len = strcspn(word, "= ");

	snprintf(name, size, "%.*s", (int)len, word);
	*value = word[len] != '\0' ? word + len + 1 : NULL;
	return sockopt_named(name);
}

bool
setting_parse(
    struct setting *setting, const char *word, enum lang lang, struct buf *why)
{
	const struct sockopt_row *row;
	union sockopt_value to;
	const char *value;
	char name[64], safe[64];

	row = setting_named(word, name, sizeof(name), &value);
	if (row == NULL) {
		unknown_name(lang, name, why);
		return false;
	}
	*setting = (struct setting){ .level = row->level,
		.option = row->option,
		.when = row->when == WHEN_CONNECTED ? SETTING_CONNECTED
						    : SETTING_EARLY,
		.len = sockopt_parse(row, value, &to) };
	memcpy(setting->value, &to, sizeof(setting->value));
	if (setting->len > 0)
		return true;
	if (value != NULL)
		safe_name(value, safe, sizeof(safe));
	buf_printf(why, "%s%s%s: %s", name, value != NULL ? "=" : "",
	    value != NULL ? safe : "", sockopt_expected(lang, row));
	return false;
}
