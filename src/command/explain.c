/*
 * explain: what a word means, or the error in what is piped in. What is known
 * is in src/explain/.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/commands.h"
#include "explain/explain.h"
#include "option/commands.h"
#include "option/options.h"
#include "session/report.h"
#include "terminal/passage.h"

struct explainer {
	const struct options *options;
	struct screen screen, complaints; /* standard output and error */
	struct explain explain;
};

static void
take_piece(void *owner, const char *s, size_t n)
{
	match_add(owner, s, n);
}

static void
tell_how(struct explainer *x)
{
	struct out *out = &x->complaints.out;

	LANGS_EACH (lang, x->options->langs)
		out->line(out, MARK_PLAIN,
		    tr(lang,
			"paste the text here; Ctrl-D at the beginning of a "
			"line ends it"));
}

/* Explains what comes on standard input. In a pipeline Ctrl-C is for the program
   before us, whose last words are yet to come: only its end is the end. */
static int
explain_input(struct explainer *x)
{
	struct matcher *m = malloc(sizeof(*m));
	const char *file;
	int status = 1;

	if (m == NULL) {
		report_memory(&x->complaints.out, x->options->langs);
		return 1;
	}
	if (isatty(STDIN_FILENO))
		tell_how(x);
	else
		signal(SIGINT, SIG_IGN);
	match_begin(m, x->explain.aliases);
	if (passage(&x->screen, take_piece, m, &file) == -1) {
		report_file(&x->complaints.out, x->options->langs, file, errno);
	} else {
		match_end(m);
		x->explain.pages =
		    !isatty(STDIN_FILENO); /* it is parted, too */
		status = explain_found(&x->explain, m) ? 0 : 1;
	}
	free(m);
	return status;
}

static int
words_of(const struct options *o)
{
	int n = 0;

	while (n < ARGUMENTS_MAX && o->argument[n] != NULL)
		n++;
	return n;
}

static int
run(const struct options *o, struct carrier *carrier)
{
	struct explainer x = { .options = o };
	int n = words_of(o), status = 0;

	(void)carrier;
	screen_init(&x.screen, stdout, o->color);
	screen_init(&x.complaints, stderr, o->color);
	x.explain = (struct explain){ .out = &x.screen.out,
		.complaints = &x.complaints.out,
		.prefix = "sockdemo: ",
		.langs = o->langs,
		.known = { o, prompt_words() } };
	if (!explain_open(&x.explain)) {
		report_memory(&x.complaints.out, o->langs);
		status = 1;
	} else if (n == 0) {
		explain_index(&x.explain);
	} else if (n == 1 && strcmp(o->argument[0], "-") == 0) {
		status = explain_input(&x);
	} else {
		status = explain_words(&x.explain, o->argument, n) ? 0 : 1;
	}
	explain_close(&x.explain);
	return status;
}

const struct command command_explain = {
	.name = "explain",
	.usage = N_("explain [word...]"),
	.what = N_("what a word or an error means; -: the error in what is "
		   "piped in"),
	.arguments = ARGUMENTS_WORDS,
	.print_words = explain_print_words,
	.most = ARGUMENTS_MAX,
	.dashes = true,
	.has = OF_ANY,
	.prints = true,
	.run = run,
};
