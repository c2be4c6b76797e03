#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>

#include "fake.h"
#include "know/saying.h"
#include "tell/watched.h"
#include "text/wrap.h"

static struct buf said;

/* What is said of a step, and what there is to add in a line of its own. */
static const char *
say_two(enum column one, enum column other, const struct step *step)
{
	struct buf more;

	say(LANG_EN, one, step, &said);
	say(LANG_EN, other, step, &more);
	if (more.len > 0)
		buf_printf(&said, "\n%s", more.s);
	return said.s;
}

/* As a screen shows it. */
static const char *
shown(void)
{
	for (char *s = said.s; *s != '\0'; s++)
		if (*s == WRAP_KEPT)
			*s = ' ';
	return said.s;
}

/* The sentence of a call, in English. */
static const char *
sentence_of(struct call call, bool client, const struct socket_info *socket,
    const struct interfaces *interfaces)
{
	struct scene scene = { .client = client, .interfaces = interfaces };
	struct step step = { .call = &call, .socket = socket, .scene = &scene };

	return say_two(SAID, ALSO, &step);
}

static const char *
sentence(struct call call)
{
	return sentence_of(call, false, NULL, NULL);
}

static const char *
sent(const char *data, size_t asked, long n)
{
	return sentence(
	    DONE(CALL_SEND, n, NUM(4), PTR(data), NUM(asked), NUM(0)));
}

static const char *
received(const char *data, long n)
{
	return sentence(
	    DONE(CALL_RECV, n, NUM(4), PTR(data), NUM(2048), NUM(0)));
}

static void
counts_what_is_sent(void **state)
{
	(void)state;
	assert_string_equal(sent("Olá!\n", 6, 6),
	    "4 characters and the newline became 6 bytes: O=4f l=6c á=c3 a1 "
	    "!=21 ↵=0a");
	assert_string_equal(sent("é\n", 3, 3),
	    "1 character and the newline became 3 bytes: é=c3 a9 ↵=0a");
	assert_string_equal(sent("Olá!", 5, 5),
	    "4 characters became 5 bytes: O=4f l=6c á=c3 a1 !=21");
	assert_string_equal(
	    sent("é", 2, 2), "1 character became 2 bytes: é=c3 a9");
	assert_string_equal(sent("a", 1, 1), "1 byte: a=61");
	/* Where there are no characters to count, there are bytes. */
	assert_string_equal(sent("\n", 1, 1), "1 byte: ↵=0a");
	assert_string_equal(
	    sent("a\nb\n", 4, 4), "4 bytes: a=61 ↵=0a b=62 ↵=0a");
	assert_string_equal(sent("\xff\xfe", 2, 2), "2 bytes: ff fe");
	assert_string_equal(sent("\033[m", 3, 3), "3 bytes: 1b [=5b m=6d");
	assert_string_equal(sent("a\xc3", 2, 2), "2 bytes: a=61 c3...");
}

static void
tells_of_a_short_send(void **state)
{
	(void)state;
	assert_string_equal(sent("Hello", 5, 2),
	    "the system took 2 of 5 bytes, as many as it has room for; the "
	    "rest has to wait");
}

static void
counts_what_is_received(void **state)
{
	(void)state;
	assert_string_equal(received("Hi", 2),
	    "2 bytes had come (up to 2048 were asked for): H=48 i=69");
	assert_string_equal(received("a", 1),
	    "1 byte had come (up to 2048 were asked for): a=61");
	assert_string_equal(
	    sentence(DONE(CALL_RECV, 2, NUM(4), PTR("Hi"), NUM(2), NUM(0))),
	    "2 bytes read, as many as were asked for; more may be there: H=48 "
	    "i=69");
	assert_string_equal(received("", 0),
	    "the other end finished sending: nothing more will come");
}

/* Long data is cut, at 16 bytes. */
static void
cuts_bytes(void **state)
{
	(void)state;
	assert_string_equal(received("0123456789abcdef", 16),
	    "16 bytes had come (up to 2048 were asked for): 0=30 1=31 2=32 "
	    "3=33 4=34 5=35 6=36 7=37 8=38 9=39 a=61 b=62 c=63 d=64 e=65 "
	    "f=66");
	assert_non_null(
	    strstr(received("0123456789abcdefg", 17), "e=65 f=66 ..."));
}

