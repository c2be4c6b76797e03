#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>

#include "call/copy.h"
#include "fake.h"
#include "tell/log.h"
#include "tell/narrate.h"
#include "tell/print.h"
#include "text/wrap.h"

/* Copies a call, and then spoils what the first one points to. */
static struct call *
copy_and_spoil(const struct call *call, void *memory, size_t n)
{
	struct call *copy = call_copy(call, own_memory());

	assert_non_null(copy);
	memset(memory, 0xee, n);
	return copy;
}

static const char *
printed(const struct call *call)
{
	static struct buf buf;

	buf_clear(&buf);
	put_call(&buf, call, PRINT_WHOLE);
	put_result(&buf, call);
	return wrap_plain(buf.s);
}

static void
keeps_what_was_sent(void **state)
{
	char data[] = "hello";
	struct call call =
	    DONE(CALL_SEND, 3, NUM(4), PTR(data), NUM(5), NUM(0));
	struct call *copy = copy_and_spoil(&call, data, 5);
	size_t n;

	(void)state;
	assert_string_equal(printed(copy), "send(4, \"hello\", 5, 0) = 3");
	assert_memory_equal(call_data(copy, &n), "hel", 3);
	assert_int_equal(n, 3);
	call_free(copy);
}

/* Several buffers become one, whole, and so is what is said of them. */
static void
keeps_what_a_header_holds(void **state)
{
	struct iovec iov[] = { { (char *)"Ol", 2 }, { (char *)"\xc3\xa1", 2 } };
	struct sockaddr_storage addr = fake_address("127.0.0.1", 1234);
	struct msghdr msg = { .msg_iov = iov,
		.msg_iovlen = 2,
		.msg_name = &addr,
		.msg_namelen = sizeof(struct sockaddr_in) };
	struct call call = DONE(CALL_SENDMSG, 4, NUM(4), PTR(&msg), NUM(0));
	struct call *copy = copy_and_spoil(&call, &msg, sizeof(msg));
	struct scene scene = { 0 };
	struct step step = { .call = copy, .scene = &scene };
	struct message message;
	struct buf said;

	(void)state;
	assert_string_equal(printed(copy), "sendmsg(4, \"Olá\", 0) = 4");
	say(LANG_EN, SAID, &step, &said);
	assert_string_equal(
	    said.s, "3 characters became 4 bytes: O=4f l=6c á=c3 a1");
	assert_true(call_message(copy, 0, &message));
	assert_true(message.named);
	assert_int_equal(message.peer.ss_family, AF_INET);
	copy->ret = 2;
	say(LANG_EN, SAID, &step, &said);
	assert_non_null(strstr(said.s, "took 2 of 4 bytes"));
	call_free(copy);
}

/* Several messages, each with its sender, and all of them counted. */
static void
keeps_several_messages(void **state)
{
	struct sockaddr_storage from[] = { fake_address("127.0.0.1", 1),
		fake_address("127.0.0.1", 2) };
	char one[] = "one", other[] = "other";
	struct iovec iov[] = { { one, 3 }, { other, 4 } };
	struct mmsghdr m[] = { { .msg_len = 3 }, { .msg_len = 5 } };
	struct call call =
	    DONE(CALL_RECVMMSG, 2, NUM(4), PTR(m), NUM(2), NUM(0), PTR(NULL));
	struct scene scene = { 0 };
	struct step step = { .scene = &scene };
	struct message message;
	struct call *copy;
	struct buf said;

	(void)state;
	for (int i = 0; i < 2; i++)
		m[i].msg_hdr = (struct msghdr){ .msg_iov = &iov[i],
			.msg_iovlen = 1,
			.msg_name = &from[i],
			.msg_namelen = sizeof(struct sockaddr_in) };
	copy = copy_and_spoil(&call, m, sizeof(m));
	memset(one, 0, sizeof(one));
	assert_string_equal(
	    printed(copy), "recvmmsg(4, \"one\", 2, 0, NULL) = 2");
	assert_true(call_message(copy, 1, &message));
	assert_memory_equal(message.data, "othe", 4);
	assert_int_equal(message.n, 4);
	assert_int_equal(message.size, 5);
	assert_int_equal(
	    ((struct sockaddr_in *)&message.peer)->sin_port, htons(2));
	assert_false(call_message(copy, 2, &message));
	assert_int_equal(call_carried(copy), 7);
	step.call = copy;
	say(LANG_EN, SAID, &step, &said);
	assert_string_equal(
	    said.s, "2 messages in one call; the first: o=6f n=6e e=65");
	call_free(copy);
}

