#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <errno.h>
#include <netdb.h>
#include <string.h>

#include "know/errors.h"
#include "know/names.h"
#include "text/wrap.h"

enum { LONGEST = 2000 };

/* The facts that may or may not be known, one bit each. */
enum {
	KNOW_SYSTEM = 1 << 0, /* what one's own machine can tell */
	KNOW_ADDRESS = 1 << 1,
	KNOW_NAME = 1 << 2,
	KNOW_SERVICE = 1 << 3,
	KNOW_PORT = 1 << 4,
	KNOW_SECONDS = 1 << 5,
	OURS = 1 << 6,
	IPV6 = 1 << 7,
	ALL_FACTS = 1 << 8
};

static struct facts
facts(enum call_id call, int err, int known)
{
	bool v6 = known & IPV6;
	struct facts f = { .call = call, .err = err, .fd = -1 };

	f.ours = known & OURS;
	f.ipv6 = v6;
	if (known & KNOW_ADDRESS) {
		f.address = v6 ? "[fe80::1]:80" : "192.0.2.1:80";
		f.host = v6 ? "fe80::1" : "192.0.2.1";
	}
	if (known & KNOW_NAME)
		f.name = v6 ? "fe80::1%lo" : "exmplo.pt";
	if (known & KNOW_SERVICE)
		f.service = "htpt";
	if (known & KNOW_PORT)
		f.port = 80;
	if (known & KNOW_SYSTEM) {
		f.fd = 3;
		f.addresses = "127.0.0.1, 192.168.1.20";
		f.lowest = 1024;
		f.limit = 1024;
		f.process = "python3";
		f.pid = 4711;
		f.elsewhere = "127.0.0.1:80";
	}
	if (known & KNOW_SECONDS)
		f.seconds = 42;
	return f;
}

static void
check_text(const struct facts *f, const char *what, const char *text)
{
	if (strlen(text) > LONGEST || strpbrk(text, "{}") != NULL)
		fail_msg("%s(), %s: %s: \"%s\"", call_row(f->call)->name,
		    error_symbol(f->call, f->err), what, text);
}

static void
check_facts(const struct facts *f)
{
	static const enum lang langs[] = { LANG_EN, LANG_PT };

	for (size_t i = 0; i < 2; i++) {
		struct buf b;
		const char *label = error_label(langs[i], f);

		check_text(f, "label", label);
		assert_string_not_equal(label, "");
		error_meaning(langs[i], f, &b);
		check_text(f, "meaning", b.s);
		assert_string_not_equal(b.s, "");
		error_advice(langs[i], f, &b);
		check_text(f, "advice", b.s);
	}
}

/* Whatever is known, and whoever holds the port. */
static void
check_error(enum call_id call, int err)
{
	for (int known = 0; known < ALL_FACTS; known++) {
		struct facts f = facts(call, err, known);

		for (int h = HOLDER_UNKNOWN; h <= HOLDER_TIME_WAIT; h++) {
			f.holder = (enum port_holder)h;
			check_facts(&f);
		}
	}
}

static void
explains_every_error_of_every_call(void **state)
{
	const struct facts other = facts(CALL_BIND, 4095, 0);
	const char *unknown = error_label(LANG_EN, &other);

	(void)state;
	for (int id = 0; id < CALL_COUNT; id++) {
		enum call_id call = (enum call_id)id;
		const int *err = call_row(call)->errors;

		for (; *err != 0; err++) {
			struct facts f = facts(call, *err, 0);

			if (strcmp(error_label(LANG_EN, &f), unknown) == 0)
				fail_msg("%s(), %s: not in the table",
				    call_row(call)->name,
				    error_symbol(call, *err));
			check_error(call, *err);
		}
	}
}

/* No error is without words, not even one of a kernel still to come. */
static void
explains_every_other_error(void **state)
{
	static const int errors[] = { ENOEXEC, 4095, -4095 };

	(void)state;
	for (int id = 0; id < CALL_COUNT; id++)
		for (size_t i = 0; i < 3; i++)
			check_error((enum call_id)id, errors[i]);
}

static void
has_symbols(void **state)
{
	(void)state;
	assert_string_equal(
	    error_symbol(CALL_CONNECT, ECONNREFUSED), "ECONNREFUSED");
	assert_string_equal(
	    error_symbol(CALL_GETADDRINFO, EAI_NONAME), "EAI_NONAME");
	assert_string_equal(error_symbol(CALL_BIND, 1234), "errno 1234");
	/* getaddrinfo() returns no errno. */
	assert_string_equal(error_symbol(CALL_GETADDRINFO, ENOENT), "errno 2");
}

static const char *
meaning(const struct facts *f)
{
	static struct buf b;

	error_meaning(LANG_EN, f, &b);
	return b.s;
}

