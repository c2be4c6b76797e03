#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <fcntl.h>
#include <linux/close_range.h>

#include "call/sockets.h"
#include "fake.h"

static struct fixture {
	struct sys sys;
	struct fake fake;
	struct sockets sockets;
	struct sockaddr_storage addr;
} f;

static int
begin(void **state)
{
	(void)state;
	fake_init(&f.fake);
	sys_init(&f.sys, &f.fake.carrier);
	sockets_init(&f.sockets);
	sys_attach(&f.sys, &f.sockets.sink);
	f.addr = fake_address("127.0.0.1", 1234);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	sockets_free(&f.sockets);
	return 0;
}

static struct socket_info *
info(int fd)
{
	return sockets_find(&f.sockets, 0, fd);
}

static void
fails(int err)
{
	f.fake.ret = -1;
	f.fake.err = err;
}

static void
succeeds(long ret)
{
	f.fake.ret = ret;
	f.fake.err = 0;
}

static void
make(int fd)
{
	succeeds(fd);
	sys_socket(&f.sys, AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
	succeeds(0);
}

static void
receive(long n)
{
	char data[8];

	succeeds(n);
	sys_recv(&f.sys, 3, data, sizeof(data), 0);
	succeeds(0);
}

static void
knows_a_new_socket(void **state)
{
	const struct socket_info *s;

	(void)state;
	assert_null(info(3));
	make(3);
	s = info(3);
	assert_non_null(s);
	assert_int_equal(s->id, 1);
	assert_int_equal(s->family, AF_INET);
	assert_int_equal(s->type, SOCK_STREAM); /* less the flags */
	assert_int_equal(s->protocol, IPPROTO_TCP);
	assert_int_equal(s->state, SOCKET_NEW);
	assert_int_equal(s->role, ROLE_NONE);
	assert_int_equal(s->laddr.ss_family, 0);
	assert_null(info(4));
	fails(EMFILE);
	sys_socket(&f.sys, AF_INET, SOCK_STREAM, 0);
	assert_null(info(-1));
}

static void
follows_a_server(void **state)
{
	const struct socket_info *s;

	(void)state;
	make(3);
	sys_bind(&f.sys, 3, (struct sockaddr *)&f.addr, sizeof(f.addr));
	s = info(3);
	assert_int_equal(s->state, SOCKET_BOUND);
	assert_true(s->bound);
	assert_memory_equal(&s->laddr, &f.addr, sizeof(f.addr));
	sys_listen(&f.sys, 3, 5);
	assert_int_equal(s->state, SOCKET_LISTENING);
	assert_int_equal(s->role, ROLE_LISTENER);
	sys_close(&f.sys, 3);
	assert_int_equal(s->state, SOCKET_CLOSED);
	assert_int_equal(s->role, ROLE_LISTENER);
}

static void
follows_an_accepted_socket(void **state)
{
	struct sockaddr_storage peer;
	socklen_t len = sizeof(peer);
	const struct socket_info *s;

	(void)state;
	make(3);
	sys_listen(&f.sys, 3, 5);
	fails(EAGAIN);
	sys_accept(&f.sys, 3, (struct sockaddr *)&peer, &len);
	assert_null(info(4));
	f.fake.peer = fake_address("127.0.0.1", 56747);
	succeeds(4);
	sys_accept(&f.sys, 3, (struct sockaddr *)&peer, &len);
	s = info(4);
	assert_non_null(s);
	assert_int_equal(s->id, 2);
	assert_int_equal(s->family, AF_INET);
	assert_int_equal(s->type, SOCK_STREAM);
	assert_int_equal(s->role, ROLE_SERVER);
	assert_int_equal(s->state, SOCKET_CONNECTED);
	assert_memory_equal(
	    &s->raddr, &f.fake.peer, sizeof(struct sockaddr_in));
	/* The listener is what it was. */
	assert_int_equal(info(3)->state, SOCKET_LISTENING);
	/* accept() may be asked for no address. */
	succeeds(5);
	sys_accept(&f.sys, 3, NULL, NULL);
	assert_int_equal(info(5)->raddr.ss_family, 0);
}

static void
follows_a_client(void **state)
{
	const struct sockaddr *to = (struct sockaddr *)&f.addr;

	(void)state;
	make(3);
	fails(EINPROGRESS);
	sys_connect(&f.sys, 3, to, sizeof(f.addr));
	assert_int_equal(info(3)->state, SOCKET_CONNECTING);
	succeeds(0);
	sys_connect(&f.sys, 3, to, sizeof(f.addr));
	assert_int_equal(info(3)->state, SOCKET_CONNECTED);
	assert_int_equal(info(3)->role, ROLE_CLIENT);
	assert_memory_equal(&info(3)->raddr, &f.addr, sizeof(f.addr));
	assert_false(info(3)->bound);
}

static void
counts_what_passes(void **state)
{
	(void)state;
	make(3);
	succeeds(5);
	sys_send(&f.sys, 3, "12345678", 8, 0);
	sys_send(&f.sys, 3, "12345678", 8, 0);
	fails(EAGAIN);
	sys_send(&f.sys, 3, "12345678", 8, 0);
	receive(7);
	assert_int_equal(info(3)->sent, 10);
	assert_int_equal(info(3)->sends, 2);
	assert_int_equal(info(3)->received, 7);
	assert_int_equal(info(3)->recvs, 1);
	assert_false(info(3)->got_end);
}

/* What is spliced from a socket was received; what goes on from there, or
   could not be moved, says nothing of it. */
static void
counts_what_is_spliced(void **state)
{
	(void)state;
	make(3);
	succeeds(7);
	sys_splice(&f.sys, 3, 101, 100, SPLICE_F_NONBLOCK);
	sys_splice(&f.sys, 100, 1, 7, SPLICE_F_NONBLOCK);
	succeeds(0);
	sys_splice(&f.sys, 3, 101, 100, SPLICE_F_NONBLOCK);
	assert_int_equal(info(3)->received, 7);
	assert_int_equal(info(3)->splices, 1);
	assert_int_equal(info(3)->recvs, 0);
	assert_false(info(3)->got_end);
}

static void
sees_the_other_end_finish_first(void **state)
{
	(void)state;
	make(3);
	receive(0);
	assert_true(info(3)->got_end);
	assert_false(info(3)->sent_end);
	assert_int_equal(info(3)->recvs, 0);
	sys_shutdown(&f.sys, 3, SHUT_WR);
	assert_true(info(3)->sent_end);
	assert_int_equal(info(3)->first_end, END_THEIRS);
}

static void
sees_this_end_finish_first(void **state)
{
	(void)state;
	make(3);
	sys_shutdown(&f.sys, 3, SHUT_RD); /* ends nothing that is sent */
	assert_int_equal(info(3)->first_end, END_NEITHER);
	assert_false(info(3)->sent_end);
	fails(ENOTCONN);
	sys_shutdown(&f.sys, 3, SHUT_WR);
	assert_int_equal(info(3)->first_end, END_NEITHER);
	succeeds(0);
	sys_shutdown(&f.sys, 3, SHUT_RDWR);
	receive(0);
	assert_true(info(3)->sent_end);
	assert_true(info(3)->got_end);
	assert_int_equal(info(3)->first_end, END_OURS);
}

/* close() without shutdown() ends our sending as well: sockets.h says so. */
static void
sees_this_end_close_first(void **state)
{
	(void)state;
	make(3);
	sys_connect(&f.sys, 3, (struct sockaddr *)&f.addr, sizeof(f.addr));
	sys_close(&f.sys, 3);
	assert_int_equal(info(3)->first_end, END_OURS);
}

/* A recv() that asks for nothing gets nothing, and no end. */
static void
zero_asked_is_no_end(void **state)
{
	char c;

	(void)state;
	make(3);
	sys_recv(&f.sys, 3, &c, 0, 0);
	assert_false(info(3)->got_end);
}

static void
sees_a_reset(void **state)
{
	char c;

	(void)state;
	make(3);
	fails(ETIMEDOUT);
	sys_recv(&f.sys, 3, &c, 1, 0);
	assert_false(info(3)->reset);
	fails(ECONNRESET);
	sys_recv(&f.sys, 3, &c, 1, 0);
	assert_true(info(3)->reset);
	assert_int_equal(info(3)->first_end, END_NEITHER);
}

/* An error, or SO_LINGER {1, 0}, which accepted sockets inherit. */
static void
knows_what_leaves_no_orderly_close(void **state)
{
	struct linger now = { .l_onoff = 1 };

	(void)state;
	for (int fd = 3; fd < 6; fd++)
		make(fd);
	sys_shutdown(&f.sys, 4, SHUT_WR);
	fails(EPIPE);
	sys_send(&f.sys, 3, "1", 1, 0);
	sys_send(&f.sys, 4, "1", 1, 0);
	assert_true(info(3)->failed);
	assert_false(info(4)->failed); /* it was this end's own shutdown() */
	succeeds(0);
	sys_setsockopt(&f.sys, 5, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	succeeds(6);
	sys_accept(&f.sys, 5, NULL, NULL);
	assert_true(info(6)->resets);
}

/* On Linux the descriptor is gone also where close() fails. */
static void
a_failed_close_closes(void **state)
{
	(void)state;
	make(3);
	fails(EIO);
	sys_close(&f.sys, 3);
	assert_int_equal(info(3)->state, SOCKET_CLOSED);
}

static void
a_reused_descriptor_is_another_socket(void **state)
{
	(void)state;
	make(3);
	make(4);
	succeeds(5);
	sys_send(&f.sys, 3, "12345", 5, 0);
	receive(0);
	succeeds(0);
	sys_close(&f.sys, 3);
	make(3);
	assert_int_equal(info(3)->id, 3);
	assert_int_equal(info(3)->state, SOCKET_NEW);
	assert_int_equal(info(3)->sent, 0);
	assert_false(info(3)->got_end);
	assert_int_equal(info(3)->first_end, END_NEITHER);
	assert_int_equal(info(4)->id, 2); /* the other one is left alone */
}

static void
identities_are_never_reused(void **state)
{
	(void)state;
	for (unsigned id = 1; id <= 100; id++) {
		make(3 + (int)(id % 2));
		assert_int_equal(info(3 + (int)(id % 2))->id, id);
		if (id % 3 == 0)
			sys_close(&f.sys, 3);
	}
}

/* Addresses that the kernel chose come as notes. */
static void
learns_addresses_from_notes(void **state)
{
	struct note note = { .kind = NOTE_CONNECTED, .fd = 3 };

	(void)state;
	make(3);
	sys_connect(&f.sys, 3, (struct sockaddr *)&f.addr, sizeof(f.addr));
	note.laddr = fake_address("127.0.0.1", 40000);
	sys_note(&f.sys, &note); /* its raddr is not known: nothing is lost */
	assert_memory_equal(&info(3)->laddr, &note.laddr, sizeof(note.laddr));
	assert_memory_equal(&info(3)->raddr, &f.addr, sizeof(f.addr));
	note.fd = -1;
	sys_note(&f.sys, &note);
	assert_null(info(-1));
}

/* What is no socket's is not taken for one. */
static void
other_descriptors_are_no_sockets(void **state)
{
	(void)state;
	succeeds(3);
	sys_epoll_create1(&f.sys, 0);
	succeeds(100);
	sys_fcntl(&f.sys, 3, F_DUPFD, 100);
	succeeds(0);
	sys_close(&f.sys, 3);
	assert_null(info(3));
	assert_null(info(100));
}

/* Calls of other programs, each with a table of descriptors. */

static void
theirs(unsigned table, struct call call)
{
	call.owner =
	    (struct owner){ .process = 100 + (long)table, .table = table };
	sinks_end(f.sys.sinks, &call);
}

static void
noted(unsigned table, struct note note)
{
	note.owner =
	    (struct owner){ .process = 100 + (long)table, .table = table };
	sinks_note(f.sys.sinks, &note);
}

static struct socket_info *
of(unsigned table, int fd)
{
	return sockets_find_open(&f.sockets, table, fd);
}

static void
make_theirs(unsigned table, int fd)
{
	theirs(table,
	    DONE(CALL_SOCKET, fd, NUM(AF_INET), NUM(SOCK_STREAM), NUM(0)));
}

/* dup() and its kin give a socket another descriptor; the last one ends it. */
static void
a_socket_has_several_descriptors(void **state)
{
	unsigned id;

	(void)state;
	make_theirs(1, 3);
	id = of(1, 3)->id;
	theirs(1, DONE(CALL_DUP, 4, NUM(3)));
	theirs(1, DONE(CALL_DUP2, 7, NUM(3), NUM(7)));
	theirs(1, DONE(CALL_FCNTL, 9, NUM(4), NUM(F_DUPFD_CLOEXEC), NUM(9)));
	theirs(1, DONE(CALL_FCNTL, 2, NUM(4), NUM(F_GETFL), NUM(0)));
	assert_null(of(1, 2));
	assert_int_equal(of(1, 9)->id, id);
	assert_int_equal(of(1, 3)->descriptors, 4);
	theirs(1, DONE(CALL_DUP2, 3, NUM(3), NUM(3))); /* nothing changes */
	assert_int_equal(of(1, 3)->descriptors, 4);
	theirs(1, DONE(CALL_CLOSE, 0, NUM(3)));
	assert_null(of(1, 3));
	assert_int_equal(sockets_find(&f.sockets, 1, 3)->id, id);
	assert_int_equal(of(1, 4)->descriptors, 3);
	assert_int_not_equal(of(1, 4)->state, SOCKET_CLOSED);
	theirs(1, DONE(CALL_CLOSE_RANGE, 0, NUM(4), NUM(8), NUM(0)));
	assert_null(of(1, 7));
	theirs(1,
	    DONE(CALL_CLOSE_RANGE, 0, NUM(4), NUM(0xffffffff),
		NUM(CLOSE_RANGE_CLOEXEC))); /* closes nothing yet */
	assert_int_equal(of(1, 9)->descriptors, 1);
	theirs(1, DONE(CALL_CLOSE_RANGE, 0, NUM(4), NUM(0xffffffff), NUM(0)));
	assert_int_equal(sockets_find(&f.sockets, 1, 9)->state, SOCKET_CLOSED);
}

/* What was there ends where dup2() puts another one. */
static void
a_duplicate_ends_what_was_there(void **state)
{
	const struct socket_info *old;

	(void)state;
	make_theirs(1, 3);
	make_theirs(1, 4);
	theirs(1, DONE(CALL_DUP, 5, NUM(4)));
	old = of(1, 4);
	theirs(1, DONE(CALL_DUP3, 4, NUM(3), NUM(4), NUM(0)));
	assert_int_equal(of(1, 4)->id, of(1, 3)->id);
	assert_int_equal(old->descriptors, 1);         /* 5 */
	theirs(1, DONE(CALL_DUP2, 5, NUM(1), NUM(5))); /* of no socket */
	assert_null(of(1, 5));
	assert_int_equal(sockets_find(&f.sockets, 1, 5)->state, SOCKET_CLOSED);
}

static void
a_pair_is_two_sockets(void **state)
{
	int pair[2] = { 5, 6 };

	(void)state;
	theirs(1,
	    DONE(CALL_SOCKETPAIR, 0, NUM(AF_UNIX), NUM(SOCK_DGRAM), NUM(0),
		PTR(pair)));
	assert_int_equal(of(1, 5)->family, AF_UNIX);
	assert_int_equal(of(1, 6)->type, SOCK_DGRAM);
	assert_int_equal(of(1, 6)->state, SOCKET_CONNECTED);
	assert_int_not_equal(of(1, 5)->id, of(1, 6)->id);
}

/* A fork has a copy of the table; the parent's close() ends nothing. */
static void
a_fork_shares_sockets(void **state)
{
	const struct socket_info *s;

	(void)state;
	make_theirs(1, 3);
	make_theirs(1, 4);
	theirs(1, DONE(CALL_CLOSE, 0, NUM(4)));
	s = of(1, 3);
	noted(2, (struct note){ .kind = NOTE_STARTED, .from.table = 1 });
	assert_ptr_equal(of(2, 3), s);
	assert_null(sockets_find(&f.sockets, 2, 4)); /* it was closed */
	assert_int_equal(s->descriptors, 2);
	theirs(1, DONE(CALL_CLOSE, 0, NUM(3)));
	assert_int_not_equal(s->state, SOCKET_CLOSED);
	/* The number is used again by the one, not by the other. */
	make_theirs(1, 3);
	assert_int_not_equal(of(1, 3)->id, of(2, 3)->id);
	noted(
	    2, (struct note){ .kind = NOTE_EXEC, .fds = (int[]){ 3 }, .n = 1 });
	assert_int_equal(sockets_find(&f.sockets, 2, 3)->state, SOCKET_CLOSED);
}

/* With a process its table ends, and what only it had; others can look into it
   until the next step. */
static void
a_table_ends_with_its_process(void **state)
{
	(void)state;
	make_theirs(1, 3);
	noted(2, (struct note){ .kind = NOTE_STARTED, .from.table = 1 });
	make_theirs(2, 4);
	noted(2,
	    (struct note){ .kind = NOTE_EXITED,
		.fds = (int[]){ 3, 4 },
		.n = 2,
		.last = true });
	assert_int_equal(sockets_find(&f.sockets, 2, 4)->state, SOCKET_CLOSED);
	assert_int_equal(sockets_find(&f.sockets, 2, 3)->descriptors, 1);
	make_theirs(1, 5);
	assert_null(sockets_find(&f.sockets, 2, 4));
	assert_int_equal(of(1, 3)->descriptors, 1);
	/* Where others share the table, it goes on. */
	noted(1, (struct note){ .kind = NOTE_EXITED });
	make_theirs(1, 6);
	assert_non_null(of(1, 3));
}

/* Sockets that came from elsewhere: known by another descriptor, or new. */
static void
a_socket_is_found(void **state)
{
	struct note note = {
		.kind = NOTE_FOUND, .fd = 8, .from.table = 1, .from_fd = 3
	};

	(void)state;
	make_theirs(1, 3);
	noted(2, note);
	assert_ptr_equal(of(2, 8), of(1, 3));
	note = (struct note){ .kind = NOTE_FOUND,
		.fd = 0,
		.from_fd = -1,
		.family = AF_INET6,
		.type = SOCK_STREAM,
		.listening = true,
		.laddr = fake_address("::1", 80) };
	noted(2, note);
	assert_int_equal(of(2, 0)->family, AF_INET6);
	assert_int_equal(of(2, 0)->role, ROLE_LISTENER);
	assert_int_equal(of(2, 0)->state, SOCKET_LISTENING);
	note.fd = 1;
	note.listening = false;
	note.raddr = fake_address("::1", 4000);
	noted(2, note);
	assert_int_equal(of(2, 1)->state, SOCKET_CONNECTED);
	noted(2, note); /* seen twice, it is another one */
	assert_int_equal(of(2, 1)->descriptors, 1);
}

/* A program that does not wait for its connection learns of it later. */
static void
a_connection_is_made_later(void **state)
{
	struct call call = DONE(CALL_CONNECT, -1, NUM(3), PTR(&f.addr),
	    NUM(sizeof(struct sockaddr_in)));

	(void)state;
	make_theirs(1, 3);
	call.err = EINPROGRESS;
	theirs(1, call);
	assert_int_equal(of(1, 3)->state, SOCKET_CONNECTING);
	assert_int_equal(of(1, 3)->role, ROLE_NONE);
	noted(1,
	    (struct note){ .kind = NOTE_CONNECTED,
		.fd = 3,
		.laddr = fake_address("127.0.0.1", 4000),
		.raddr = f.addr });
	assert_int_equal(of(1, 3)->state, SOCKET_CONNECTED);
	assert_int_equal(of(1, 3)->role, ROLE_CLIENT);
}

/* What is looked at stays in the queue; and what is moved is counted on the
   side where the socket is. */
static void
counts_what_others_move(void **state)
{
	char data[8];

	(void)state;
	make_theirs(1, 3);
	theirs(1, DONE(CALL_RECV, 5, NUM(3), PTR(data), NUM(8), NUM(MSG_PEEK)));
	assert_int_equal(of(1, 3)->received, 0);
	theirs(1, DONE(CALL_READ, 5, NUM(3), PTR(data), NUM(8)));
	assert_int_equal(of(1, 3)->received, 5);
	theirs(1, DONE(CALL_SENDFILE, 7, NUM(3), NUM(4), PTR(NULL), NUM(100)));
	theirs(1,
	    DONE(CALL_SPLICE, 9, NUM(5), PTR(NULL), NUM(3), PTR(NULL), NUM(9),
		NUM(0)));
	assert_int_equal(of(1, 3)->sent, 16);
	theirs(1,
	    DONE(CALL_SPLICE, 2, NUM(3), PTR(NULL), NUM(6), PTR(NULL), NUM(9),
		NUM(0)));
	assert_int_equal(of(1, 3)->received, 7);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(knows_a_new_socket),
		TEST(follows_a_server),
		TEST(follows_an_accepted_socket),
		TEST(follows_a_client),
		TEST(counts_what_passes),
		TEST(counts_what_is_spliced),
		TEST(sees_the_other_end_finish_first),
		TEST(sees_this_end_finish_first),
		TEST(sees_this_end_close_first),
		TEST(zero_asked_is_no_end),
		TEST(sees_a_reset),
		TEST(knows_what_leaves_no_orderly_close),
		TEST(a_failed_close_closes),
		TEST(a_reused_descriptor_is_another_socket),
		TEST(identities_are_never_reused),
		TEST(learns_addresses_from_notes),
		TEST(other_descriptors_are_no_sockets),
		TEST(a_socket_has_several_descriptors),
		TEST(a_duplicate_ends_what_was_there),
		TEST(a_pair_is_two_sockets),
		TEST(a_fork_shares_sockets),
		TEST(a_table_ends_with_its_process),
		TEST(a_socket_is_found),
		TEST(a_connection_is_made_later),
		TEST(counts_what_others_move),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
