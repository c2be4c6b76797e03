#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "know/names.h"

static void
names_values(void **state)
{
	(void)state;
	assert_string_equal(name_family(AF_INET), "AF_INET");
	assert_string_equal(name_family(AF_INET6), "AF_INET6");
	assert_string_equal(name_family(AF_UNSPEC), "AF_UNSPEC");
	assert_string_equal(name_protocol(IPPROTO_TCP), "IPPROTO_TCP");
	assert_string_equal(name_how(SHUT_RD), "SHUT_RD"); /* it is 0 */
	assert_string_equal(name_how(SHUT_WR), "SHUT_WR");
	assert_string_equal(name_eai(EAI_NONAME), "EAI_NONAME");
	assert_string_equal(name_fcntl(F_SETFL), "F_SETFL");
	assert_string_equal(name_epoll_op(EPOLL_CTL_MOD), "EPOLL_CTL_MOD");
	assert_string_equal(name_errno(ECONNREFUSED), "ECONNREFUSED");
	assert_string_equal(name_errno(EAGAIN), "EAGAIN");
	assert_string_equal(name_errno(EOPNOTSUPP), "EOPNOTSUPP");
}

static void
gives_null_where_there_is_no_name(void **state)
{
	(void)state;
	assert_null(name_family(9999));
	assert_null(name_protocol(0));
	assert_null(name_level(9999));
	assert_null(name_option(SOL_SOCKET, 9999));
	assert_null(name_option(9999, 1));
	assert_null(name_how(3));
	assert_null(name_errno(0));
	assert_null(name_errno(-1));
	assert_null(name_errno(9999));
	assert_null(name_eai(0));
	assert_null(name_fcntl(9999));
	assert_null(name_epoll_op(0));
}

/* The same number is another option at another level. */
static void
reads_options_with_their_level(void **state)
{
	(void)state;
	assert_string_equal(name_level(SOL_SOCKET), "SOL_SOCKET");
	assert_string_equal(name_level(IPPROTO_IPV6), "IPPROTO_IPV6");
	assert_string_equal(name_option(SOL_SOCKET, 2), "SO_REUSEADDR");
	assert_string_equal(name_option(IPPROTO_IP, 2), "IP_TTL");
	assert_string_equal(name_option(IPPROTO_TCP, 2), "TCP_MAXSEG");
	assert_string_equal(
	    name_option(IPPROTO_IPV6, IPV6_V6ONLY), "IPV6_V6ONLY");
}

/* The C library knows them too, where it is glibc. */
static void
names_every_error_of_the_system(void **state)
{
	(void)state;
	for (int err = 1; err < 200; err++) {
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 32)
		const char *expected = strerrorname_np(err);

		if (expected == NULL) {
			assert_null(name_errno(err));
			continue;
		}
		if (err == EOPNOTSUPP) /* glibc says ENOTSUP */
			continue;
		assert_non_null(name_errno(err));
		assert_string_equal(name_errno(err), expected);
#endif
	}
}

static const char *
put(void (*function)(struct buf *, int), int flags)
{
	static struct buf b;

	buf_clear(&b);
	function(&b, flags);
	return b.s;
}

static void
joins_flags(void **state)
{
	(void)state;
	assert_string_equal(put(put_type, SOCK_STREAM), "SOCK_STREAM");
	assert_string_equal(put(put_type, SOCK_DGRAM | SOCK_NONBLOCK),
	    "SOCK_DGRAM|SOCK_NONBLOCK");
	assert_string_equal(put(put_type, 9 | SOCK_CLOEXEC), "9|SOCK_CLOEXEC");
	assert_string_equal(
	    put(put_type, SOCK_RAW | 0x1000), "SOCK_RAW|0x1000");
	assert_string_equal(put(put_msg_flags, 0), "0");
	assert_string_equal(put(put_msg_flags, MSG_PEEK), "MSG_PEEK");
	assert_string_equal(put(put_msg_flags, MSG_PEEK | MSG_DONTWAIT),
	    "MSG_PEEK|MSG_DONTWAIT");
	assert_string_equal(put(put_msg_flags, 0x8000000), "0x8000000");
	assert_string_equal(put(put_open_flags, O_RDONLY), "O_RDONLY");
	assert_string_equal(
	    put(put_open_flags, O_RDWR | O_NONBLOCK), "O_RDWR|O_NONBLOCK");
	/* O_SYNC holds the bit of O_DSYNC. */
	assert_string_equal(
	    put(put_open_flags, O_WRONLY | O_SYNC), "O_WRONLY|O_SYNC");
	assert_string_equal(
	    put(put_open_flags, O_WRONLY | O_DSYNC), "O_WRONLY|O_DSYNC");
	assert_string_equal(put(put_splice_flags, SPLICE_F_NONBLOCK | 0x80),
	    "SPLICE_F_NONBLOCK|0x80");
	assert_string_equal(put(put_pipe_flags, O_CLOEXEC), "O_CLOEXEC");
	assert_string_equal(put(put_pipe_flags, 0), "0");
	assert_string_equal(
	    put(put_epoll_events, EPOLLIN | EPOLLOUT), "EPOLLIN|EPOLLOUT");
	assert_string_equal(put(put_epoll_events, (int)EPOLLET), "EPOLLET");
	assert_string_equal(put(put_epoll_events, 0), "0");
	assert_string_equal(put(put_ai_flags, AI_PASSIVE | AI_NUMERICHOST),
	    "AI_PASSIVE|AI_NUMERICHOST");
	assert_string_equal(put(put_ai_flags, 0), "0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_values),
		cmocka_unit_test(gives_null_where_there_is_no_name),
		cmocka_unit_test(reads_options_with_their_level),
		cmocka_unit_test(names_every_error_of_the_system),
		cmocka_unit_test(joins_flags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