static const char *
advice(const struct facts *f)
{
	static struct buf b;

	error_advice(LANG_EN, f, &b);
	return wrap_plain(b.s);
}

static void
refused(void **state)
{
	struct facts f = { .call = CALL_CONNECT,
		.err = ECONNREFUSED,
		.host = "127.0.0.1",
		.port = 1234,
		.ours = true,
		.listen = "sockdemo listen 1234" };

	(void)state;
	assert_string_equal(error_label(LANG_EN, &f), "connection refused");
	assert_string_equal(meaning(&f),
	    "The machine refused the connection: usually, nothing is listening "
	    "on port 1234.");
	assert_string_equal(
	    advice(&f), "Try, in another terminal: sockdemo listen 1234");
	f.listen = NULL; /* it would not help */
	assert_null(strstr(advice(&f), "another terminal"));
	f.ours = false;
	f.call = CALL_RECV;
	assert_null(strstr(meaning(&f), "RST"));
}

static void
address_in_use(void **state)
{
	struct facts f = { .call = CALL_BIND, .err = EADDRINUSE, .port = 1234 };

	(void)state;
	/* Nobody is accused of listening who was not seen to. */
	assert_string_equal(
	    meaning(&f), "Another socket already has port 1234.");
	f.holder = HOLDER_LISTENER;
	assert_string_equal(
	    meaning(&f), "A program is already listening on port 1234.");
	assert_non_null(strstr(advice(&f), "ss -ltnp"));
	f.process = "python3";
	f.pid = 4711;
	assert_string_equal(meaning(&f),
	    "python3 (process 4711) is already listening on port 1234.");
	assert_non_null(strstr(advice(&f), "kill 4711"));
	f.holder = HOLDER_TIME_WAIT;
	assert_string_equal(meaning(&f),
	    "An old connection on port 1234 is still in TIME_WAIT.");
	f.seconds = 42;
	assert_string_equal(meaning(&f),
	    "An old connection on port 1234 is still in TIME_WAIT: 42 s "
	    "left.");
	assert_string_equal(advice(&f), "Wait, or choose another port.");
}

static void
low_port(void **state)
{
	struct facts f = {
		.call = CALL_BIND, .err = EACCES, .port = 1023, .lowest = 1024
	};

	(void)state;
	assert_string_equal(meaning(&f),
	    "On this machine, ports below 1024 are kept for the "
	    "administrator.");
	assert_string_equal(
	    advice(&f), "Choose a higher port, for example 8080.");
	f.lowest = 9000; /* and now that example would be wrong */
	assert_string_equal(advice(&f), "Choose port 9000 or a higher one.");
	f.port = 9000;
	assert_string_equal(meaning(&f),
	    "The system does not let this program use that address.");
	f.port = 80;
	f.lowest = 0;
	assert_string_equal(meaning(&f),
	    "The system does not let this program use that address.");
}

static void
address_not_available(void **state)
{
	struct facts f = { .call = CALL_BIND,
		.err = EADDRNOTAVAIL,
		.address = "192.0.2.1:80",
		.host = "192.0.2.1",
		.addresses = "127.0.0.1" };

	(void)state;
	assert_string_equal(
	    meaning(&f), "192.0.2.1 is not an address of this machine.");
	assert_string_equal(
	    advice(&f), "Choose one of these: 127.0.0.1; or 0.0.0.0 for all.");
	f.ipv6 = true;
	assert_non_null(strstr(advice(&f), ":: for all"));
	f.ipv6 = false;
	f.call = CALL_CONNECT;
	assert_string_equal(error_label(LANG_EN, &f),
	    "no free port is left for this destination");
	assert_non_null(strstr(meaning(&f), "192.0.2.1:80"));
	/* With IPv6 it may be that there is no address at all. */
	f.ipv6 = true;
	assert_string_equal(error_label(LANG_EN, &f), "address not available");
	f.call = CALL_BIND;
	f.ipv6 = false;
	f.client = true; /* which 0.0.0.0 would leave without an address */
	assert_string_equal(
	    advice(&f), "Choose one of these: 127.0.0.1; or leave out -s.");
	f.addresses = NULL; /* of that family there may be none */
	assert_string_equal(
	    advice(&f), "To see the addresses of this machine: ip address");
}

/* -s 127.0.0.1, for a machine that is another one. */
static void
from_this_machine_to_itself(void **state)
{
	struct facts f = { .call = CALL_CONNECT,
		.err = EINVAL,
		.source = "127.0.0.1",
		.host = "192.0.2.1" };

	(void)state;
	assert_string_equal(
	    meaning(&f), "From 127.0.0.1 only this machine can be reached.");
	assert_string_equal(advice(&f), "Leave out -s.");
	f.source = "192.0.2.2";
	assert_null(strstr(meaning(&f), "only this machine"));
	f.source = "127.0.0.1";
	f.ours = true;
	assert_null(strstr(meaning(&f), "only this machine"));
}

