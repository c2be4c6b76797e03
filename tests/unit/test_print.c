#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <fcntl.h>
#include <limits.h>
#include <netdb.h>

#include "fake.h"
#include "tell/print.h"
#include "text/wrap.h"

/* A call that has not returned yet. */
#define BEGUN(name, ...) (&(struct call){ .id = name, .arg = { __VA_ARGS__ } })

static const char *
text(const struct call *call, enum print_style style)
{
	static struct buf buf;

	buf_clear(&buf);
	put_call(&buf, call, style);
	return wrap_plain(buf.s);
}

static void
check(const struct call *call, const char *brief, const char *in_short,
    const char *whole)
{
	assert_string_equal(text(call, PRINT_BRIEF), brief);
	assert_string_equal(text(call, PRINT_SHORT), in_short);
	assert_string_equal(text(call, PRINT_WHOLE), whole);
}

static void
makes_sockets(void **state)
{
	int one = 1;
	socklen_t len = sizeof(one);

	(void)state;
	check(&DONE(CALL_SOCKET, 3, NUM(AF_INET), NUM(SOCK_STREAM),
		  NUM(IPPROTO_TCP)),
	    "socket()", "socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)",
	    "socket(AF_INET, SOCK_STREAM, IPPROTO_TCP)");
	assert_string_equal(text(&DONE(CALL_SOCKET, 3, NUM(77),
				     NUM(SOCK_DGRAM | SOCK_NONBLOCK), NUM(0)),
				PRINT_SHORT),
	    "socket(77, SOCK_DGRAM|SOCK_NONBLOCK, 0)");
	check(&DONE(CALL_SETSOCKOPT, 0, NUM(3), NUM(SOL_SOCKET),
		  NUM(SO_REUSEADDR), PTR(&one), NUM(4)),
	    "setsockopt(3, SO_REUSEADDR, 1)",
	    "setsockopt(3, SOL_SOCKET, SO_REUSEADDR, 1)",
	    "setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4)");
	/* An option's name goes by its level. */
	check(&DONE(CALL_SETSOCKOPT, 0, NUM(3), NUM(IPPROTO_IPV6),
		  NUM(IPV6_V6ONLY), PTR(&one), NUM(4)),
	    "setsockopt(3, IPV6_V6ONLY, 1)",
	    "setsockopt(3, IPPROTO_IPV6, IPV6_V6ONLY, 1)",
	    "setsockopt(3, IPPROTO_IPV6, IPV6_V6ONLY, [1], 4)");
	check(&DONE(CALL_GETSOCKOPT, 0, NUM(3), NUM(SOL_SOCKET), NUM(SO_TYPE),
		  PTR(&one), PTR(&len)),
	    "getsockopt(3, SO_TYPE, 1)",
	    "getsockopt(3, SOL_SOCKET, SO_TYPE, 1)",
	    "getsockopt(3, SOL_SOCKET, SO_TYPE, [1], [4])");
}

static void
names_addresses(void **state)
{
	struct sockaddr_storage a4 = fake_address("127.0.0.1", 1234);
	struct sockaddr_storage a6 = fake_address("::1", 1234);
	socklen_t len = 16;

	(void)state;
	check(&DONE(CALL_BIND, 0, NUM(3), PTR(&a4), NUM(16)),
	    "bind(3, 127.0.0.1:1234)", "bind(3, 127.0.0.1:1234)",
	    "bind(3, {AF_INET, 127.0.0.1:1234}, 16)");
	check(BEGUN(CALL_CONNECT, NUM(3), PTR(&a6), NUM(28)),
	    "connect(3, [::1]:1234)", "connect(3, [::1]:1234)",
	    "connect(3, {AF_INET6, [::1]:1234}, 28)");
	check(&DONE(CALL_LISTEN, 0, NUM(3), NUM(5)), "listen(3, 5)",
	    "listen(3, 5)", "listen(3, 5)");
	check(&DONE(CALL_ACCEPT, 4, NUM(3), PTR(&a4), PTR(&len)), "accept(3)",
	    "accept(3)", "accept(3, {AF_INET, 127.0.0.1:1234}, [16])");
	check(&DONE(CALL_ACCEPT, 4, NUM(3), PTR(NULL), PTR(NULL)), "accept(3)",
	    "accept(3)", "accept(3, NULL, NULL)");
	check(&DONE(CALL_GETPEERNAME, 0, NUM(4), PTR(&a4), PTR(&len)),
	    "getpeername(4)", "getpeername(4)",
	    "getpeername(4, {AF_INET, 127.0.0.1:1234}, [16])");
}

