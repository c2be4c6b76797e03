/* Socket options: the table, values as they are typed, values as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "know/names.h"
#include "know/sockopts.h"

/* The value, parsed and shown again; NULL: it is none. */
static const char *
through(const char *name, const char *value)
{
	const struct sockopt_row *row = sockopt_named(name);
	union sockopt_value v;
	static struct buf buf;
	socklen_t len;

	assert_non_null(row);
	len = sockopt_parse(row, value, &v);
	buf_clear(&buf);
	if (len == 0)
		return NULL;
	put_sockopt_value(&buf, row->level, row->option, &v, len);
	return buf.s;
}

static void
the_table_is_whole(void **state)
{
	(void)state;
	for (int i = 0; i < sockopt_count; i++) {
		const struct sockopt_row *row = &sockopt_rows[i];

		assert_string_equal(
		    name_option(row->level, row->option), row->name);
		assert_ptr_equal(sockopt_named(row->name), row);
		assert_ptr_equal(sockopt_of(row->level, row->option), row);
		/* The MSS and the hops follow from the network; their help
		   says so. */
		assert_true(row->normally != NULL || row->sysctl != NULL ||
		    row->option == TCP_MAXSEG ||
		    row->option == IPV6_UNICAST_HOPS);
		assert_non_null(row->help);
		assert_true(
		    (row->level == IPPROTO_IP) == (row->family == FAMILY_IPV4));
		assert_true((row->level == IPPROTO_IPV6) ==
		    (row->family == FAMILY_IPV6));
	}
	assert_null(sockopt_named("SO_NOTHING"));
	assert_null(sockopt_of(SOL_SOCKET, 12345));
}

static void
takes_values(void **state)
{
	(void)state;
	assert_string_equal(through("TCP_NODELAY", NULL), "1");
	assert_string_equal(through("TCP_NODELAY", "on"), "1");
	assert_string_equal(through("TCP_NODELAY", "off"), "0");
	assert_string_equal(through("TCP_NODELAY", "0"), "0");
	assert_string_equal(through("SO_RCVBUF", "4096"), "4096");
	assert_string_equal(through("IP_TOS", "0x10"), "16");
	assert_string_equal(through("IP_TTL", "-1"), "-1");
	assert_string_equal(through("SO_LINGER", "0"), "{1, 0}");
	assert_string_equal(through("SO_LINGER", "7"), "{1, 7}");
	assert_string_equal(through("SO_LINGER", "off"), "{0, 0}");
	assert_string_equal(through("SO_LINGER", "0,9"), "{0, 9}");
	assert_string_equal(through("SO_RCVTIMEO", "2"), "{2, 0}");
	assert_string_equal(through("SO_RCVTIMEO", "0.25"), "{0, 250000}");
	assert_string_equal(through("SO_RCVTIMEO", "1,5"), "{1, 500000}");
	assert_string_equal(through("SO_RCVTIMEO", "0.1234567"), "{0, 123456}");
	assert_string_equal(through("TCP_CONGESTION", "reno"), "\"reno\"");
	assert_string_equal(through("TCP_CONGESTION", "123456789012345"),
	    "\"123456789012345\"");
}

static void
refuses_others(void **state)
{
	static const char *const wrong[][2] = { { "TCP_NODELAY", "2" },
		{ "TCP_NODELAY", "" }, { "TCP_NODELAY", "yes" },
		{ "SO_RCVBUF", NULL }, { "SO_RCVBUF", "" },
		{ "SO_RCVBUF", "4k" }, { "SO_RCVBUF", " 4" },
		{ "SO_RCVBUF", "+4" }, { "SO_RCVBUF", "2147483648" },
		{ "SO_RCVBUF", "99999999999999999999" }, { "SO_RCVBUF", "0x" },
		{ "SO_RCVBUF", "-" }, { "SO_LINGER", NULL },
		{ "SO_LINGER", "" }, { "SO_LINGER", "-1" },
		{ "SO_LINGER", "2,1" }, { "SO_LINGER", "1," },
		{ "SO_LINGER", ",1" }, { "SO_LINGER", "1,2,3" },
		{ "SO_LINGER", "10,2" }, { "SO_RCVTIMEO", NULL },
		{ "SO_RCVTIMEO", "-1" }, { "SO_RCVTIMEO", ".5" },
		{ "SO_RCVTIMEO", "1.5.5" }, { "SO_RCVTIMEO", "9999999999" },
		{ "TCP_CONGESTION", NULL }, { "TCP_CONGESTION", "" },
		{ "TCP_CONGESTION", "1234567890123456" } };

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (through(wrong[i][0], wrong[i][1]) != NULL)
			fail_msg("taken: %s=%s", wrong[i][0], wrong[i][1]);
}

static void
knows_what_was_meant(void **state)
{
	(void)state;
	assert_string_equal(sockopt_nearest("TCP_NODELAI"), "TCP_NODELAY");
	assert_string_equal(sockopt_nearest("so_keepalive"), "SO_KEEPALIVE");
	assert_string_equal(sockopt_nearest("v6only"), "IPV6_V6ONLY");
	assert_null(sockopt_nearest("something else"));
}

/* What no row knows is shown as an int, and nothing beyond its length read. */
static void
shows_what_it_is_given(void **state)
{
	struct buf buf = { 0 };
	char text[16] = "reno";
	int number = 5;

	(void)state;
	put_sockopt_value(&buf, SOL_SOCKET, 12345, &number, sizeof(number));
	assert_string_equal(buf.s, "5");
	buf_clear(&buf);
	put_sockopt_value(
	    &buf, IPPROTO_TCP, TCP_CONGESTION, text, sizeof(text));
	assert_string_equal(buf.s, "\"reno\"");
	buf_clear(&buf);
	put_sockopt_value(&buf, IPPROTO_TCP, TCP_CONGESTION, "bb\033", 3);
	assert_string_equal(buf.s, "\"bb\\e\"");
	buf_clear(&buf);
	put_sockopt_value(&buf, SOL_SOCKET, SO_BINDTODEVICE, "", 0);
	assert_string_equal(buf.s, "\"\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_is_whole),
		cmocka_unit_test(takes_values),
		cmocka_unit_test(refuses_others),
		cmocka_unit_test(knows_what_was_meant),
		cmocka_unit_test(shows_what_it_is_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
