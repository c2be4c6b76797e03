#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <fcntl.h>
#include <netdb.h>

#include "fake.h"

/* A sink that writes down what it hears, and leaves errno in ruins. */
struct listener {
	struct sink sink;
	char name;
	char *log; /* "b", "e", "n", "c" after its name */
	struct call last;
};

static void
hear(struct sink *sink, char what)
{
	struct listener *l = (struct listener *)sink;
	size_t len = strlen(l->log);

	l->log[len] = l->name;
	l->log[len + 1] = what;
	l->log[len + 2] = '\0';
	errno = ENOTTY;
}

static void
hear_begin(struct sink *sink, const struct call *call)
{
	((struct listener *)sink)->last = *call;
	hear(sink, 'b');
}

static void
hear_end(struct sink *sink, const struct call *call)
{
	((struct listener *)sink)->last = *call;
	hear(sink, 'e');
}

static void
hear_note(struct sink *sink, const struct note *note)
{
	assert_int_not_equal(note->at.tv_sec, 0);
	hear(sink, 'n');
}

static void
hear_close(struct sink *sink)
{
	hear(sink, 'c');
}

static const struct sink_ops ops = { hear_begin, hear_end, hear_note,
	hear_close };
static const struct sink_ops deaf = { NULL, NULL, NULL, NULL };

/* One sys with a fake carrier, and two sinks. */
static struct fixture {
	struct sys sys;
	struct fake fake;
	struct listener one, two;
	char log[64];
} f;

static int
begin(void **state)
{
	(void)state;
	memset(&f, 0, sizeof(f));
	fake_init(&f.fake);
	sys_init(&f.sys, &f.fake.carrier);
	f.one = (struct listener){ { &ops, NULL }, '1', f.log, { 0 } };
	f.two = (struct listener){ { &ops, NULL }, '2', f.log, { 0 } };
	return 0;
}

static void
attach_both(void)
{
	sys_attach(&f.sys, &f.one.sink);
	sys_attach(&f.sys, &f.two.sink);
}

static void
tells_in_order(void **state)
{
	struct note note = { .kind = NOTE_NEXT };

	(void)state;
	attach_both();
	assert_int_equal(sys_listen(&f.sys, 3, 5), 0);
	assert_string_equal(f.log, "1b2b1e2e");
	sys_note(&f.sys, &note);
	assert_string_equal(f.log, "1b2b1e2e1n2n");
	sys_end(&f.sys);
	assert_string_equal(f.log, "1b2b1e2e1n2n1c2c");
	/* After the last word there is none, also for calls. */
	sys_listen(&f.sys, 3, 5);
	assert_string_equal(f.log, "1b2b1e2e1n2n1c2c");
}

static void
asks_nothing_of_a_sink(void **state)
{
	struct sink sink = { &deaf, NULL };
	struct note note = { .kind = NOTE_NEXT };

	(void)state;
	sys_attach(&f.sys, &sink);
	assert_int_equal(sys_listen(&f.sys, 3, 5), 0);
	sys_note(&f.sys, &note);
	sys_end(&f.sys);
	assert_int_equal(f.fake.calls, 1);
}

/* Whoever listens may do to errno what it likes: the caller sees the call's. */
static void
keeps_errno(void **state)
{
	(void)state;
	attach_both();
	f.fake.ret = -1;
	f.fake.err = ECONNREFUSED;
	errno = 0;
	assert_int_equal(sys_listen(&f.sys, 3, 5), -1);
	assert_int_equal(errno, ECONNREFUSED);
}

static void
hands_over_what_was_called(void **state)
{
	char data[] = "abc";

	(void)state;
	attach_both();
	f.fake.ret = 2;
	assert_int_equal(sys_send(&f.sys, 4, data, 3, MSG_MORE), 2);
	assert_int_equal(f.fake.last.id, CALL_SEND);
	assert_int_equal(f.fake.last.arg[0].num, 4);
	assert_ptr_equal(f.fake.last.arg[1].ptr, data);
	assert_int_equal(f.fake.last.arg[2].num, 3);
	assert_int_equal(f.fake.last.arg[3].num, MSG_MORE);
	assert_int_equal(f.one.last.ret, 2);
	assert_int_equal(f.one.last.err, 0);
	assert_int_equal(f.one.last.seq, 1);
	sys_close(&f.sys, 4);
	assert_int_equal(f.two.last.seq, 2);
	assert_int_equal(call_fd(&f.two.last), 4);
}