static void
tells_of_a_cut_character(void **state)
{
	static const struct {
		const char *data;
		bool cut;
	} table[] = {
		{ "Ol\xc3", true },
		{ "\xe2", true },
		{ "\xe2\x82", true },
		{ "\xf0\x9f\x98", true },
		{ "Olá", false },
		{ "€", false },
		{ "a\x82", false }, /* no character begins there */
		{ "\xff", false },
		{ "\xc3!", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const char *text =
		    received(table[i].data, (long)strlen(table[i].data));
		bool told = strstr(text, "not whole") != NULL;

		if (told != table[i].cut)
			fail_msg("%s", text);
	}
}

static void
tells_of_sockets(void **state)
{
	int one = 1, zero = 0;
	struct call reuse = DONE(CALL_SETSOCKOPT, 0, NUM(3), NUM(SOL_SOCKET),
	    NUM(SO_REUSEADDR), PTR(&one), NUM(4));

	(void)state;
	assert_string_equal(
	    sentence(DONE(CALL_SOCKET, 3, NUM(AF_INET), NUM(SOCK_STREAM))),
	    "the program asks for a socket, through which programs talk to "
	    "each other; the system calls it 3, and it has no address yet");
	assert_non_null(strstr(
	    sentence(DONE(CALL_SOCKET, 7, NUM(AF_INET6), NUM(SOCK_STREAM))),
	    "calls it 7"));
	assert_non_null(strstr(sentence(reuse), "started again"));
	assert_non_null(
	    strstr(sentence_of(reuse, true, NULL, NULL), "this end"));
	assert_string_equal(
	    sentence(DONE(CALL_SETSOCKOPT, 0, NUM(3), NUM(IPPROTO_IPV6),
		NUM(IPV6_V6ONLY), PTR(&zero), NUM(4))),
	    "this IPv6 socket serves IPv4 clients too");
	assert_string_equal(
	    sentence(DONE(CALL_SETSOCKOPT, 0, NUM(3), NUM(IPPROTO_IPV6),
		NUM(IPV6_V6ONLY), PTR(&one), NUM(4))),
	    "whether an IPv6 socket leaves IPv4 clients to others");
	/* What is not known is not told of. */
	assert_string_equal(
	    sentence(DONE(CALL_SETSOCKOPT, 0, NUM(3), NUM(IPPROTO_TCP),
		NUM(12345), PTR(&one), NUM(4))),
	    "");
	assert_string_equal(sentence(DONE(CALL_ACCEPT, 4, NUM(3))),
	    "a client is let in: 4 is a new socket, the line to this client "
	    "alone; 3 is still the reception desk");
}

static const char *
bound(const char *host, int port, bool client, const struct interfaces *all)
{
	struct sockaddr_storage addr = fake_address(host, port);
	struct call call =
	    DONE(CALL_BIND, 0, NUM(3), PTR(&addr), NUM(sizeof(addr)));

	return sentence_of(call, client, NULL, all);
}

static void
tells_of_addresses(void **state)
{
	struct interfaces all = { .n = 3,
		.list = { { "wlan0", .addr = fake_address("192.168.1.20", 0) },
		    { "wlan0", .addr = fake_address("fe80::1", 0) },
		    { "lo", .addr = fake_address("127.0.0.1", 0),
			.loopback = true } } };

	(void)state;
	assert_string_equal(bound("0.0.0.0", 1234, false, &all),
	    "this socket has port 1234 now, the number by which clients find "
	    "this program, at every IPv4 address of this machine: "
	    "192.168.1.20 (wlan0), 127.0.0.1 (this machine only)\n"
	    "whoever can reach one of these addresses can try to connect");
	assert_non_null(strstr(bound("::", 1234, false, &all),
	    "at every address of this machine, IPv6 and IPv4: 192.168.1.20 "
	    "(wlan0), fe80::1 (wlan0), 127.0.0.1 (this machine only)\n"));
	assert_string_equal(bound("127.0.0.1", 1234, false, &all),
	    "this socket has port 1234 of 127.0.0.1 now, the number by which "
	    "clients find this program; only programs of this machine reach "
	    "that address");
	assert_non_null(strstr(bound("::ffff:127.0.0.1", 1234, false, &all),
	    "only programs of this machine reach"));
	assert_string_equal(bound("192.168.1.20", 80, false, &all),
	    "this socket has port 80 of 192.168.1.20 now, the number by which "
	    "clients find this program\n"
	    "whoever can reach that address can try to connect");
	assert_non_null(strstr(bound("239.1.2.3", 80, false, &all),
	    "no client can connect there"));
	assert_non_null(strstr(bound("0.0.0.0", 0, false, &all),
	    "at every IPv4 address of this machine: 192.168.1.20 (wlan0), "));
	assert_non_null(strstr(bound("::", 0, false, &all),
	    "IPv6 and IPv4: 192.168.1.20 (wlan0), fe80::1 (wlan0), "));
	assert_string_equal(bound("127.0.0.1", 0, false, &all),
	    "this socket has a free port of 127.0.0.1 now that the system "
	    "chose, the number by which clients find this program; only "
	    "programs of this machine reach that address");
	assert_string_equal(bound("127.0.0.1", 0, true, NULL),
	    "this end will have the address 127.0.0.1, and a port that the "
	    "system chooses");
	assert_string_equal(bound("127.0.0.1", 80, true, NULL),
	    "this end will have the address 127.0.0.1 and port 80");
	/* Port 0 is no port: it asks for any that is free. */
	assert_null(strstr(bound("0.0.0.0", 0, true, NULL), "port 0"));
	assert_string_equal(bound("0.0.0.0", 80, true, NULL),
	    "this end will have port 80; the system chooses its address when "
	    "it connects");
}

/* Where no interface is up that is said, and where they are not known none are
   listed. */
static void
tells_of_no_addresses(void **state)
{
	struct interfaces none = { .n = 0 };

	(void)state;
	assert_non_null(strstr(bound("0.0.0.0", 1234, false, &none),
	    "; but no network interface of this machine is up"));
	assert_null(strstr(bound("0.0.0.0", 1234, false, &none), "\n"));
	assert_non_null(strstr(
	    bound("0.0.0.0", 1234, false, NULL), "this machine: 0.0.0.0\n"));
	assert_non_null(strstr(
	    bound("0.0.0.0", 0, false, NULL), "this machine: 0.0.0.0\n"));
	assert_non_null(
	    strstr(bound("::", 1234, false, NULL), "IPv6 and IPv4: ::\n"));
}

static void
tells_of_the_end(void **state)
{
	struct socket_info s = { .role = ROLE_SERVER };
	struct call shut = DONE(CALL_SHUTDOWN, 0, NUM(4), NUM(SHUT_WR));
	struct call close = DONE(CALL_CLOSE, 0, NUM(4));

	(void)state;
	assert_non_null(
	    strstr(sentence_of(shut, false, &s, NULL), "can still receive"));
	s.got_end = true;
	assert_non_null(
	    strstr(sentence_of(shut, false, &s, NULL), "had already"));
	assert_string_equal(sentence_of(close, false, &s, NULL),
	    "socket 4 is closed; the number 4 can be used again");
	s.role = ROLE_LISTENER;
	assert_string_equal(sentence_of(close, false, &s, NULL),
	    "socket 4, the reception desk, is closed; the number 4 can be "
	    "used again");
	assert_string_equal(sentence_of(close, false, NULL, NULL), "");
}

/* One of each call that is told as a step. */
static struct call
sample(enum call_id id)
{
	static struct sockaddr_storage addr;
	static struct addrinfo ai = { .ai_addr = (struct sockaddr *)&addr,
		.ai_addrlen = sizeof(struct sockaddr_in) };
	static struct addrinfo *res = &ai;
	static int one = 1;

	addr = fake_address("127.0.0.1", 1234);
	switch (id) {
	case CALL_GETADDRINFO:
		return DONE(
		    id, 0, PTR("localhost"), PTR("1234"), PTR(NULL), PTR(&res));
	case CALL_SOCKET:
		return DONE(
		    id, 3, NUM(AF_INET), NUM(SOCK_STREAM), NUM(IPPROTO_TCP));
	case CALL_SETSOCKOPT:
		return DONE(id, 0, NUM(3), NUM(SOL_SOCKET), NUM(SO_REUSEADDR),
		    PTR(&one), NUM(4));
	case CALL_BIND:
	case CALL_CONNECT:
		return DONE(id, 0, NUM(3), PTR(&addr), NUM(16));
	case CALL_SEND:
	case CALL_RECV:
		return DONE(id, 1, NUM(3), PTR("a"), NUM(1), NUM(0));
	case CALL_SHUTDOWN:
		return DONE(id, 0, NUM(3), NUM(SHUT_WR));
	case CALL_ACCEPT4:
		return DONE(id, 4, NUM(3), PTR(NULL), PTR(NULL), NUM(0));
	case CALL_READ:
	case CALL_WRITE:
		return DONE(id, 1, NUM(3), PTR("a"), NUM(1));
	case CALL_SENDFILE:
		return DONE(id, 1, NUM(3), NUM(4), PTR(NULL), NUM(1));
	default:
		return DONE(id, 0, NUM(3));
	}
}

/* Read in silence, and never told. */
static bool
is_silent(enum call_id id)
{
	return id == CALL_GETSOCKNAME || id == CALL_GETPEERNAME ||
	    id == CALL_GETSOCKOPT;
}

/* What happened, and why; connect()'s are told once the addresses are known. */
static void
every_step_is_explained(void **state)
{
	struct socket_info socket = { .role = ROLE_CLIENT,
		.first_end = END_OURS };
	struct note note = { .kind = NOTE_CONNECTED,
		.laddr = fake_address("127.0.0.1", 40000),
		.raddr = fake_address("127.0.0.1", 1234) };

	(void)state;
	for (int i = 0; i < CALL_COUNT; i++) {
		enum call_id id = (enum call_id)i;
		struct call call = sample(id);
		struct scene scene = { .words = watched_sayings };
		struct step step = {
			.call = &call, .socket = &socket, .scene = &scene
		};

		if (!call_row(id)->told_only)
			scene.words = NULL;
		if (call_row(id)->level != LEVEL_STEP || is_silent(id))
			continue;
		if (id == CALL_CONNECT)
			step = (struct step){ .note = &note, .scene = &scene };
		say(LANG_EN, SAID, &step, &said);
		if (said.len == 0 || saying(WHY, &step) == NULL)
			fail_msg("%s() is not explained", call_row(id)->name);
	}
}

/* What close() does for a connection is no news where there is none. */
static void
close_is_explained_where_it_ends_a_connection(void **state)
{
	static const struct {
		struct socket_info socket;
		const char *why; /* a part of it */
	} table[] = {
		{ { .first_end = END_OURS }, "still sent, normally" },
		{ { .first_end = END_THEIRS }, "still sent, normally" },
		{ { .first_end = END_OURS, .family = AF_UNIX },
		    "fails with EPIPE" },
		{ { .first_end = END_NEITHER }, NULL }, /* refused */
		{ { .first_end = END_THEIRS, .failed = true }, NULL },
		{ { .first_end = END_THEIRS, .resets = true }, NULL },
		{ { .role = ROLE_LISTENER }, "that it accepted" },
	};
	struct call call = DONE(CALL_CLOSE, 0, NUM(3));

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct scene scene = { 0 };
		struct step step = { .call = &call,
			.socket = &table[i].socket,
			.scene = &scene };
		const char *why = saying(WHY, &step);

		if (table[i].why == NULL)
			assert_null(why);
		else
			assert_non_null(strstr(why, table[i].why));
	}
}

