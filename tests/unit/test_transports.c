#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <sys/un.h>

#include "call/sockets.h"
#include "fake.h"
#include "know/saying.h"
#include "tell/print.h"
#include "text/address.h"
#include "text/wrap.h"

/* An address of n bytes of path; the rest is 0, as put_address() wants it. */
static struct sockaddr_storage
path_address(const char *path, size_t n)
{
	struct sockaddr_storage addr = { .ss_family = AF_UNIX };

	memcpy(((struct sockaddr_un *)&addr)->sun_path, path, n);
	return addr;
}

static const char *
shown(const char *path, size_t n)
{
	static struct buf buf;
	struct sockaddr_storage addr = path_address(path, n);

	buf_clear(&buf);
	put_address(&buf, &addr);
	return wrap_plain(buf.s);
}

static void
shows_paths(void **state)
{
	char longest[109] = { 0 };

	(void)state;
	memset(longest, 'a', 108);
	assert_string_equal(shown("/tmp/a.sock", 12), "/tmp/a.sock");
	assert_string_equal(shown("", 0), "(unnamed)");
	assert_string_equal(shown("\0name", 5), "@name");
	assert_string_equal(shown("\0a\0b", 4), "@a\\x00b");
	assert_string_equal(shown("a\033[31m\n", 8), "a\\e[31m\\n");
	assert_string_equal(shown("caf\303\251", 6), "caf\303\251");
	assert_string_equal(shown("\377", 2), "\\xff");
	assert_string_equal(shown(longest, 108), longest); /* and no NUL */
}

static void
tells_paths_apart(void **state)
{
	struct sockaddr_storage file = path_address("a", 1);
	struct sockaddr_storage name = path_address("\0a", 2);
	struct sockaddr_storage none = path_address("", 0);
	struct sockaddr_storage nobody = { 0 };

	(void)state;
	assert_true(address_is_path(&file) && !address_is_path(&name));
	assert_true(address_is_unnamed(&none) && address_is_unnamed(&nobody));
	assert_false(address_is_unnamed(&file) || address_is_unnamed(&name));
	assert_true(address_equal(&file, &file));
	assert_false(address_equal(&file, &name));
	assert_false(address_equal(&none, &none)); /* nobody is nobody */
	assert_int_equal(address_port(&file), 0);
}

static const char *
printed(const struct call *call, enum print_style style)
{
	static struct buf buf;

	buf_clear(&buf);
	put_call(&buf, call, style);
	return wrap_plain(buf.s);
}

static void
prints_datagrams(void **state)
{
	struct sockaddr_storage a4 = fake_address("127.0.0.1", 1234);
	struct sockaddr_storage file = path_address("/tmp/a", 6);
	socklen_t len = 16, none = 0;
	struct call to = DONE(CALL_SENDTO, 2, NUM(3), PTR("hi"), NUM(2), NUM(0),
	    PTR(&a4), NUM(16));
	struct call from = DONE(CALL_RECVFROM, 10, NUM(3), PTR("0123456789"),
	    NUM(4), NUM(MSG_TRUNC), PTR(&a4), PTR(&len));
	struct call begun = from;
	size_t n;

	(void)state;
	assert_string_equal(
	    printed(&to, PRINT_SHORT), "sendto(3, \"hi\", 2, 127.0.0.1:1234)");
	assert_string_equal(printed(&to, PRINT_WHOLE),
	    "sendto(3, \"hi\", 2, 0, {AF_INET, 127.0.0.1:1234}, 16)");
	assert_string_equal(printed(&from, PRINT_SHORT),
	    "recvfrom(3, 4, MSG_TRUNC, 127.0.0.1:1234)");
	/* Ten bytes came, and four of them are there to be shown. */
	call_data(&from, &n);
	assert_int_equal(n, 4);
	assert_string_equal(printed(&from, PRINT_WHOLE),
	    "recvfrom(3, \"0123\", 4, MSG_TRUNC, {AF_INET, 127.0.0.1:1234}, "
	    "[16])");
	begun.ended.tv_sec = 0;
	assert_string_equal(
	    printed(&begun, PRINT_SHORT), "recvfrom(3, 4, MSG_TRUNC, ...)");
	from.arg[5].ptr = &none; /* the sender has no address */
	assert_string_equal(printed(&from, PRINT_SHORT),
	    "recvfrom(3, 4, MSG_TRUNC, (unnamed))");
	/* No more of an address is read than its length says. */
	assert_string_equal(
	    printed(&DONE(CALL_BIND, 0, NUM(3), PTR(&file), NUM(2 + 4)),
		PRINT_WHOLE),
	    "bind(3, {AF_UNIX, /tmp}, 6)");
	assert_string_equal(
	    printed(
		&DONE(CALL_BIND, 0, NUM(3), PTR(&file), NUM(2)), PRINT_SHORT),
	    "bind(3, (unnamed))");
	assert_string_equal(
	    printed(&DONE(CALL_UNLINK, 0, PTR("/tmp/a")), PRINT_SHORT),
	    "unlink(\"/tmp/a\")");
}