static void
knows_when(void **state)
{
	const struct call *call = &f.one.last;

	(void)state;
	attach_both();
	sys_listen(&f.sys, 3, 5);
	assert_int_not_equal(call->began.tv_sec, 0);
	assert_true(call->ended.tv_sec > call->began.tv_sec ||
	    (call->ended.tv_sec == call->began.tv_sec &&
		call->ended.tv_nsec >= call->began.tv_nsec));
}

/* The fast path: no clock is read, and nothing is kept of what went well. */
static void
costs_nothing_unheard(void **state)
{
	(void)state;
	assert_int_equal(sys_listen(&f.sys, 3, 5), 0);
	assert_int_equal(f.fake.calls, 1);
	assert_int_equal(f.fake.last.began.tv_sec, 0);
	assert_int_equal(f.sys.failed.err, 0);
}

static void
check_remembers(void)
{
	struct sockaddr_storage addr = fake_address("127.0.0.1", 1234);

	f.fake.ret = -1;
	f.fake.err = EADDRINUSE;
	sys_bind(&f.sys, 3, (struct sockaddr *)&addr, sizeof(addr));
	assert_int_equal(f.sys.failed.id, CALL_BIND);
	assert_int_equal(f.sys.failed.err, EADDRINUSE);
	assert_int_equal(f.sys.failed.fd, 3);
	assert_memory_equal(&f.sys.failed.addr, &addr, sizeof(addr));
	/* To have to wait is no failure, of a call that waits. */
	f.fake.err = EAGAIN;
	sys_accept(&f.sys, 4, NULL, NULL);
	assert_int_equal(f.sys.failed.id, CALL_BIND);
	/* Nor does a close() afterwards hide it. */
	f.fake.ret = 0;
	sys_close(&f.sys, 3);
	assert_int_equal(f.sys.failed.id, CALL_BIND);
	f.fake.ret = EAI_NONAME;
	assert_int_equal(
	    sys_getaddrinfo(&f.sys, "x", "1", NULL, NULL), EAI_NONAME);
	assert_int_equal(f.sys.failed.id, CALL_GETADDRINFO);
	assert_int_equal(f.sys.failed.err, EAI_NONAME);
	assert_int_equal(f.sys.failed.fd, -1);
	assert_int_equal(f.sys.failed.addr.ss_family, 0);
}

static void
remembers_the_last_failure(void **state)
{
	(void)state;
	check_remembers();
	f.fake.ret = -1;
	f.fake.err = EAGAIN;
	sys_fcntl(&f.sys, 5, F_SETFL, 0);
	assert_int_equal(f.sys.failed.id, CALL_FCNTL);
	f.fake.err = EINTR; /* whether it is tried again, nobody knows here */
	sys_listen(&f.sys, 5, 1);
	assert_int_equal(f.sys.failed.id, CALL_LISTEN);
	assert_int_equal(f.sys.failed.err, EINTR);
}

static void
remembers_it_while_told(void **state)
{
	(void)state;
	attach_both();
	check_remembers();
}