/* Calls that others make, with arguments that ours do not have. */
static void
prints_what_others_call(void **state)
{
	int pair[2] = { 3, 4 };

	(void)state;
	check(&DONE(CALL_ACCEPT4, 4, NUM(3), PTR(NULL), PTR(NULL),
		  NUM(SOCK_CLOEXEC | SOCK_NONBLOCK)),
	    "accept4(3, SOCK_CLOEXEC|SOCK_NONBLOCK)",
	    "accept4(3, SOCK_CLOEXEC|SOCK_NONBLOCK)",
	    "accept4(3, NULL, NULL, SOCK_CLOEXEC|SOCK_NONBLOCK)");
	check(&DONE(CALL_SOCKETPAIR, 0, NUM(AF_UNIX), NUM(SOCK_STREAM), NUM(0),
		  PTR(pair)),
	    "socketpair([3, 4])", "socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4])",
	    "socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4])");
	check(&DONE(CALL_CLOSE_RANGE, 0, NUM(3), NUM(0xffffffff), NUM(0)),
	    "close_range(3, 4294967295)", "close_range(3, 4294967295)",
	    "close_range(3, 4294967295, 0)");
	check(&DONE(CALL_FCNTL, 2, NUM(3), NUM(F_GETFL), NUM(7)),
	    "fcntl(3, F_GETFL)", "fcntl(3, F_GETFL)", "fcntl(3, F_GETFL)");
	check(&DONE(CALL_FCNTL, 0, NUM(3), NUM(F_SETFD), NUM(FD_CLOEXEC)),
	    "fcntl(3, F_SETFD, FD_CLOEXEC)", "fcntl(3, F_SETFD, FD_CLOEXEC)",
	    "fcntl(3, F_SETFD, FD_CLOEXEC)");
	check(&DONE(CALL_SENDFILE, 9, NUM(4), NUM(3), PTR(NULL), NUM(9)),
	    "sendfile(4, 3, 9)", "sendfile(4, 3, 9)",
	    "sendfile(4, 3, NULL, 9)");
}

/* The bytes that a header points to, never those of the header itself. */
static void
quotes_what_a_header_holds(void **state)
{
	struct iovec iov[] = { { (char *)"Hi", 2 }, { (char *)"--", 2 } };
	struct msghdr msg = { .msg_iov = iov, .msg_iovlen = 2 };

	(void)state;
	check(&DONE(CALL_SENDMSG, 4, NUM(4), PTR(&msg), NUM(0)),
	    "sendmsg(4, \"Hi\")", "sendmsg(4, \"Hi\")",
	    "sendmsg(4, \"Hi\", 0)");
	msg.msg_iovlen = 0;
	check(&DONE(CALL_SENDMSG, 0, NUM(4), PTR(&msg), NUM(0)),
	    "sendmsg(4, \"\")", "sendmsg(4, \"\")", "sendmsg(4, \"\", 0)");
}