static void
keeps_who_sent_what_came(void **state)
{
	struct {
		char data[8];
		struct sockaddr_storage from;
		socklen_t len;
	} m = { "abcdefg", fake_address("127.0.0.1", 1234),
		sizeof(struct sockaddr_in) };
	struct call call = DONE(CALL_RECVFROM, 20, NUM(4), PTR(m.data), NUM(7),
	    NUM(MSG_TRUNC), PTR(&m.from), PTR(&m.len));
	struct call *copy = copy_and_spoil(&call, &m, sizeof(m));
	struct message message;

	(void)state;
	assert_string_equal(printed(copy),
	    "recvfrom(4, \"abcdefg\", 7, MSG_TRUNC, {AF_INET, "
	    "127.0.0.1:1234}, [16]) = 20");
	assert_true(call_message(copy, 0, &message));
	assert_int_equal(message.n, 7);
	assert_int_equal(message.size, 20);
	assert_true(message.named);
	assert_false(call_message(copy, 1, &message));
	call_free(copy);
}

static void
keeps_addresses_and_options(void **state)
{
	struct sockaddr_storage addr = fake_address("::1", 80);
	struct call bind = DONE(
	    CALL_BIND, 0, NUM(3), PTR(&addr), NUM(sizeof(struct sockaddr_in6)));
	struct call *copy = copy_and_spoil(&bind, &addr, sizeof(addr));
	int on = 1;
	struct call set = DONE(CALL_SETSOCKOPT, 0, NUM(3), NUM(SOL_SOCKET),
	    NUM(SO_REUSEADDR), PTR(&on), NUM(sizeof(on)));

	(void)state;
	assert_string_equal(
	    printed(copy), "bind(3, {AF_INET6, [::1]:80}, 28) = 0");
	call_free(copy);
	copy = copy_and_spoil(&set, &on, sizeof(on));
	assert_string_equal(printed(copy),
	    "setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0");
	call_free(copy);
}

static void
keeps_what_a_lookup_found(void **state)
{
	struct sockaddr_storage one = fake_address("127.0.0.2", 80),
				two = fake_address("::1", 80);
	struct addrinfo second = { .ai_addr = (struct sockaddr *)&two,
		.ai_addrlen = sizeof(struct sockaddr_in6) };
	struct addrinfo first = { .ai_addr = (struct sockaddr *)&one,
		.ai_addrlen = sizeof(struct sockaddr_in),
		.ai_next = &second };
	struct addrinfo *found = &first;
	char node[] = "twins.test";
	struct call call = DONE(
	    CALL_GETADDRINFO, 0, PTR(node), PTR("80"), PTR(NULL), PTR(&found));
	struct call *copy = copy_and_spoil(&call, node, sizeof(node));

	(void)state;
	first.ai_next = NULL;
	assert_string_equal(printed(copy),
	    "getaddrinfo(\"twins.test\", \"80\", NULL, [127.0.0.2:80, "
	    "[::1]:80]) = 0");
	call_free(copy);
}

/* Only what succeeded has filled anything in. */
static void
keeps_nothing_that_was_not_filled_in(void **state)
{
	struct call call =
	    DONE(CALL_RECV, -1, NUM(4), PTR(NULL), NUM(2048), NUM(0));
	struct call *copy;
	size_t n;

	(void)state;
	call.err = ECONNRESET;
	copy = call_copy(&call, own_memory());
	assert_null(call_data(copy, &n));
	assert_string_equal(
	    printed(copy), "recv(4, NULL, 2048, 0) = -1 ECONNRESET");
	call_free(copy);
	call_free(NULL);
}

/* What is longer than anybody wants to keep is cut, and said to be as long. */
static void
keeps_no_more_than_a_part(void **state)
{
	size_t size = COPY_DATA_MAX + 100, n;
	char *data = calloc(1, size);
	struct call call =
	    DONE(CALL_SEND, (long)size, NUM(4), PTR(data), NUM(size), NUM(0));
	struct call *copy;

	(void)state;
	assert_non_null(data);
	copy = call_copy(&call, own_memory());
	free(data);
	assert_non_null(call_data(copy, &n));
	assert_int_equal(n, COPY_DATA_MAX);
	assert_int_equal(copy->ret, size);
	call_free(copy);
}

