/*
 * The part of a socket option's page that follows from its row in
 * know/sockopts.c.
 */
#include "explain/sockopt.h"
#include "know/names.h"

void
put_sockopt(struct writing *w, const struct sockopt_row *row)
{
	const char *when = sockopt_when_text(w->lang, row, true);
	struct buf line = { 0 };

	if (when != NULL)
		w->out->line(w->out, MARK_EXPLAIN, when);
	if (row->sysctl != NULL)
		buf_printf(&line, tr(w->lang, "unless it is set, %s decides"),
		    row->sysctl);
	else if (row->normally != NULL)
		buf_printf(&line, tr(w->lang, "unless it is set, Linux has %s"),
		    row->normally);
	if (line.len > 0)
		w->out->line(w->out, MARK_EXPLAIN, line.s);
}

static const char *const declared[] = {
	[SOCKOPT_BOOL] = AS_IS("int value = 1;"),
	[SOCKOPT_INT] = AS_IS("int value = ...;"),
	[SOCKOPT_LINGER] = AS_IS("struct linger value = { 1, 0 };"),
	[SOCKOPT_TIMEVAL] = AS_IS("struct timeval value = { 5, 0 };"),
	[SOCKOPT_STRING] = AS_IS("char value[] = \"...\";"),
};

void
put_setting(struct writing *w, const struct entry *e)
{
	const struct sockopt_row *row = e->sockopt;
	const char *level = name_level(row->level);
	struct buf c = { 0 }, python = { 0 }, try = { 0 };

	buf_printf(&c,
	    AS_IS("%s\nsetsockopt(fd, %s, %s, &value, sizeof(value));"),
	    declared[row->type], level, row->name);
	put_code_row(w, N_("in C"), c.s);
	if (row->type != SOCKOPT_BOOL)
		return;
	buf_printf(
	    &python, "s.setsockopt(socket.%s, socket.%s, 1)", level, row->name);
	put_code_row(w, N_("in Python"), python.s);
	buf_printf(&try, AS_IS("sockdemo listen -v --set %s 1234"), row->name);
	if (*e->try == '\0')
		put_code_row(w, N_("try"), try.s);
}
