#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <net/if.h>

#include "fake.h"
#include "text/address.h"

static const char *
text_of(void (*put)(struct buf *, const struct sockaddr_storage *),
    const char *host, int port)
{
	static struct buf buf;
	struct sockaddr_storage addr = fake_address(host, port);

	buf_clear(&buf);
	put(&buf, &addr);
	return buf.s;
}

static void
shows_addresses(void **state)
{
	(void)state;
	assert_string_equal(
	    text_of(put_address, "127.0.0.1", 1234), "127.0.0.1:1234");
	assert_string_equal(text_of(put_address, "0.0.0.0", 0), "0.0.0.0:0");
	assert_string_equal(text_of(put_address, "::1", 1234), "[::1]:1234");
	assert_string_equal(text_of(put_address, "::", 65535), "[::]:65535");
	assert_string_equal(text_of(put_address, "::ffff:127.0.0.1", 1),
	    "[::ffff:127.0.0.1]:1");
	assert_string_equal(text_of(put_host, "127.0.0.1", 1234), "127.0.0.1");
	assert_string_equal(text_of(put_host, "::1", 1234), "::1");
	assert_string_equal(text_of(put_address, "nobody", 7), "?:0");
}

static void
shows_mapped_addresses_short(void **state)
{
	(void)state;
	assert_string_equal(
	    text_of(put_short_address, "::ffff:127.0.0.1", 56747),
	    "127.0.0.1:56747");
	assert_string_equal(
	    text_of(put_short_address, "127.0.0.1", 1), "127.0.0.1:1");
	assert_string_equal(text_of(put_short_address, "::1", 1), "[::1]:1");
}

/* The interface by its name, and by its number where it has none. */
static void
shows_scopes(void **state)
{
	struct sockaddr_storage addr = fake_address("fe80::1", 80);
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&addr;
	struct buf buf = { 0 };

	(void)state;
	in6->sin6_scope_id = 0x7ffffffe;
	put_address(&buf, &addr);
	assert_string_equal(buf.s, "[fe80::1%2147483646]:80");
	in6->sin6_scope_id = if_nametoindex("lo");
	if (in6->sin6_scope_id == 0)
		skip();
	buf_clear(&buf);
	put_address(&buf, &addr);
	assert_string_equal(buf.s, "[fe80::1%lo]:80");
}

static void
tells_addresses_apart(void **state)
{
	static const struct {
		const char *host;
		bool any, loopback, mapped;
	} table[] = {
		{ "0.0.0.0", true, false, false },
		{ "127.0.0.1", false, true, false },
		{ "127.255.255.254", false, true, false },
		{ "128.0.0.1", false, false, false },
		{ "::", true, false, false },
		{ "::1", false, true, false },
		{ "::ffff:10.0.0.1", false, false, true },
		{ "fe80::1", false, false, false },
		{ "nobody", false, false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct sockaddr_storage addr =
		    fake_address(table[i].host, 1234);

		if (address_is_any(&addr) != table[i].any ||
		    address_is_loopback(&addr) != table[i].loopback ||
		    address_is_mapped(&addr) != table[i].mapped)
			fail_msg("%s", table[i].host);
	}
}

static bool
equal(const char *a, int a_port, const char *b, int b_port)
{
	struct sockaddr_storage one = fake_address(a, a_port);
	struct sockaddr_storage two = fake_address(b, b_port);

	return address_equal(&one, &two);
}

static void
compares(void **state)
{
	(void)state;
	assert_true(equal("127.0.0.1", 1, "127.0.0.1", 1));
	assert_false(equal("127.0.0.1", 1, "127.0.0.1", 2));
	assert_false(equal("127.0.0.1", 1, "127.0.0.2", 1));
	assert_true(equal("::1", 1, "::1", 1));
	assert_false(equal("::1", 1, "::2", 1));
	assert_false(equal("::1", 1, "::1", 2));
	assert_false(equal("::ffff:127.0.0.1", 1, "127.0.0.1", 1));
	assert_false(equal("nobody", 1, "nobody", 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_addresses),
		cmocka_unit_test(shows_mapped_addresses_short),
		cmocka_unit_test(shows_scopes),
		cmocka_unit_test(tells_addresses_apart),
		cmocka_unit_test(compares),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
