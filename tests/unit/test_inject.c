#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <netdb.h>
#include <stdio.h>

#include "fake.h"

static struct fixture {
	struct sys sys;
	struct inject inject;
	struct fake fake;
} f;

static void
plan(const char *text)
{
	fake_init(&f.fake);
	inject_init(&f.inject, &f.fake.carrier, text);
	sys_init(&f.sys, &f.inject.carrier);
}

static void
does_nothing_without_a_plan(void **state)
{
	(void)state;
	plan("");
	for (int i = 0; i < 20; i++)
		assert_int_equal(sys_listen(&f.sys, 3, 5), 0);
	assert_int_equal(f.fake.calls, 20);
	assert_int_equal(f.inject.total, 20);
}

/* Call n by its number: 1 is not 11, nor is 11 1. */
static void
fails_a_call_by_number(void **state)
{
	(void)state;
	plan("11:98 3:111");
	for (int n = 1; n <= 12; n++) {
		int err = n == 3 ? ECONNREFUSED : n == 11 ? EADDRINUSE : 0;

		errno = 0;
		assert_int_equal(sys_listen(&f.sys, 3, 5), err ? -1 : 0);
		assert_int_equal(errno, err);
	}
	/* What fails is not called. */
	assert_int_equal(f.fake.calls, 10);
}

static void
fails_a_call_by_name(void **state)
{
	char c;

	(void)state;
	plan("recv/2:104");
	f.fake.ret = 1;
	assert_int_equal(sys_recv(&f.sys, 4, &c, 1, 0), 1);
	assert_int_equal(sys_send(&f.sys, 4, &c, 1, 0), 1);
	assert_int_equal(sys_send(&f.sys, 4, &c, 1, 0), 1);
	assert_int_equal(sys_recv(&f.sys, 4, &c, 1, 0), -1);
	assert_int_equal(errno, ECONNRESET);
	assert_int_equal(sys_recv(&f.sys, 4, &c, 1, 0), 1);
}

static void
fails_a_lookup_with_its_own_errors(void **state)
{
	char text[32];

	(void)state;
	snprintf(text, sizeof(text), "1:%d", EAI_AGAIN);
	plan(text);
	assert_int_equal(
	    sys_getaddrinfo(&f.sys, "x", "1", NULL, NULL), EAI_AGAIN);
	assert_int_equal(f.sys.failed.err, EAI_AGAIN);
}

/* close() fails, and the descriptor is closed all the same: close(2). */
static void
closes_what_it_fails_to_close(void **state)
{
	(void)state;
	plan("1:5");
	assert_int_equal(sys_close(&f.sys, 3), -1);
	assert_int_equal(errno, EIO);
	assert_int_equal(f.fake.calls, 1);
	assert_int_equal(f.fake.last.id, CALL_CLOSE);
}

/* And epoll fails to forget only what it does not know. */
static void
forgets_what_it_fails_to_forget(void **state)
{
	(void)state;
	plan("1:2 2:2");
	assert_int_equal(
	    sys_epoll_ctl(&f.sys, 100, EPOLL_CTL_DEL, 3, NULL), -1);
	assert_int_equal(f.fake.calls, 1);
	assert_int_equal(
	    sys_epoll_ctl(&f.sys, 100, EPOLL_CTL_ADD, 3, NULL), -1);
	assert_int_equal(f.fake.calls, 1);
}

static void
shortens(void **state)
{
	char data[8] = "abc";

	(void)state;
	plan("short");
	sys_send(&f.sys, 4, data, 3, 0);
	assert_int_equal(f.fake.last.arg[2].num, 1);
	sys_recv(&f.sys, 4, data, 8, 0);
	assert_int_equal(f.fake.last.arg[2].num, 1);
	sys_send(&f.sys, 4, data, 0, 0);
	assert_int_equal(f.fake.last.arg[2].num, 0);
	sys_setsockopt(&f.sys, 4, SOL_SOCKET, SO_REUSEADDR, data, 4);
	assert_int_equal(f.fake.last.arg[4].num, 4);
}

static void
logs_what_could_fail(void **state)
{
	char line[256];

	(void)state;
	plan("2:9");
	f.inject.log = tmpfile();
	assert_non_null(f.inject.log);
	sys_shutdown(&f.sys, 4, SHUT_WR);
	sys_epoll_wait(&f.sys, 100, NULL, 0, 0);
	rewind(f.inject.log);
	assert_non_null(fgets(line, sizeof(line), f.inject.log));
	assert_string_equal(line, "1 shutdown 9 22 107 88\n");
	assert_non_null(fgets(line, sizeof(line), f.inject.log));
	assert_string_equal(line, "2 epoll_wait 9 14 4 22\n");
	fclose(f.inject.log);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(does_nothing_without_a_plan),
		cmocka_unit_test(fails_a_call_by_number),
		cmocka_unit_test(fails_a_call_by_name),
		cmocka_unit_test(fails_a_lookup_with_its_own_errors),
		cmocka_unit_test(closes_what_it_fails_to_close),
		cmocka_unit_test(forgets_what_it_fails_to_forget),
		cmocka_unit_test(shortens),
		cmocka_unit_test(logs_what_could_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