/* Memory that ends somewhere, as another program's does. */
struct short_memory {
	struct memory memory;
	const char *end;
};

static bool
read_short(struct memory *memory, const void *from, void *to, size_t n)
{
	const struct short_memory *m = (const struct short_memory *)memory;

	if ((const char *)from + n > m->end)
		return false;
	memcpy(to, from, n);
	return true;
}

static void
does_without_what_cannot_be_read(void **state)
{
	char data[] = "hello";
	struct short_memory m = { { read_short }, data + 3 };
	struct call call =
	    DONE(CALL_SEND, 5, NUM(4), PTR(data), NUM(5), NUM(0));
	struct call *copy = call_copy(&call, &m.memory);
	size_t n;

	(void)state;
	assert_non_null(copy);
	assert_null(call_data(copy, &n));
	assert_int_equal(n, 0);
	assert_string_equal(printed(copy), "send(4, NULL, 5, 0) = 5");
	call_free(copy);
}

/* Buffers without a header: as many as there were, all in the first. */
static void
keeps_bare_buffers(void **state)
{
	char a[] = "Ol", b[] = "\xc3\xa1";
	struct iovec iov[] = { { a, 2 }, { b, 2 } };
	struct call call = DONE(CALL_WRITEV, 3, NUM(4), PTR(iov), NUM(2));
	struct call *copy;
	struct message m;
	size_t n;

	(void)state;
	copy = call_copy(&call, own_memory());
	memset(a, 0, sizeof(a));
	memset(iov, 0, sizeof(iov));
	assert_string_equal(printed(copy), "writev(4, \"Olá\", 2) = 3");
	assert_true(call_message(copy, 0, &m));
	assert_int_equal(m.n, 3);
	assert_int_equal(call_asked(copy), 4);
	assert_memory_equal(call_given(copy, &n), "Ol\xc3\xa1", 4);
	assert_int_equal(n, 4);
	call_free(copy);
	/* Of what came, as much as came. */
	memcpy(a, "Ol", 3);
	iov[0] = (struct iovec){ a, 2 };
	iov[1] = (struct iovec){ b, 2 };
	call = DONE(CALL_READV, 3, NUM(4), PTR(iov), NUM(2));
	copy = call_copy(&call, own_memory());
	assert_string_equal(printed(copy), "readv(4, \"Ol\\xc3\", 2) = 3");
	call_free(copy);
}

/* sendmmsg() may have sent fewer messages than it was given. */
static void
keeps_messages_that_went(void **state)
{
	char one[] = "one", other[] = "other";
	struct iovec iov[] = { { one, 3 }, { other, 5 } };
	struct mmsghdr m[] = {
		{ .msg_hdr = { .msg_iov = &iov[0], .msg_iovlen = 1 },
		    .msg_len = 3 },
		{ .msg_hdr = { .msg_iov = &iov[1], .msg_iovlen = 1 } }
	};
	struct call call =
	    DONE(CALL_SENDMMSG, 1, NUM(4), PTR(m), NUM(2), NUM(0));
	struct call *copy = copy_and_spoil(&call, m, sizeof(m));
	struct message message;

	(void)state;
	assert_string_equal(printed(copy), "sendmmsg(4, \"one\", 2, 0) = 1");
	assert_int_equal(call_carried(copy), 3);
	assert_int_equal(call_asked(copy), 8);
	assert_false(call_message(copy, 1, &message));
	call_free(copy);
}

