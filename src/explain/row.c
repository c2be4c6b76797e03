/*
 * Writing the rows of a page. Which there are: page.c.
 */
#include "explain/row.h"

#include <string.h>

#include "text/utf8.h"
#include "text/word.h"
#include "text/wrap.h"

static const char *const labels[] = { N_("beware"), N_("at -vv"), N_("in C"),
	N_("in Python"), N_("now"), N_("try"), N_("read"), N_("see"),
	N_("more") };

/* Behind the longest of them. */
static int
label_column(enum lang lang)
{
	int column = 0;

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		int width = utf8_columns(tr(lang, labels[i])) + 2;

		if (width > column)
			column = width;
	}
	return column;
}

/* One row of two columns, the right one folded. */
void
put_row(struct writing *w, const char *label, const char *text)
{
	int room = w->out->width - 4 - w->column;

	do {
		size_t n = wrap(text, room > 20 ? (size_t)room : 20);
		struct buf line = { 0 };

		buf_printf(
		    &line, "%s%*s", label, w->column - utf8_columns(label), "");
		keep_whole(&line); /* no place to fold it at */
		buf_printf(&line, "%.*s", (int)n, text);
		w->out->line(w->out, MARK_EXPLAIN, line.s);
		text += n;
		text += strspn(text, " ");
		label = "";
	} while (*text != '\0');
}

/* A text in the language, if there is one. */
void
put_text_row(struct writing *w, const char *label, const char *text)
{
	if (*text != '\0')
		put_row(w, tr(w->lang, label), tr(w->lang, text));
}

/* Lines that are to be copied: they are not folded, and "sockdemo" is how it is
   called here. */
void
put_code_row(struct writing *w, const char *label, const char *lines)
{
	static const char own[] = "sockdemo ";

	label = tr(w->lang, label);
	while (*lines != '\0') {
		size_t n = strcspn(lines, "\n");
		struct buf line = { 0 };

		if (strncmp(lines, own, sizeof(own) - 1) == 0) {
			put_word(&line, w->known->options->program);
			lines += sizeof(own) - 2;
			n -= sizeof(own) - 2;
		}
		buf_printf(&line, "%.*s", (int)n, lines);
		keep_whole(&line);
		put_row(w, label, line.s);
		label = "";
		lines += n;
		lines += *lines == '\n';
	}
}

void
put_paragraph(struct writing *w, const char *text)
{
	if (*text != '\0')
		w->out->line(w->out, MARK_EXPLAIN, text);
}

struct writing
writing_begin(struct out *out, enum lang lang, const struct known *known)
{
	return (struct writing){ .out = out,
		.lang = lang,
		.known = known,
		.column = label_column(lang) };
}