/* What a call fills in is not shown, nor read, before it has succeeded. */
static void
does_not_read_what_is_not_there(void **state)
{
	struct call failed = { .id = CALL_ACCEPT,
		.arg = { NUM(3), PTR(1), PTR(1) },
		.ret = -1,
		.err = EAGAIN,
		.ended.tv_sec = 1 };

	(void)state;
	assert_string_equal(
	    text(BEGUN(CALL_ACCEPT, NUM(3), PTR(1), PTR(1)), PRINT_WHOLE),
	    "accept(3, ..., ...)");
	assert_string_equal(text(&failed, PRINT_WHOLE), "accept(3, ..., ...)");
	assert_string_equal(
	    text(BEGUN(CALL_RECV, NUM(3), PTR(1), NUM(9), NUM(0)), PRINT_WHOLE),
	    "recv(3, ..., 9, 0)");
	assert_string_equal(text(BEGUN(CALL_GETADDRINFO, PTR("x"), PTR(NULL),
				     PTR(NULL), PTR(1)),
				PRINT_WHOLE),
	    "getaddrinfo(\"x\", NULL, NULL, ...)");
	assert_string_equal(text(BEGUN(CALL_GETIFADDRS, PTR(1)), PRINT_WHOLE),
	    "getifaddrs(...)");
	assert_string_equal(
	    text(BEGUN(CALL_EPOLL_WAIT, NUM(100), PTR(1), NUM(8), NUM(-1)),
		PRINT_WHOLE),
	    "epoll_wait(100, ..., 8, -1)");
}

static void
quotes_data(void **state)
{
	(void)state;
	check(&DONE(CALL_SEND, 6, NUM(4), PTR("Olá!\n"), NUM(6), NUM(0)),
	    "send(4, \"Olá!\\n\")", "send(4, \"Olá!\\n\", 6)",
	    "send(4, \"Olá!\\n\", 6, 0)");
	check(&DONE(CALL_SEND, 1, NUM(4), PTR("a"), NUM(1), NUM(MSG_MORE)),
	    "send(4, \"a\", MSG_MORE)", "send(4, \"a\", 1, MSG_MORE)",
	    "send(4, \"a\", 1, MSG_MORE)");
	/* As many bytes as came, not as many as there is room for. */
	check(&DONE(CALL_RECV, 2, NUM(4), PTR("Hi---"), NUM(5), NUM(0)),
	    "recv(4, 5)", "recv(4, 5)", "recv(4, \"Hi\", 5, 0)");
	check(&DONE(CALL_RECV, 0, NUM(4), PTR("---"), NUM(3), NUM(0)),
	    "recv(4, 3)", "recv(4, 3)", "recv(4, \"\", 3, 0)");
}

static void
cuts_long_data(void **state)
{
	char data[1000];
	struct buf buf = { 0 };

	(void)state;
	memset(data, 'x', sizeof(data));
	put_quoted(&buf, data, 48);
	assert_int_equal(strlen(wrap_plain(buf.s)), 50);
	assert_null(strstr(buf.s, "..."));
	buf_clear(&buf);
	put_quoted(&buf, data, 49);
	assert_string_equal(wrap_plain(buf.s) + 49, "\"...");
	/* Its whole size is told all the same. */
	assert_non_null(strstr(
	    text(&DONE(CALL_SEND, 1000, NUM(4), PTR(data), NUM(1000), NUM(0)),
		PRINT_SHORT),
	    "xx\"..., 1000)"));
}

/* Whatever comes, nothing reaches a terminal that it would obey. */
static void
shows_nothing_unsafe(void **state)
{
	static const char nasty[] = "\033]0;title\a\033[2J\r\n\t\"\\\x9b"
				    "31m\u202e\xc2\x9b\xff\x7f";
	struct buf buf = { 0 };

	(void)state;
	put_quoted(&buf, nasty, sizeof(nasty) - 1);
	wrap_plain(buf.s);
	for (size_t i = 0; buf.s[i] != '\0'; i++)
		if ((unsigned char)buf.s[i] < ' ' ||
		    (unsigned char)buf.s[i] > '~')
			fail_msg("%#x in %s", (unsigned)buf.s[i], buf.s);
	assert_string_equal(
	    text(&DONE(CALL_SEND, 5, NUM(4), PTR("\033[2J\n"), NUM(5), NUM(0)),
		PRINT_SHORT),
	    "send(4, \"\\e[2J\\n\", 5)");
	assert_string_equal(text(&DONE(CALL_GETADDRINFO, 0, PTR("\033x\""),
				     PTR("a\nb"), PTR(NULL), PTR(NULL)),
				PRINT_SHORT),
	    "getaddrinfo(\"\\ex\\\"\", \"a\\nb\")");
}