/* Descriptors beside the bytes; hostile lengths lead nowhere. */
static void
keeps_descriptors_that_came(void **state)
{
	union {
		char bytes[CMSG_SPACE(2 * sizeof(int))];
		struct cmsghdr align;
	} control = { 0 };
	struct iovec iov = { (char *)"x", 1 };
	struct msghdr msg = { .msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);
	struct call call = DONE(CALL_RECVMSG, 1, NUM(4), PTR(&msg), NUM(0));
	int fds[] = { 7, 9 }, found[4];
	struct call *copy;

	(void)state;
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(fds));
	memcpy(CMSG_DATA(c), fds, sizeof(fds));
	copy = call_copy(&call, own_memory());
	assert_int_equal(call_rights(copy, found, 4), 2);
	assert_int_equal(found[0], 7);
	assert_int_equal(found[1], 9);
	assert_int_equal(call_rights(copy, found, 1), 1);
	copy->ret = -1;
	assert_int_equal(call_rights(copy, found, 4), 0);
	call_free(copy);
	c->cmsg_len = 1000;
	copy = call_copy(&call, own_memory());
	assert_int_equal(call_rights(copy, found, 4), 0);
	call_free(copy);
}

/* What is waited for. */
static void
keeps_sets(void **state)
{
	struct pollfd fds[] = { { 3, POLLIN, POLLIN }, { 4, POLLOUT, 0 } };
	enum { BITS = 8 * sizeof(long) };
	unsigned long set[64 / BITS + 1] = { 1ul << 3 | 1ul << 9,
		[64 / BITS] = 1 };
	struct call poll = DONE(CALL_POLL, 1, PTR(fds), NUM(2), NUM(-1));
	struct call select = DONE(
	    CALL_SELECT, 1, NUM(65), PTR(set), PTR(NULL), PTR(NULL), PTR(1));
	struct call *copy = copy_and_spoil(&poll, fds, sizeof(fds));

	(void)state;
	assert_string_equal(printed(copy),
	    "poll([{3, POLLIN, POLLIN}, {4, POLLOUT, 0}], 2, -1) = 1");
	call_free(copy);
	copy = copy_and_spoil(&select, set, sizeof(set));
	assert_string_equal(
	    printed(copy), "select(65, [3 9 64], NULL, NULL, ...) = 1");
	call_free(copy);
}

/* Another thread may change a length while it is read, and read again. */
struct moving_memory {
	struct memory memory;
	socklen_t *len;
};

static bool
read_moving(struct memory *memory, const void *from, void *to, size_t n)
{
	struct moving_memory *m = (struct moving_memory *)memory;

	memcpy(to, from, n);
	if (from == m->len)
		*m->len = 1u << 30;
	return true;
}

static void
keeps_what_a_length_changes_under(void **state)
{
	struct sockaddr_storage addr = fake_address("127.0.0.1", 80);
	socklen_t len = sizeof(struct sockaddr_in);
	struct moving_memory m = { { read_moving }, &len };
	char value[4] = { 1 };
	struct call name =
	    DONE(CALL_GETSOCKNAME, 0, NUM(3), PTR(&addr), PTR(&len));
	struct call option = DONE(CALL_GETSOCKOPT, 0, NUM(3), NUM(SOL_SOCKET),
	    NUM(SO_TYPE), PTR(value), PTR(&len));
	struct call *copy = call_copy(&name, &m.memory);
	struct sockaddr_storage read;

	(void)state;
	assert_int_equal(call_address(copy, &read), sizeof(read));
	assert_memory_equal(&read, &addr, sizeof(addr));
	assert_non_null(strstr(printed(copy), "127.0.0.1:80"));
	call_free(copy);
	len = 4;
	copy = call_copy(&option, &m.memory);
	assert_non_null(strstr(printed(copy), "SO_TYPE, [1]"));
	call_free(copy);
}

static void
keeps_an_ioctl_only_where_it_is_known(void **state)
{
	int n = 5;
	struct call known = DONE(CALL_IOCTL, 0, NUM(3), NUM(FIONREAD), PTR(&n));
	struct call other = DONE(CALL_IOCTL, 0, NUM(3), NUM(0x1234), PTR(8));
	struct call *copy = copy_and_spoil(&known, &n, sizeof(n));

	(void)state;
	assert_string_equal(printed(copy), "ioctl(3, FIONREAD, [5]) = 0");
	call_free(copy);
	copy = call_copy(&other, own_memory());
	assert_string_equal(printed(copy), "ioctl(3, 4660, ...) = 0");
	call_free(copy);
}

/* The calls of two programs, whose descriptors have the same numbers. */

static char told[4096];

static void
take_line(struct out *out, enum mark mark, const char *text)
{
	(void)out;
	if (mark != MARK_EXPLAIN) {
		strcat(told, text);
		wrap_plain(told);
		strcat(told, "\n");
	}
}

