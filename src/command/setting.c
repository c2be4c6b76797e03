#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "command/session.h"
#include "command/setting.h"
#include "know/sockopts.h"
#include "tell/print.h"
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

/* "NAME=VALUE" or, at the prompt, "NAME VALUE": the row of NAME, and VALUE,
   NULL where there is none. */
static const struct sockopt_row *
part(const char *word, char *name, size_t size, const char **value)
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

	row = part(word, name, sizeof(name), &value);
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

/* The kernel's own word for it; false: it does not tell. */
static bool
read_back(struct session *s, int fd, const struct sockopt_row *row,
    union sockopt_value *now, socklen_t *len)
{
	memset(now, 0, sizeof(*now));
	*len = sizeof(*now);
	return sys_getsockopt(
		   &s->quiet, fd, row->level, row->option, now, len) == 0;
}

/* Text counts up to its end, whatever the size that it comes in. */
static bool
same_value(const struct sockopt_row *row, const struct setting *asked,
    const union sockopt_value *now)
{
	union sockopt_value then = { 0 };

	memcpy(&then, asked->value, asked->len);
	if (row->type == SOCKOPT_STRING)
		return strncmp(then.text, now->text, sizeof(then.text)) == 0;
	return memcmp(&then, now, asked->len) == 0;
}

void
setting_made(void *session, int fd, const struct setting *setting)
{
	const struct sockopt_row *row =
	    sockopt_of(setting->level, setting->option);
	struct session *s = session;
	struct option_value option = { .level = setting->level,
		.option = setting->option };
	struct note note = {
		.kind = NOTE_OPTION, .fd = fd, .source = "getsockopt"
	};
	union sockopt_value now;

	if (s->sys.sinks == NULL || row == NULL ||
	    !read_back(s, fd, row, &now, &option.len))
		return;
	option.value = &now;
	option.differs = !same_value(row, setting, &now);
	note.option = &option;
	sys_note(&s->sys, &note);
}

/* "SO_RCVBUF = 131072" */
static void
show_value(struct session *s, int fd, const struct sockopt_row *row)
{
	struct out *out = &s->screen.out;
	struct option_value option = { .level = row->level,
		.option = row->option };
	union sockopt_value now;
	struct buf line = { 0 };

	if (!read_back(s, fd, row, &now, &option.len))
		return; /* not an option of such a socket */
	option.value = &now;
	put_option(&line, &option);
	out->line(out, MARK_KERNEL, line.s);
}

/* What it decides, what it is when nobody sets it, and until when it can be. */
static void
show_meaning(struct session *s, const struct sockopt_row *row)
{
	struct out *out = &s->screen.out;
	char here[64];

	LANGS_EACH (lang, s->narrator.langs) {
		const char *when = sockopt_when_text(lang, row);
		struct buf line = { 0 };

		out->line(out, MARK_EXPLAIN, tr(lang, row->help));
		if (row->normally != NULL)
			buf_printf(&line,
			    tr(lang, "unless it is set, Linux has %s"),
			    row->normally);
		else if (probe_sysctl(row->sysctl, here, sizeof(here)))
			buf_printf(&line,
			    tr(lang, "unless it is set, %s decides: %s here"),
			    row->sysctl, here);
		else
			buf_printf(&line,
			    tr(lang, "unless it is set, %s decides"),
			    row->sysctl);
		out->line(out, MARK_EXPLAIN, line.s);
		if (when != NULL)
			out->line(out, MARK_EXPLAIN, when);
	}
}

/* Those that the socket's family has; the kernel does not know the others. */
static void
show_all(struct session *s, int fd)
{
	union sockopt_value domain;
	socklen_t len = sizeof(domain);

	memset(&domain, 0, sizeof(domain));
	sys_getsockopt(&s->quiet, fd, SOL_SOCKET, SO_DOMAIN, &domain, &len);
	for (int i = 0; i < sockopt_count; i++) {
		const struct sockopt_row *row = &sockopt_rows[i];

		if (row->family == FAMILY_IPV4 && domain.number != AF_INET)
			continue;
		show_value(s, fd, row);
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
setting_command(struct session *s, int fd, const char *argument)
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
	row = part(argument, name, sizeof(name), &value);
	if (row == NULL) {
		say_wrong(s, argument);
		return;
	}
	if (value == NULL && row->type != SOCKOPT_BOOL) {
		show_value(s, fd, row);
		show_meaning(s, row);
		return;
	}
	if (!setting_parse(&setting, argument, LANG_EN, &scratch)) {
		say_wrong(s, argument);
		return;
	}
	if (sys_setsockopt(&s->sys, fd, setting.level, setting.option,
		setting.value, setting.len) == -1) {
		session_failed(s);
		return;
	}
	setting_made(s, fd, &setting);
	if (s->narrator.level == 0)
		show_value(s, fd, row);
	if (s->narrator.level == 0 || row->when != WHEN_ANY)
		show_meaning(s, row);
}