static const char *
said_of(enum column column, const struct note *note,
    const struct socket_info *s, bool client)
{
	struct scene scene = { .client = client, .program = "sockdemo" };
	struct step step = { .note = note, .socket = s, .scene = &scene };

	say_two(column, column == STATUS ? STATUS_ALSO : ALSO, &step);
	return shown();
}

static void
tells_of_a_connection(void **state)
{
	struct socket_info s = { .bound = false };
	struct note note = { .kind = NOTE_CONNECTED,
		.laddr = fake_address("127.0.0.1", 40000),
		.raddr = fake_address("127.0.0.1", 1234) };

	(void)state;
	assert_string_equal(said_of(SAID, &note, &s, true),
	    "connected to 127.0.0.1:1234; the system chose port 40000 for "
	    "this end");
	s.bound = true;
	assert_string_equal(
	    said_of(SAID, &note, &s, true), "connected to 127.0.0.1:1234");
	note.laddr = note.raddr;
	assert_non_null(strstr(said_of(SAID, &note, &s, true), "to itself"));
	note.kind = NOTE_ACCEPTED;
	note.raddr = fake_address("::ffff:10.0.0.1", 4000);
	assert_non_null(strstr(said_of(WHOSE, &note, &s, false),
	    "this is an IPv4 client, 10.0.0.1:4000,"));
}

