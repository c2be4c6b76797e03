/*
 * What the options do that are more than a flag: each function is a row's of
 * table.c.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "option/setting.h"
#include "option/take.h"
#include "option/usage.h"
#include "tell/log.h"
#include "text/safe.h"

/* Whole digits only; -1 when it is anything else, or more than max. */
static long
parse_number(const char *s, long max)
{
	char *end;
	long n;

	if (*s < '0' || *s > '9')
		return -1;
	errno = 0;
	n = strtol(s, &end, 10);
	return errno == 0 && *end == '\0' && n <= max ? n : -1;
}

/* "2", "0.5", and "0,5" as it is written in Portuguese; -1 for others. */
static double
parse_seconds(const char *s)
{
	char copy[32], *end;
	size_t len = strlen(s);
	double seconds;

	if (len == 0 || len >= sizeof(copy) || strspn(s, "0123456789.,") != len)
		return -1;
	memcpy(copy, s, len + 1);
	for (char *p = copy; *p != '\0'; p++)
		if (*p == ',')
			*p = '.';
	seconds = strtod(copy, &end);
	return end != copy && *end == '\0' ? seconds : -1;
}

static int
set_seconds(const struct options *o, const char *option, const char *value,
    double *seconds)
{
	char safe[256];

	*seconds = parse_seconds(value);
	if (*seconds >= 0)
		return 0;
	return usage_error(o->langs,
	    N_("%s %s: a number of seconds was expected, such as 2 or 0.5"),
	    option, safe_name(value, safe, sizeof(safe)));
}

/* The place of one of three words, in the order of COLOR_ and of LANES_; -1, and
   it has been told: another one. */
static int
when(const struct options *o, const char *option, const char *value)
{
	static const char *const names[] = { "auto", "always", "never" };
	char safe[256];

	for (int i = 0; i < 3; i++)
		if (strcmp(value, names[i]) == 0)
			return i;
	usage_error(o->langs, N_("--%s %s: auto, always or never was expected"),
	    option, safe_name(value, safe, sizeof(safe)));
	return -1;
}

int
take_color(struct options *o, const char *value)
{
	int i = when(o, "color", value);

	o->color = (enum color)i;
	return i == -1 ? 2 : 0;
}

int
take_lanes(struct options *o, const char *value)
{
	int i = when(o, "lanes", value);

	o->lanes = (enum lanes_when)i;
	return i == -1 ? 2 : 0;
}

static int
set_number(const struct options *o, const char *name, const char *value,
    long least, long most, long *n)
{
	char safe[256];

	*n = parse_number(value, most);
	if (*n >= least)
		return 0;
	return usage_error(o->langs,
	    N_("--%s %s: a number from %ld to %ld was expected"), name,
	    safe_name(value, safe, sizeof(safe)), least, most);
}

int
take_backlog(struct options *o, const char *value)
{
	long n;
	int wrong = set_number(o, "backlog", value, 0, 65535, &n);

	o->backlog = (int)n;
	return wrong;
}

int
take_max_clients(struct options *o, const char *value)
{
	long n;
	int wrong = set_number(o, "max-clients", value, 1, 1 << 20, &n);

	o->many = true;
	o->max_clients = (unsigned)n;
	return wrong;
}

int
take_read_size(struct options *o, const char *value)
{
	long n;
	int wrong = set_number(o, "read-size", value, 1, 1 << 24, &n);

	o->read_size = (size_t)n;
	return wrong;
}

int
take_lang(struct options *o, const char *value)
{
	char safe[256];

	o->lang_given = true;
	if (langs_parse(value, &o->langs))
		return 0;
	return usage_error(o->langs,
	    N_("--lang %s: en, pt or both was expected"),
	    safe_name(value, safe, sizeof(safe)));
}

/* A list with room for one more, all of *size*; NULL: no memory is left. */
static void *
grow(void *list, int n, size_t size)
{
	void *more = realloc(list, (size_t)(n + 1) * size);

	if (more == NULL)
		free(list);
	return more;
}