static void
tell(struct sink *sinks, struct call call, unsigned table)
{
	struct call *copy;

	call.owner =
	    (struct owner){ .process = 100 + (long)table, .table = table };
	copy = call_copy(&call, own_memory());
	assert_non_null(copy);
	sinks_begin(sinks, copy);
	sinks_end(sinks, copy);
	call_free(copy);
}

static void
tells_two_programs_apart(void **state)
{
	struct sockaddr_storage addr = fake_address("127.0.0.1", 1234);
	struct call made = DONE(
	    CALL_SOCKET, 3, NUM(AF_INET), NUM(SOCK_STREAM), NUM(IPPROTO_TCP));
	struct call udp = DONE(
	    CALL_SOCKET, 3, NUM(AF_INET), NUM(SOCK_DGRAM), NUM(IPPROTO_UDP));
	struct call bound = DONE(
	    CALL_BIND, 0, NUM(3), PTR(&addr), NUM(sizeof(struct sockaddr_in)));
	struct call sent =
	    DONE(CALL_SEND, 2, NUM(3), PTR("hi"), NUM(2), NUM(0));
	struct out out = { .line = take_line, .width = 80 };
	struct scene scene = { .program = "sockdemo" };
	struct sink *sinks = NULL;
	struct sockets sockets;
	struct narrator narrator;
	char *written = NULL;
	size_t size = 0;
	struct log log;

	(void)state;
	sockets_init(&sockets);
	narrator_init(&narrator, &out, (struct langs){ LANG_EN, false }, &scene,
	    &sockets);
	narrator.level = 1;
	log_init(
	    &log, LOG_TEXT, open_memstream(&written, &size), "log", &sockets);
	sinks_attach(&sinks, &sockets.sink);
	sinks_attach(&sinks, &narrator.sink);
	sinks_attach(&sinks, &log.sink);
	*told = '\0';
	tell(sinks, made, 1);
	tell(sinks, udp, 2);
	tell(sinks, bound, 1);
	tell(sinks, sent, 2);
	tell(sinks, DONE(CALL_CLOSE, 0, NUM(3)), 1);
	assert_int_equal(sockets_find(&sockets, 1, 3)->type, SOCK_STREAM);
	assert_int_equal(sockets_find(&sockets, 1, 3)->state, SOCKET_CLOSED);
	assert_int_equal(sockets_find(&sockets, 2, 3)->type, SOCK_DGRAM);
	assert_int_equal(sockets_find(&sockets, 2, 3)->state, SOCKET_NEW);
	assert_int_equal(sockets_find(&sockets, 2, 3)->sent, 2);
	assert_int_equal(sockets_find(&sockets, 1, 3)->sent, 0);
	assert_null(sockets_find(&sockets, 0, 3));
	assert_null(sockets_find(&sockets, 3, 3));
	assert_string_equal(told,
	    "socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3\n"
	    "socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP) = 3\n"
	    "bind(3, 127.0.0.1:1234) = 0\n"
	    "send(3, \"hi\", 2) = 2\n"
	    "close(3) = 0\n");
	sinks_close(&sinks);
	assert_null(sinks);
	assert_non_null(strstr(written, "| hi\n"));
	free(written);
	sockets_free(&sockets);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_was_sent),
		cmocka_unit_test(keeps_what_a_header_holds),
		cmocka_unit_test(keeps_several_messages),
		cmocka_unit_test(keeps_who_sent_what_came),
		cmocka_unit_test(keeps_addresses_and_options),
		cmocka_unit_test(keeps_what_a_lookup_found),
		cmocka_unit_test(keeps_nothing_that_was_not_filled_in),
		cmocka_unit_test(keeps_no_more_than_a_part),
		cmocka_unit_test(does_without_what_cannot_be_read),
		cmocka_unit_test(keeps_bare_buffers),
		cmocka_unit_test(keeps_messages_that_went),
		cmocka_unit_test(keeps_descriptors_that_came),
		cmocka_unit_test(keeps_sets),
		cmocka_unit_test(keeps_what_a_length_changes_under),
		cmocka_unit_test(keeps_an_ioctl_only_where_it_is_known),
		cmocka_unit_test(tells_two_programs_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
