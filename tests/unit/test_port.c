/* Who holds a port, as the kernel tells, and whatever it tells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <netinet/tcp.h>

#include "fake.h"
#include "probe/probe.h"
#include "text/address.h"

struct row {
	struct nlmsghdr header;
	struct inet_diag_msg socket;
};

/* A kernel that answers every question with two sockets, of which so many bytes
   come, and then that there are no more. */
static struct row rows[2];
static size_t came;
static bool told;

static long
carry(struct carrier *carrier, const struct call *call)
{
	static const struct nlmsghdr done = { .nlmsg_len = sizeof(done),
		.nlmsg_type = NLMSG_DONE };

	(void)carrier;
	if (call->id != CALL_RECV)
		return 3;
	told = !told;
	memcpy(call->arg[1].ptr, told ? (const void *)rows : &done,
	    told ? came : sizeof(done));
	return (long)(told ? came : sizeof(done));
}

static struct row
row(int state, int port, unsigned expires)
{
	return (struct row){ .header.nlmsg_len = sizeof(struct row),
		.socket = { .idiag_state = (unsigned char)state,
		    .id.idiag_sport = htons((in_port_t)port),
		    .idiag_expires = expires } };
}

static bool
ask(int port, struct port_use *use)
{
	struct sockaddr_storage addr = fake_address("127.0.0.1", port);
	struct carrier carrier = { .carry = carry };
	struct sys sys;

	told = false;
	sys_init(&sys, &carrier);
	return probe_port(&sys, (struct sockaddr *)&addr, use);
}

static int
begin(void **state)
{
	(void)state;
	rows[0] = row(TCP_TIME_WAIT, 80, 59001);
	rows[1] = row(TCP_LISTEN, 80, 0);
	came = sizeof(rows);
	return 0;
}

static void
finds_who_holds_a_port(void **state)
{
	struct port_use use;

	(void)state;
	assert_true(ask(80, &use));
	assert_true(use.listener && use.time_wait);
	assert_int_equal(use.seconds, 60);
	assert_true(ask(81, &use));
	assert_false(use.listener || use.time_wait);
}

/* Of several who listen, the one is told that has the address asked for. */
static void
finds_where_it_listens(void **state)
{
	struct port_use use;
	struct buf at = { 0 };

	(void)state;
	for (int i = 0; i < 2; i++) {
		rows[i] = row(TCP_LISTEN, 80, 0);
		rows[i].socket.idiag_family = AF_INET;
		rows[i].socket.id.idiag_src[0] =
		    htonl(INADDR_LOOPBACK + 1 - (unsigned)i);
		rows[i].socket.idiag_inode = 7 + (unsigned)i;
	}
	assert_true(ask(80, &use));
	assert_true(use.listener && use.covers);
	assert_int_equal(use.inode, 8);
	rows[1].socket.id.idiag_src[0] = htonl(INADDR_LOOPBACK + 2);
	assert_true(ask(80, &use));
	assert_true(use.listener && !use.covers);
	assert_int_equal(use.inode, 7);
	put_address(&at, &use.at);
	assert_string_equal(at.s, "127.0.0.2:80");
	rows[1].socket.id.idiag_src[0] = INADDR_ANY;
	assert_true(ask(80, &use));
	assert_true(use.covers);
	rows[1].socket.idiag_family = AF_INET6;
	assert_true(ask(80, &use));
	assert_false(use.covers);
}

static void
fails_where_the_kernel_refuses(void **state)
{
	struct port_use use;

	(void)state;
	rows[0].header.nlmsg_type = NLMSG_ERROR;
	assert_false(ask(80, &use));
	came = 0;
	assert_false(ask(80, &use));
}

/* A message says how long it is: more than came, or less than it must be. */
static void
reads_no_further_than_what_came(void **state)
{
	struct port_use use;

	(void)state;
	came--;
	assert_false(ask(80, &use));
	came = sizeof(struct row) + 1;
	assert_false(ask(80, &use));
	rows[0].header.nlmsg_len = 0;
	assert_false(ask(80, &use));
	rows[0].header.nlmsg_len = UINT32_MAX;
	assert_false(ask(80, &use));
}

/* Where the next one would begin is behind the end of the last: nothing is left
   then, and not less than nothing, which is very much. */
static void
takes_a_last_one_that_is_not_filled_up(void **state)
{
	struct port_use use;

	(void)state;
	rows[1].header.nlmsg_len = (uint32_t)(--came - sizeof(struct row));
	assert_true(ask(80, &use));
	assert_true(use.listener);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(finds_who_holds_a_port, begin),
		cmocka_unit_test_setup(finds_where_it_listens, begin),
		cmocka_unit_test_setup(fails_where_the_kernel_refuses, begin),
		cmocka_unit_test_setup(reads_no_further_than_what_came, begin),
		cmocka_unit_test_setup(
		    takes_a_last_one_that_is_not_filled_up, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