/* What the fold makes of an empty one, and of one that did not fit. */
static void
folds_datagrams(void **state)
{
	struct sockets sockets;
	struct sink *fold = &sockets.sink;
	const struct socket_info *s;

	(void)state;
	sockets_init(&sockets);
	fold->ops->end(
	    fold, &DONE(CALL_SOCKET, 3, NUM(AF_INET), NUM(SOCK_DGRAM), NUM(0)));
	s = sockets_find(&sockets, 0, 3);
	fold->ops->end(
	    fold, &DONE(CALL_RECVFROM, 0, NUM(3), PTR(""), NUM(4), NUM(0)));
	assert_false(s->got_end);
	assert_int_equal(s->first_end, END_NEITHER);
	fold->ops->end(fold,
	    &DONE(CALL_RECV, 10, NUM(3), PTR("0123"), NUM(4), NUM(MSG_TRUNC)));
	assert_int_equal(s->received, 4);
	fold->ops->end(
	    fold, &DONE(CALL_SENDTO, 2, NUM(3), PTR("hi"), NUM(2), NUM(0)));
	assert_int_equal(s->sent, 2);
	fold->ops->end(fold, &DONE(CALL_CLOSE, 0, NUM(3)));
	assert_int_equal(s->first_end, END_NEITHER);
	sockets_free(&sockets);
}

static void
is_why(const char *why, const char *expected)
{
	if (expected == NULL)
		assert_null(why);
	else if (why == NULL || strstr(why, expected) == NULL)
		fail_msg("\"%s\" was expected, not %s", expected, why);
}

/* Why connect() is there differs: no network, and nobody to answer. */
static void
explains_connect(void **state)
{
	static const struct {
		int family, type;
		const char *why; /* a part of it; NULL: none */
	} table[] = {
		{ AF_INET, SOCK_STREAM, "accept()" },
		{ AF_INET, SOCK_DGRAM, "whoever is there, or nobody" },
		{ AF_UNIX, SOCK_STREAM, "server's queue" },
		{ AF_UNIX, SOCK_DGRAM, "unlike UDP's" },
	};
	struct note note = { .kind = NOTE_CONNECTED };

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct socket_info s = { .family = table[i].family,
			.type = table[i].type };
		struct scene scene = { 0 };
		struct step step = {
			.note = &note, .socket = &s, .scene = &scene
		};

		is_why(saying(WHY, &step), table[i].why);
	}
}

/* SO_REUSEADDR is for TIME_WAIT, which only TCP has; and what IP_RECVERR is
   for is said of no other option. */
static void
explains_options(void **state)
{
	static const struct {
		int family, type, level, option;
		const char *why; /* a part of it; NULL: none */
	} table[] = {
		{ AF_INET, SOCK_STREAM, SOL_SOCKET, SO_REUSEADDR, "TIME_WAIT" },
		{ AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_REUSEADDR, NULL },
		{ AF_UNIX, SOCK_STREAM, SOL_SOCKET, SO_REUSEADDR, NULL },
		{ AF_INET, SOCK_DGRAM, IPPROTO_IP, IP_RECVERR,
		    "keeps who it was" },
		{ AF_INET6, SOCK_DGRAM, IPPROTO_IPV6, IPV6_RECVERR,
		    "keeps who it was" },
		{ AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_RCVBUF, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int on = 1;
		struct socket_info s = { .family = table[i].family,
			.type = table[i].type };
		struct call call =
		    DONE(CALL_SETSOCKOPT, 0, NUM(3), NUM(table[i].level),
			NUM(table[i].option), PTR(&on), NUM(sizeof(on)));
		struct scene scene = { 0 };
		struct step step = {
			.call = &call, .socket = &s, .scene = &scene
		};

		is_why(saying(WHY, &step), table[i].why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_paths),
		cmocka_unit_test(tells_paths_apart),
		cmocka_unit_test(prints_datagrams),
		cmocka_unit_test(folds_datagrams),
		cmocka_unit_test(explains_connect),
		cmocka_unit_test(explains_options),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