static int
no_memory(const struct options *o)
{
	return usage_error(o->langs, N_("out of memory"));
}

static int
add_log(struct options *o, enum log_kind kind, const char *path)
{
	o->log = grow(o->log, o->logs, sizeof(o->log[0]));
	if (o->log == NULL)
		return no_memory(o);
	o->log[o->logs++] = (struct log_option){ .kind = kind, .path = path };
	return 0;
}

static int
add_rule(struct options *o, bool allow, const char *value)
{
	struct access *access = &o->access;
	struct access_rule rule = { .allow = allow };
	char safe[256];

	if (!access_parse(&rule, value))
		return usage_error(o->langs,
		    N_("--%s %s: an address in numbers was expected, such as "
		       "127.0.0.1, 192.168.1.0/24 or fe80::/10"),
		    allow ? "allow" : "deny",
		    safe_name(value, safe, sizeof(safe)));
	access->list = grow(access->list, access->n, sizeof(rule));
	if (access->list == NULL)
		return no_memory(o);
	access->list[access->n++] = rule;
	return 0;
}

int
take_set(struct options *o, const char *word)
{
	struct settings *settings = &o->settings;
	struct setting setting;
	int wrong = 0;

	LANGS_EACH (lang, o->langs) {
		struct buf why = { 0 };

		if (setting_parse(&setting, word, lang, &why))
			continue;
		fprintf(stderr, "sockdemo: --set %s\n", why.s);
		wrong = 2;
	}
	if (wrong != 0)
		return wrong;
	settings->list = grow(settings->list, settings->n, sizeof(setting));
	if (settings->list == NULL)
		return no_memory(o);
	settings->list[settings->n++] = setting;
	return 0;
}

int
take_verbose(struct options *o, const char *value)
{
	(void)value;
	o->verbose += o->verbose < 3;
	return 0;
}

int
take_time(struct options *o, const char *value)
{
	char safe[256];

	o->times = value != NULL ? TIMES_CLOCK : TIMES_SINCE;
	if (value == NULL || strcmp(value, "clock") == 0)
		return 0;
	return usage_error(o->langs,
	    N_("--time=%s: clock, or nothing, was expected"),
	    safe_name(value, safe, sizeof(safe)));
}

int
take_to(struct options *o, const char *value)
{
	o->to = value;
	return 0;
}

int
take_ipv4(struct options *o, const char *value)
{
	(void)value;
	o->family = AF_INET;
	return 0;
}

int
take_ipv6(struct options *o, const char *value)
{
	(void)value;
	o->family = AF_INET6;
	return 0;
}

int
take_source(struct options *o, const char *value)
{
	o->source = value;
	return 0;
}

int
take_port(struct options *o, const char *value)
{
	o->port = value;
	return 0;
}

int
take_chat(struct options *o, const char *value)
{
	(void)value;
	o->many = o->chat = true;
	return 0;
}

int
take_echo(struct options *o, const char *value)
{
	(void)value;
	o->many = o->echo = true;
	return 0;
}

/* The queue is to be seen: it is short, unless our user says how long. */
int
take_no_accept(struct options *o, const char *value)
{
	(void)value;
	o->many = o->no_accept = true;
	return 0;
}

int
take_wait(struct options *o, const char *value)
{
	return set_seconds(o, "-w", value, &o->wait);
}

int
take_retry(struct options *o, const char *value)
{
	return set_seconds(o, "--retry", value, &o->retry);
}

int
take_idle(struct options *o, const char *value)
{
	return set_seconds(o, "-i", value, &o->idle);
}

int
take_output(struct options *o, const char *value)
{
	return add_log(o, LOG_TEXT, value);
}

int
take_hex_dump(struct options *o, const char *value)
{
	return add_log(o, LOG_HEX, value);
}

int
take_allow(struct options *o, const char *value)
{
	return add_rule(o, true, value);
}

int
take_deny(struct options *o, const char *value)
{
	return add_rule(o, false, value);
}
