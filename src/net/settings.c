/*
 * Setting socket options, one after another.
 */
#include "net/settings.h"

bool
settings_have(const struct settings *settings, int level, int option)
{
	for (int i = 0; settings != NULL && i < settings->n; i++)
		if (settings->list[i].level == level &&
		    settings->list[i].option == option)
			return true;
	return false;
}

int
net_set_one(struct sys *sys, int fd, const struct settings *settings,
    const struct setting *s)
{
	struct option_value asked = { .level = s->level,
		.option = s->option,
		.value = s->value,
		.len = s->len };

	if (sys_setsockopt(sys, fd, s->level, s->option, s->value, s->len) ==
	    -1)
		return -1;
	if (settings->made != NULL)
		settings->made(sys, settings->owner, fd, &asked);
	return 0;
}

int
net_set(struct sys *sys, int fd, const struct settings *settings,
    enum setting_when when)
{
	for (int i = 0; settings != NULL && i < settings->n; i++)
		if (settings->list[i].when == when &&
		    net_set_one(sys, fd, settings, &settings->list[i]) == -1)
			return -1;
	if (settings != NULL && settings->arm != NULL)
		settings->arm(
		    sys, settings->armer, fd, when == SETTING_CONNECTED);
	return 0;
}
