/*
 * Each sentence of know/ has its source beside it: a row that says something
 * and names none fails here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "know/errors_table.h"
#include "know/sayings.h"
#include "know/sockopts.h"
#include "tell/watched.h"

/* tests/... is there: the tests run from the top of the project. */
static bool
is_a_test(const char *source)
{
	return strncmp(source, "tests/", 6) == 0 && access(source, R_OK) == 0;
}

/* "recv(2)", "RFC 9293 3.6.1", a document of the kernel's, an address. */
static bool
is_one_source(const char *source)
{
	static const char pattern[] =
	    "^([a-z0-9_.-]+\\([1-8]\\)|RFC [0-9]+( [0-9]+(\\.[0-9]+)*)?|"
	    "Documentation/[a-z0-9_/-]+\\.rst|learn\\.microsoft\\.com/[a-z/]+)$";
	regex_t regex;
	bool good;

	assert_int_equal(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
	good = regexec(&regex, source, 0, NULL, 0) == 0;
	regfree(&regex);
	return good || is_a_test(source);
}

static void
check(const char *source, const char *text)
{
	char copy[512], *next = copy, *one;

	if (source == NULL)
		fail_msg("no source: %s", text);
	snprintf(copy, sizeof(copy), "%s", source);
	while ((one = next) != NULL) {
		next = strstr(one, "; ");
		if (next != NULL) {
			*next = '\0';
			next += 2;
		}
		if (!is_one_source(one))
			fail_msg("\"%s\" is no source: %s", one, text);
	}
}

static void
sayings_have_sources(void **state)
{
	static const struct saying *const tables[] = { tcp_sayings, udp_sayings,
		unix_sayings, unix_datagram_sayings, datagram_sayings,
		watched_sayings };

	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (const struct saying *row = tables[i]; row->of != -1;
		     row++) {
			const char *const texts[] = { row->said, row->also,
				row->word, row->waiting, row->whose, row->ended,
				row->totals, row->status, row->status_also,
				row->why, row->more, row->why_waiting };

			for (size_t j = 0; j < sizeof(texts) / sizeof(*texts);
			     j++)
				if (texts[j] != NULL && *texts[j] != '\0')
					check(row->source, texts[j]);
		}
}

static void
errors_have_sources(void **state)
{
	(void)state;
	for (size_t i = 0; i < error_row_count; i++) {
		const struct error_row *row = &error_rows[i];
		const char *text = row->meaning != NULL ? row->meaning
		    : row->advice != NULL               ? row->advice
							: row->label;

		check(row->source, text);
	}
}

static void
socket_options_have_sources(void **state)
{
	(void)state;
	for (int i = 0; i < sockopt_count; i++)
		check(sockopt_rows[i].source, sockopt_rows[i].name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sayings_have_sources),
		cmocka_unit_test(errors_have_sources),
		cmocka_unit_test(socket_options_have_sources),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