/* For every byte alone and in every place a call may have a string. */
static void
shows_no_control_at_all(void **state)
{
	(void)state;
	for (int c = 0; c < 256; c++) {
		char data[3] = { 'a', (char)c, 'z' };
		struct buf buf = { 0 };

		put_quoted(&buf, data, 3);
		wrap_plain(buf.s);
		for (size_t i = 0; buf.s[i] != '\0'; i++)
			if ((unsigned char)buf.s[i] < ' ' || buf.s[i] == 0x7f ||
			    (unsigned char)buf.s[i] >= 0x80)
				fail_msg("byte %#x: %s", (unsigned)c, buf.s);
	}
}

/* So that whoever folds it marks the rows that it begins. */
static void
marks_what_the_other_end_sent(void **state)
{
	struct buf buf = { 0 };

	(void)state;
	put_call(&buf,
	    &DONE(CALL_SEND, 5, NUM(4), PTR("a \"b"), NUM(4), NUM(0)),
	    PRINT_SHORT);
	assert_string_equal(buf.s, "send(4, \"\036a \\\"b\036\", 4)");
}

static void
looks_names_up(void **state)
{
	struct sockaddr_storage a4 = fake_address("127.0.0.1", 80);
	struct sockaddr_storage a6 = fake_address("::1", 80);
	struct addrinfo two = { .ai_addr = (struct sockaddr *)&a4,
		.ai_addrlen = sizeof(struct sockaddr_in) };
	struct addrinfo one = { .ai_addr = (struct sockaddr *)&a6,
		.ai_addrlen = sizeof(struct sockaddr_in6),
		.ai_next = &two };
	struct addrinfo *res = &one;
	struct addrinfo hints = { .ai_flags = AI_PASSIVE,
		.ai_socktype = SOCK_STREAM,
		.ai_protocol = IPPROTO_TCP };

	(void)state;
	check(&DONE(CALL_GETADDRINFO, 0, PTR("localhost"), PTR("http"),
		  PTR(&hints), PTR(&res)),
	    "getaddrinfo(\"localhost\", \"http\")",
	    "getaddrinfo(\"localhost\", \"http\")",
	    "getaddrinfo(\"localhost\", \"http\", {AI_PASSIVE, AF_UNSPEC, "
	    "SOCK_STREAM, IPPROTO_TCP}, [[::1]:80, 127.0.0.1:80])");
	check(&DONE(CALL_GETADDRINFO, EAI_NONAME, PTR("x"), PTR(NULL),
		  PTR(NULL), PTR(&res)),
	    "getaddrinfo(\"x\", NULL)", "getaddrinfo(\"x\", NULL)",
	    "getaddrinfo(\"x\", NULL, NULL, ...)");
}

