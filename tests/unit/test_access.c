/* Who may connect: rules as they are typed, and the clients they are for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <string.h>

#include "fake.h"
#include "net/access.h"

/* "+10.0.0.0/8 -10.0.0.1": allowed and denied. */
static bool
may(const char *rules, const char *client)
{
	struct sockaddr_storage addr = fake_address(client, 1234);
	struct access_rule list[8];
	struct access access = { .list = list };
	char copy[256];

	strcpy(copy, rules);
	for (char *word = strtok(copy, " "); word != NULL;
	     word = strtok(NULL, " ")) {
		struct access_rule *rule = &list[access.n++];

		rule->allow = *word == '+';
		assert_true(access_parse(rule, word + 1));
	}
	return access_allows(&access, &addr);
}

static void
without_rules_everybody_may(void **state)
{
	(void)state;
	assert_true(may("", "127.0.0.1"));
	assert_true(may("", "::1"));
}

static void
matches_by_bits(void **state)
{
	(void)state;
	assert_true(may("+10.1.2.3", "10.1.2.3"));
	assert_false(may("+10.1.2.3", "10.1.2.2"));
	assert_true(may("+10.1.2.3/24", "10.1.2.200"));
	assert_false(may("+10.1.2.3/24", "10.1.3.3"));
	assert_true(may("+10.1.2.128/25", "10.1.2.129"));
	assert_false(may("+10.1.2.128/25", "10.1.2.127"));
	assert_true(may("+10.1.2.3/31", "10.1.2.2"));
	assert_true(may("+0.0.0.0/0", "203.0.113.9"));
	assert_true(may("+fe80::/10", "febf::1"));
	assert_false(may("+fe80::/10", "fec0::1"));
	assert_true(may("+[2001:db8::]/32", "2001:db8:ffff::1"));
	assert_true(may("+::1/128", "::1"));
	assert_false(may("+::1", "::2"));
	assert_true(may("+::/0", "::2"));
}

static void
denies_whatever_is_allowed(void **state)
{
	(void)state;
	assert_false(may("+10.0.0.0/8 -10.0.0.1", "10.0.0.1"));
	assert_false(may("-10.0.0.1 +10.0.0.0/8", "10.0.0.1"));
	assert_true(may("-10.0.0.1 +10.0.0.0/8", "10.0.0.2"));
	assert_false(may("-10.0.0.1 +10.0.0.0/8", "11.0.0.2"));
	assert_true(may("-10.0.0.1", "11.0.0.2"));
	assert_true(may("+10.0.0.1 +11.0.0.0/8", "11.0.0.2"));
}

static void
keeps_the_families_apart(void **state)
{
	(void)state;
	assert_false(may("+0.0.0.0/0", "::1"));
	assert_false(may("+::/0", "127.0.0.1"));
	assert_true(may("-::/0", "127.0.0.1"));
	/* Who an IPv6 socket shows so is a client of IPv4. */
	assert_true(may("+127.0.0.0/8", "::ffff:127.0.0.1"));
	assert_false(may("-127.0.0.1", "::ffff:127.0.0.1"));
	assert_true(may("-::/0", "::ffff:127.0.0.1"));
	assert_true(may("+::ffff:127.0.0.0/104", "127.0.0.9"));
	assert_false(may("+::ffff:127.0.0.0/104", "128.0.0.9"));
	assert_true(may("+::ffff:127.0.0.1", "::ffff:127.0.0.1"));
}

/* A client without an Internet address is not what rules are about. */
static void
lets_others_be(void **state)
{
	struct sockaddr_storage unix_client = { .ss_family = AF_UNIX };
	struct access_rule rule = { .allow = true };
	struct access access = { .list = &rule, .n = 1 };

	(void)state;
	assert_true(access_parse(&rule, "127.0.0.1"));
	assert_true(access_allows(&access, &unix_client));
}

static void
refuses_what_is_no_network(void **state)
{
	static const char *const wrong[] = { "", "/", "/8", "localhost",
		"127.1", "1.2.3.4.5", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/-1",
		"1.2.3.4/+8", "1.2.3.4/ 8", "1.2.3.4/8 ", " 1.2.3.4",
		"1.2.3.4/8/8", "1.2.3.4/255.0.0.0", "1.2.3.4/0x8", "::1/129",
		"::1/1000", "::1%lo", "[::1", "::1]", "[]",
		"1.2.3.4/4294967304",
		"0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000" };
	struct access_rule rule;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (access_parse(&rule, wrong[i]))
			fail_msg("taken: %s", wrong[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_rules_everybody_may),
		cmocka_unit_test(matches_by_bits),
		cmocka_unit_test(denies_whatever_is_allowed),
		cmocka_unit_test(keeps_the_families_apart),
		cmocka_unit_test(lets_others_be),
		cmocka_unit_test(refuses_what_is_no_network),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
