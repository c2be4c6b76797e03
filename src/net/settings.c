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
net_set(struct sys *sys, int fd, const struct settings *settings,
    enum setting_when when)
{
	for (int i = 0; settings != NULL && i < settings->n; i++) {
		const struct setting *s = &settings->list[i];

		if (s->when != when)
			continue;
		if (sys_setsockopt(
			sys, fd, s->level, s->option, s->value, s->len) == -1)
			return -1;
		if (settings->made != NULL)
			settings->made(sys, settings->owner, fd, s);
	}
	return 0;
}