/* Each wrapper hands over the call of its own name, and its own descriptor. */
static void
wrappers_do_not_mix(void **state)
{
	unsigned made = 0;
	struct sockaddr_storage a = { 0 };
	struct sockaddr *addr = (struct sockaddr *)&a;
	socklen_t len = sizeof(a);
	struct sys *s = &f.sys;
	enum call_id *id = &f.fake.last.id;
	long *fd = &f.fake.last.arg[0].num;
	int one = 1;

	(void)state;
	sys_getaddrinfo(s, "x", "1", NULL, NULL);
	assert_int_equal(*id, CALL_GETADDRINFO);
	sys_getifaddrs(s, NULL);
	assert_int_equal(*id, CALL_GETIFADDRS);
	sys_socket(s, AF_INET, SOCK_STREAM, 0);
	assert_int_equal(*id, CALL_SOCKET);
	sys_setsockopt(s, 11, SOL_SOCKET, SO_REUSEADDR, &one, len);
	assert_true(*id == CALL_SETSOCKOPT && *fd == 11);
	sys_getsockopt(s, 12, SOL_SOCKET, SO_TYPE, &one, &len);
	assert_true(*id == CALL_GETSOCKOPT && *fd == 12);
	sys_bind(s, 13, addr, len);
	assert_true(*id == CALL_BIND && *fd == 13);
	sys_listen(s, 14, 5);
	assert_true(*id == CALL_LISTEN && *fd == 14);
	sys_accept(s, 15, addr, &len);
	assert_true(*id == CALL_ACCEPT && *fd == 15);
	sys_connect(s, 16, addr, len);
	assert_true(*id == CALL_CONNECT && *fd == 16);
	sys_getsockname(s, 17, addr, &len);
	assert_true(*id == CALL_GETSOCKNAME && *fd == 17);
	sys_getpeername(s, 18, addr, &len);
	assert_true(*id == CALL_GETPEERNAME && *fd == 18);
	sys_send(s, 19, "", 0, 0);
	assert_true(*id == CALL_SEND && *fd == 19);
	sys_recv(s, 20, &a, 1, 0);
	assert_true(*id == CALL_RECV && *fd == 20);
	sys_sendto(s, 26, "", 0, 0, addr, len);
	assert_true(*id == CALL_SENDTO && *fd == 26);
	sys_recvfrom(s, 27, &a, 1, 0, addr, &len);
	assert_true(*id == CALL_RECVFROM && *fd == 27);
	sys_recvmsg(s, 28, NULL, 0);
	assert_true(*id == CALL_RECVMSG && *fd == 28);
	sys_unlink(s, "x");
	assert_int_equal(*id, CALL_UNLINK);
	sys_splice(s, 26, 27, 1, 0);
	assert_true(*id == CALL_SPLICE && *fd == 26);
	sys_pipe2(s, (int[2]){ 0 }, 0);
	assert_int_equal(*id, CALL_PIPE2);
	sys_shutdown(s, 21, SHUT_WR);
	assert_true(*id == CALL_SHUTDOWN && *fd == 21);
	sys_close(s, 22);
	assert_true(*id == CALL_CLOSE && *fd == 22);
	sys_fcntl(s, 23, F_SETFL, 0);
	assert_true(*id == CALL_FCNTL && *fd == 23);
	sys_ioctl(s, 29, 0, &one);
	assert_true(*id == CALL_IOCTL && *fd == 29);
	sys_epoll_create1(s, 0);
	assert_int_equal(*id, CALL_EPOLL_CREATE1);
	sys_epoll_ctl(s, 24, EPOLL_CTL_ADD, 3, NULL);
	assert_true(*id == CALL_EPOLL_CTL && *fd == 24);
	sys_epoll_wait(s, 25, NULL, 1, 0);
	assert_true(*id == CALL_EPOLL_WAIT && *fd == 25);
	for (int call = 0; call < CALL_COUNT; call++)
		made += !call_row((enum call_id)call)->told_only;
	assert_int_equal(f.fake.calls, made);
}

/* Every row of the table is whole. */
static void
the_table_is_whole(void **state)
{
	(void)state;
	for (int id = 0; id < CALL_COUNT; id++) {
		const struct call_row *row = call_row((enum call_id)id);

		assert_non_null(row->name);
		assert_non_null(row->header);
		assert_true(row->section == 2 || row->section == 3);
		assert_true(
		    row->level == LEVEL_STEP || row->level == LEVEL_WAIT);
		assert_int_not_equal(row->arg[0].type, ARG_NONE);
		assert_non_null(row->errors);
		assert_int_not_equal(row->errors[0], 0);
		for (int i = 0; i < CALL_MAXARGS; i++)
			assert_int_equal(row->arg[i].name == NULL,
			    row->arg[i].type == ARG_NONE);
		for (int other = 0; other < id; other++)
			assert_string_not_equal(
			    row->name, call_row((enum call_id)other)->name);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(tells_in_order, begin),
		cmocka_unit_test_setup(asks_nothing_of_a_sink, begin),
		cmocka_unit_test_setup(keeps_errno, begin),
		cmocka_unit_test_setup(hands_over_what_was_called, begin),
		cmocka_unit_test_setup(knows_when, begin),
		cmocka_unit_test_setup(costs_nothing_unheard, begin),
		cmocka_unit_test_setup(remembers_the_last_failure, begin),
		cmocka_unit_test_setup(remembers_it_while_told, begin),
		cmocka_unit_test_setup(wrappers_do_not_mix, begin),
		cmocka_unit_test(the_table_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
