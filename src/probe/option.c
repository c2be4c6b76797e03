/*
 * Socket options, read back: the kernel may take another value than it was
 * asked for, and says nothing.
 */
#include <string.h>

#include "probe/probe.h"

enum { VALUE_MAX = 64 };

bool
probe_option(
    struct sys *sys, int fd, int level, int option, void *value, socklen_t *len)
{
	memset(value, 0, *len);
	return sys_getsockopt(sys, fd, level, option, value, len) == 0;
}

/* Text comes in a buffer that is larger than it, and filled up with 0. */
static bool
is_as_asked(const struct option_value *asked, const char *now, size_t len)
{
	if (len < asked->len || memcmp(now, asked->value, asked->len) != 0)
		return false;
	for (size_t i = asked->len; i < len; i++)
		if (now[i] != '\0')
			return false;
	return true;
}

void
probe_setting(
    struct sys *sys, void *quiet, int fd, const struct option_value *asked)
{
	_Alignas(long long) char value[VALUE_MAX];
	struct option_value now = *asked;
	struct note note = { .kind = NOTE_OPTION,
		.fd = fd,
		.source = "getsockopt",
		.option = &now };

	now.value = value;
	now.len = sizeof(value);
	if (sys->sinks == NULL ||
	    !probe_option(quiet, fd, now.level, now.option, value, &now.len))
		return;
	now.differs = !is_as_asked(asked, value, now.len);
	sys_note(sys, &note);
}