static void
ends_and_waits(void **state)
{
	struct epoll_event events[2] = { { .events = EPOLLIN, .data.fd = 3 },
		{ .events = EPOLLOUT | EPOLLHUP, .data.fd = 4 } };

	(void)state;
	check(&DONE(CALL_SHUTDOWN, 0, NUM(4), NUM(SHUT_WR)),
	    "shutdown(4, SHUT_WR)", "shutdown(4, SHUT_WR)",
	    "shutdown(4, SHUT_WR)");
	check(&DONE(CALL_CLOSE, 0, NUM(4)), "close(4)", "close(4)", "close(4)");
	check(&DONE(CALL_FCNTL, 0, NUM(4), NUM(F_SETFL),
		  NUM(O_RDWR | O_NONBLOCK)),
	    "fcntl(4, F_SETFL, O_RDWR|O_NONBLOCK)",
	    "fcntl(4, F_SETFL, O_RDWR|O_NONBLOCK)",
	    "fcntl(4, F_SETFL, O_RDWR|O_NONBLOCK)");
	check(&DONE(CALL_FCNTL, 100, NUM(4), NUM(F_DUPFD), NUM(100)),
	    "fcntl(4, F_DUPFD, 100)", "fcntl(4, F_DUPFD, 100)",
	    "fcntl(4, F_DUPFD, 100)");
	check(&DONE(CALL_EPOLL_CREATE1, 3, NUM(0)), "epoll_create1(0)",
	    "epoll_create1(0)", "epoll_create1(0)");
	assert_string_equal(text(&DONE(CALL_EPOLL_CTL, 0, NUM(100),
				     NUM(EPOLL_CTL_ADD), NUM(3), PTR(events)),
				PRINT_WHOLE),
	    "epoll_ctl(100, EPOLL_CTL_ADD, 3, [{EPOLLIN, 3}])");
	assert_string_equal(text(&DONE(CALL_EPOLL_CTL, 0, NUM(100),
				     NUM(EPOLL_CTL_DEL), NUM(3), PTR(NULL)),
				PRINT_WHOLE),
	    "epoll_ctl(100, EPOLL_CTL_DEL, 3, NULL)");
	assert_string_equal(text(&DONE(CALL_EPOLL_WAIT, 2, NUM(100),
				     PTR(events), NUM(8), NUM(-1)),
				PRINT_WHOLE),
	    "epoll_wait(100, [{EPOLLIN, 3}, {EPOLLOUT|EPOLLHUP, 4}], 8, -1)");
	assert_string_equal(text(&DONE(CALL_EPOLL_WAIT, 0, NUM(100),
				     PTR(events), NUM(8), NUM(50)),
				PRINT_WHOLE),
	    "epoll_wait(100, [], 8, 50)");
}

static const char *
result(enum call_id id, long ret, int err)
{
	static struct buf buf;
	struct call call = { .id = id, .ret = ret, .err = err };

	buf_clear(&buf);
	put_result(&buf, &call);
	return buf.s;
}

static void
gives_results(void **state)
{
	char most[32];

	(void)state;
	snprintf(most, sizeof(most), " = %ld", LONG_MAX);
	assert_string_equal(result(CALL_SOCKET, 3, 0), " = 3");
	assert_string_equal(result(CALL_RECV, 0, 0), " = 0");
	assert_string_equal(result(CALL_SEND, LONG_MAX, 0), most);
	assert_string_equal(
	    result(CALL_BIND, -1, EADDRINUSE), " = -1 EADDRINUSE");
	assert_string_equal(result(CALL_BIND, -1, 4095), " = -1 errno 4095");
	assert_string_equal(result(CALL_GETADDRINFO, 0, 0), " = 0");
	assert_string_equal(
	    result(CALL_GETADDRINFO, EAI_NONAME, EAI_NONAME), " = EAI_NONAME");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_sockets),
		cmocka_unit_test(names_addresses),
		cmocka_unit_test(does_not_read_what_is_not_there),
		cmocka_unit_test(quotes_data),
		cmocka_unit_test(prints_what_others_call),
		cmocka_unit_test(quotes_what_a_header_holds),
		cmocka_unit_test(cuts_long_data),
		cmocka_unit_test(shows_nothing_unsafe),
		cmocka_unit_test(shows_no_control_at_all),
		cmocka_unit_test(marks_what_the_other_end_sent),
		cmocka_unit_test(looks_names_up),
		cmocka_unit_test(ends_and_waits),
		cmocka_unit_test(gives_results),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