static void
tells_who_ended_first(void **state)
{
	struct socket_info s = { .first_end = END_THEIRS };
	struct note note = {
		.kind = NOTE_OVER, .sent = 6, .received = 14, .seconds = 3.25
	};

	(void)state;
	assert_string_equal(
	    said_of(ENDED, &note, &s, false), "the other end finished first");
	s.first_end = END_OURS;
	assert_string_equal(said_of(ENDED, &note, &s, false),
	    "this end finished first, as far as it could see");
	assert_string_equal(said_of(TOTALS, &note, &s, false),
	    "bytes sent: 6; received: 14; time: 3.3 s");
	s.failed = true;
	assert_string_equal(said_of(ENDED, &note, &s, false), "");
	assert_string_equal(said_of(TOTALS, &note, &s, false),
	    "bytes given to the kernel: 6, of which the last may be lost; "
	    "received: 14; time: 3.3 s");
}

/* There is no RST but TCP's. */
static void
tells_of_one_of_many_that_reset(void **state)
{
	struct socket_info s = { .family = AF_INET, .reset = true };
	struct note note = { .kind = NOTE_OVER, .client = 1 };

	(void)state;
	assert_string_equal(said_of(SAID, &note, &s, false),
	    "client 1 cut the connection (RST)");
	s.family = AF_UNIX;
	assert_string_equal(said_of(SAID, &note, &s, false),
	    "client 1 closed the connection with data unread");
}