/* An RST before our shutdown(): the user asked for nothing wrong. */
static void
over_before_the_end(void **state)
{
	struct facts f = { .call = CALL_SHUTDOWN, .err = ENOTCONN };

	(void)state;
	assert_non_null(strstr(meaning(&f), "the other end cut it (RST)"));
	f.call = CALL_SEND;
	assert_null(strstr(meaning(&f), "RST"));
}

static void
link_local_needs_its_interface(void **state)
{
	struct facts f = { .call = CALL_CONNECT,
		.err = EINVAL,
		.host = "fe80::1",
		.ipv6 = true };

	(void)state;
	assert_non_null(strstr(advice(&f), "fe80::1%eth0"));
	f.host = "fe80::1%lo";
	assert_null(strstr(advice(&f), "eth0"));
	f = (struct facts){ .call = CALL_GETADDRINFO,
		.err = EAI_NONAME,
		.name = "fe80::1%nosuch" };
	assert_non_null(strstr(meaning(&f), "interface"));
	f.name = "exmplo.pt";
	assert_string_equal(
	    meaning(&f), "No address was found for the name \"exmplo.pt\".");
}

static void
limits(void **state)
{
	struct facts f = { .call = CALL_ACCEPT, .err = EMFILE, .limit = 1024 };

	(void)state;
	assert_non_null(strstr(meaning(&f), "1024 descriptors"));
	assert_non_null(strstr(advice(&f), "ulimit -n 4096"));
	f.limit = 8192; /* to which 4096 would be no rise */
	assert_null(strstr(advice(&f), "4096"));
}

/* One that UDP could carry was too big for a network on the way. */
static void
datagram_too_big(void **state)
{
	struct facts f = { .call = CALL_SEND,
		.err = EMSGSIZE,
		.datagram = true,
		.size = 65508,
		.most = 65507 };

	(void)state;
	assert_string_equal(error_label(LANG_EN, &f), "datagram too big");
	assert_non_null(strstr(meaning(&f), "at most 65507 bytes"));
	f.size = 3000;
	assert_string_equal(error_label(LANG_EN, &f), "datagram too big");
	assert_null(strstr(meaning(&f), "65507"));
	f.call = CALL_RECV;
	f.size = 0;
	assert_non_null(strstr(meaning(&f), "A machine on the way"));
}

/* No route is missing where TCP has no way at all. */
static void
tcp_to_several_machines(void **state)
{
	struct facts f = {
		.call = CALL_CONNECT, .err = ENETUNREACH, .host = "239.1.2.3"
	};

	(void)state;
	assert_null(strstr(meaning(&f), "several machines"));
	f.group = true;
	assert_non_null(strstr(meaning(&f), "several machines"));
	f.group = false;
	f.broadcast = true;
	assert_non_null(strstr(meaning(&f), "several machines"));
	f.datagram = true;
	assert_null(strstr(meaning(&f), "several machines"));
}

/* This machine is not off; and a firewall is seldom between it and itself. */
static void
silence_of_this_machine(void **state)
{
	struct facts f = { .call = CALL_CONNECT, .err = ETIMEDOUT };

	(void)state;
	assert_non_null(strstr(meaning(&f), "may be off"));
	f.ours = true;
	assert_null(strstr(meaning(&f), "may be off"));
	assert_non_null(strstr(meaning(&f), "queue is full"));
}

/* A fact is put in as it is, and never read for holes of its own. */
static void
facts_have_no_holes(void **state)
{
	struct facts f = {
		.call = CALL_GETADDRINFO, .err = EAI_NONAME, .name = "{port} {"
	};

	(void)state;
	assert_string_equal(
	    meaning(&f), "No address was found for the name \"{port} {\".");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(explains_every_error_of_every_call),
		cmocka_unit_test(explains_every_other_error),
		cmocka_unit_test(has_symbols),
		cmocka_unit_test(refused),
		cmocka_unit_test(address_in_use),
		cmocka_unit_test(low_port),
		cmocka_unit_test(address_not_available),
		cmocka_unit_test(from_this_machine_to_itself),
		cmocka_unit_test(over_before_the_end),
		cmocka_unit_test(link_local_needs_its_interface),
		cmocka_unit_test(limits),
		cmocka_unit_test(datagram_too_big),
		cmocka_unit_test(tcp_to_several_machines),
		cmocka_unit_test(silence_of_this_machine),
		cmocka_unit_test(facts_have_no_holes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
