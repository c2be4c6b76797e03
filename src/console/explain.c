/*
 * /explain: the same pages as sockdemo explain has, without leaving the prompt.
 */
#include <stdlib.h>
#include <string.h>

#include "console/explain.h"
#include "explain/explain.h"
#include "session/failure.h"
#include "session/report.h"

enum { WORDS_MAX = 32 };

/* Parts words at their spaces, in place; returns how many there are. */
static int
part(char *words, const char *list[WORDS_MAX])
{
	int n = 0;

	for (char *word = strtok(words, " "); word != NULL && n < WORDS_MAX;
	     word = strtok(NULL, " "))
		list[n++] = word;
	return n;
}

static void
use_facts(void *owner, const struct facts *facts)
{
	explain_error(owner, facts);
}

static void
explain_last(struct session *s, struct explain *e)
{
	if (s->sys.failed.err == 0)
		session_say(s,
		    N_("/explain: no call has failed so far; /explain WORD "
		       "explains a word"));
	else
		failure_facts(
		    &s->sys.failed, s->endpoint, &s->quiet, use_facts, e);
}

void
explain_command(
    struct session *s, const struct prompt_word *prompt, const char *words)
{
	struct out *out = &s->screen.out;
	struct explain e = { .out = out,
		.complaints = out,
		.prefix = "/",
		.langs = s->narrator.langs,
		.known = { s->options, prompt } };
	char *copy = strdup(words);
	const char *list[WORDS_MAX];
	int n = copy != NULL ? part(copy, list) : 0;

	if (copy == NULL || !explain_open(&e))
		report_memory(out, s->narrator.langs);
	else if (n == 0)
		explain_last(s, &e);
	else
		explain_words(&e, list, n);
	explain_close(&e);
	free(copy);
}

const char *const *
explain_choices(const struct session *s, const struct prompt_word *prompt)
{
	static const char *names[1024];
	struct known known = { s->options, prompt };

	explain_names(&known, names, sizeof(names) / sizeof(names[0]));
	return names;
}