static void
status_is_for_a_person(void **state)
{
	struct socket_info s = { .got_end = true };
	struct note note = { .kind = NOTE_ACCEPTED,
		.laddr = fake_address("::", 1234),
		.raddr = fake_address("::ffff:127.0.0.1", 5678) };

	(void)state;
	assert_string_equal(said_of(STATUS, &note, &s, false),
	    "client 127.0.0.1:5678 connected");
	note.kind = NOTE_LISTENING;
	assert_string_equal(said_of(STATUS, &note, &s, false),
	    "listening on [::]:1234; waiting for a client (Ctrl-C ends)\n"
	    "in another terminal: sockdemo connect 127.0.0.1 1234");
	note.kind = NOTE_OVER;
	assert_string_equal(said_of(STATUS, &note, &s, false),
	    "client 127.0.0.1:5678 finished sending; its connection is "
	    "closed");
	s.got_end = false;
	assert_string_equal(said_of(STATUS, &note, &s, false),
	    "the connection of client 127.0.0.1:5678 is closed");
	assert_string_equal(said_of(STATUS, &note, &s, true),
	    "the connection to 127.0.0.1:5678 is closed");
}

/* Whom one can tell to connect where: never an address of the other family,
   nor one that is good on this machine only. */
static void
says_what_to_type_elsewhere(void **state)
{
	struct interfaces own = {
		.n = 4,
		.list = { { .addr = fake_address("fe80::1", 0) },
		    { .addr = fake_address("2001:db8::1", 0) },
		    { .addr = fake_address("10.0.0.1", 0) },
		    { .addr = fake_address("127.0.0.1", 0), .loopback = true } }
	};
	static const struct {
		const char *laddr;
		int n;
		bool v6only;
		const char *where, *what;
	} table[] = {
		{ "0.0.0.0", 4, false, "on the other machine: ", "10.0.0.1 1" },
		{ "::", 4, false, "on the other machine: ", "2001:db8::1 1" },
		{ "0.0.0.0", 2, false, "in another terminal: ", "127.0.0.1 1" },
		{ "::", 1, true, "in another terminal: ", "::1 1" },
		{ "::", 0, false, "in another terminal: ", "127.0.0.1 1" },
		{ "10.0.0.1", 4, false,
		    "on the other machine: ", "10.0.0.1 1" },
		{ "127.0.0.2", 4, false,
		    "in another terminal: ", "127.0.0.2 1" },
	};

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(table) / sizeof(table[0]); i++) {
		bool udp = i % 2;
		struct socket_info s = { .v6only = table[i / 2].v6only,
			.family = AF_INET,
			.type = udp ? SOCK_DGRAM : SOCK_STREAM };
		struct note note = { .kind = udp ? NOTE_BOUND : NOTE_LISTENING,
			.laddr = fake_address(table[i / 2].laddr, 1) };
		struct scene scene = { .interfaces = &own,
			.program = "sockdemo" };
		struct step step = {
			.note = &note, .socket = &s, .scene = &scene
		};
		char expected[128];

		own.n = table[i / 2].n;
		say_two(STATUS, STATUS_ALSO, &step);
		snprintf(expected, sizeof(expected), "%ssockdemo connect %s%s",
		    table[i / 2].where, udp ? "-u " : "", table[i / 2].what);
		assert_string_equal(strchr(shown(), '\n') + 1, expected);
	}
}

