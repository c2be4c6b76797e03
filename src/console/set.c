/*
 * /set: what the options of a socket are, what they mean, and another value.
 * How NAME=VALUE is read: option/setting.c.
 */
#include <netinet/in.h>
#include <string.h>

#include "console/set.h"
#include "know/sockopts.h"
#include "option/setting.h"
#include "probe/probe.h"
#include "tell/print.h"

/* "SO_RCVBUF = 131072"; false where such a socket has no such option. */
static bool
show_value(struct session *s, int fd, const struct sockopt_row *row)
{
	struct out *out = &s->screen.out;
	struct option_value option = { .level = row->level,
		.option = row->option };
	union sockopt_value now;
	struct buf line = { 0 };

	option.len = sizeof(now);
	if (!probe_option(
		&s->quiet, fd, row->level, row->option, &now, &option.len))
		return false;
	option.value = &now;
	put_option(&line, &option);
	out->line(out, MARK_KERNEL, line.s);
	return true;
}

/* What kind of socket it is: SO_DOMAIN, SO_PROTOCOL; 0 where that fails. */
static int
number_of(struct session *s, int fd, int option)
{
	int number = 0;
	socklen_t len = sizeof(number);

	sys_getsockopt(&s->quiet, fd, SOL_SOCKET, option, &number, &len);
	return number;
}

/* Until when it has to be set, where that matters. */
static void
show_when(struct session *s, int fd, const struct sockopt_row *row)
{
	bool tcp = number_of(s, fd, SO_PROTOCOL) == IPPROTO_TCP;
	struct out *out = &s->screen.out;

	LANGS_EACH (lang, s->narrator.langs) {
		const char *when = sockopt_when_text(lang, row, tcp);

		if (when != NULL)
			out->line(out, MARK_EXPLAIN, when);
	}
}

/* What it decides, and what it is when nobody sets it. */
static void
show_meaning(struct session *s, int fd, const struct sockopt_row *row)
{
	bool tcp = number_of(s, fd, SO_PROTOCOL) == IPPROTO_TCP;
	bool local = number_of(s, fd, SO_DOMAIN) == AF_UNIX;
	const char *help = sockopt_help(row, tcp, local);
	const char *sysctl = sockopt_sysctl(row, tcp);
	struct out *out = &s->screen.out;
	char here[64];

	LANGS_EACH (lang, s->narrator.langs) {
		struct buf line = { 0 };

		out->line(out, MARK_EXPLAIN, tr(lang, help));
		if (row->normally != NULL)
			buf_printf(&line,
			    tr(lang, "unless it is set, Linux has %s"),
			    row->normally);
		else if (sysctl != NULL &&
		    probe_sysctl(sysctl, here, sizeof(here)))
			buf_printf(&line,
			    tr(lang, "unless it is set, %s decides: %s here"),
			    sysctl, here);
		else if (sysctl != NULL)
			buf_printf(&line,
			    tr(lang, "unless it is set, %s decides"), sysctl);
		if (line.len > 0)
			out->line(out, MARK_EXPLAIN, line.s);
	}
}

static void
show_one(struct session *s, int fd, const struct sockopt_row *row)
{
	if (!show_value(s, fd, row)) {
		session_say(
		    s, N_("%s: this socket has no such option"), row->name);
		return;
	}
	show_meaning(s, fd, row);
	show_when(s, fd, row);
}

/* Those that the socket's family has. */
static void
show_all(struct session *s, int fd)
{
	int domain = number_of(s, fd, SO_DOMAIN);

	for (int i = 0; i < sockopt_count; i++) {
		const struct sockopt_row *row = &sockopt_rows[i];

		if (row->family == FAMILY_IPV4 && domain != AF_INET)
			continue;
		(void)show_value(s, fd, row); /* the kernel knows which */
	}
}

static void
say_wrong(struct session *s, const char *argument)
{
	struct out *out = &s->screen.out;
	struct setting setting;

	LANGS_EACH (lang, s->narrator.langs) {
		struct buf line = { 0 };

		buf_put(&line, "/set ");
		if (!setting_parse(&setting, argument, lang, &line))
			out->line(out, MARK_PLAIN, line.s);
	}
}

void
set_command(struct session *s, int fd, const char *argument)
{
	struct buf scratch = { 0 };
	const struct sockopt_row *row;
	struct setting setting;
	const char *value;
	char name[64];

	if (*argument == '\0') {
		show_all(s, fd);
		return;
	}
	row = setting_named(argument, name, sizeof(name), &value);
	if (row == NULL) {
		say_wrong(s, argument);
		return;
	}
	if (value == NULL) {
		show_one(s, fd, row);
		return;
	}
	if (!setting_parse(&setting, argument, LANG_EN, &scratch)) {
		say_wrong(s, argument);
		return;
	}
	if (net_set_one(&s->sys, fd, &s->settings, &setting) == -1) {
		session_failed(s);
		return;
	}
	if (s->narrator.level == 0) /* else it has been told */
		show_one(s, fd, row);
	else
		show_when(s, fd, row);
}