/* "You can still send" is for who can: at a prompt, and not by
   --exit-on-eof, which also waits for nobody. */
static void
says_who_can_go_on(void **state)
{
	static const char can[] = "the other end finished sending, and nothing "
				  "more will come; it may have left "
				  "altogether: only a send would tell (Ctrl-D "
				  "ends)";
	static const char over[] = "the other end finished sending: nothing "
				   "more will come";
	struct call end = DONE(CALL_RECV, 0, NUM(3), PTR(""), NUM(1), NUM(0));
	struct call finish = DONE(CALL_SHUTDOWN, 0, NUM(3), NUM(SHUT_WR));
	struct socket_info s = { .family = AF_INET };

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct scene scene = { .prompt = i & 1, .exit_on_eof = i & 2 };
		struct step step = {
			.call = &end, .socket = &s, .scene = &scene
		};

		say(LANG_EN, STATUS, &step, &said);
		assert_string_equal(said.s, i == 1 ? can : over);
		say(LANG_EN, SAID, &step, &said);
		assert_string_equal(said.s, i == 1 ? can : over);
		step.call = &finish;
		say(LANG_EN, STATUS, &step, &said);
		assert_int_equal(said.len > 0, !scene.exit_on_eof);
	}
}

static void
tells_what_is_waited_for(void **state)
{
	struct socket_info s = { .laddr = fake_address("0.0.0.0", 1234) };
	struct call call = DONE(CALL_ACCEPT, 0, NUM(3));
	struct scene scene = { .program = "./a folder/sockdemo" };
	struct step step = { .call = &call, .socket = &s, .scene = &scene };

	(void)state;
	say(LANG_EN, WAITING, &step, &said);
	assert_string_equal(said.s,
	    "waiting for a client; in another terminal: "
	    "'./a\037folder/sockdemo'\037connect\037127.0.0.1\0371234");
	scene.program = "sockdemo";
	s.laddr = fake_address("::1", 1234);
	say(LANG_EN, WAITING, &step, &said);
	assert_non_null(strstr(shown(), "sockdemo connect ::1 1234"));
	call = DONE(CALL_GETADDRINFO, 0, PTR("a\033b"), PTR("1"));
	say(LANG_EN, WAITING, &step, &said);
	assert_string_equal(said.s, "asking which addresses a\\eb has");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_what_is_sent),
		cmocka_unit_test(tells_of_a_short_send),
		cmocka_unit_test(counts_what_is_received),
		cmocka_unit_test(cuts_bytes),
		cmocka_unit_test(tells_of_a_cut_character),
		cmocka_unit_test(tells_of_sockets),
		cmocka_unit_test(tells_of_addresses),
		cmocka_unit_test(tells_of_no_addresses),
		cmocka_unit_test(tells_of_the_end),
		cmocka_unit_test(every_step_is_explained),
		cmocka_unit_test(close_is_explained_where_it_ends_a_connection),
		cmocka_unit_test(tells_of_a_connection),
		cmocka_unit_test(tells_who_ended_first),
		cmocka_unit_test(tells_of_one_of_many_that_reset),
		cmocka_unit_test(status_is_for_a_person),
		cmocka_unit_test(says_what_to_type_elsewhere),
		cmocka_unit_test(says_who_can_go_on),
		cmocka_unit_test(tells_what_is_waited_for),
	};

	setenv("LC_ALL", "C.UTF-8", 1); /* the newline is shown as ↵ */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
