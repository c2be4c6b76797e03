#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <netinet/tcp.h>
#include <string.h>

#include "observe/stamps.h"
#include "probe/probe.h"
#include "show/counters.h"
#include "show/fields.h"
#include "show/show.h"
#include "show/sights.h"
#include "show/states.h"

/* Lines, one after another, with their marks. */
static struct buf lines;

static void
take_line(struct out *out, enum mark mark, const char *text)
{
	(void)out;
	buf_printf(&lines, "%s%s\n",
	    mark == MARK_KERNEL        ? "= "
		: mark == MARK_EXPLAIN ? "    "
				       : "",
	    text);
}

static struct out out = { .line = take_line };
static const struct langs english = { LANG_EN, false };

static int
begin(void **state)
{
	(void)state;
	buf_clear(&lines);
	return 0;
}

/* "CLOSED SYN_SENT": the states on a way. */
static const char *
way(struct way w)
{
	static struct buf buf;
	int states[WAY_MAX], n = way_states(&w, states);

	buf_clear(&buf);
	for (int i = 0; i < n; i++)
		buf_printf(
		    &buf, "%s%s", i > 0 ? " " : "", state_of(states[i])->name);
	return buf.s;
}

#define SEEN(state) (1u << (state))

static void
ways_are_those_of_the_diagram(void **state)
{
	(void)state;
	assert_string_equal(way((struct way){ .state = TCP_CLOSE }), "CLOSED");
	assert_string_equal(
	    way((struct way){ .state = TCP_LISTEN }), "CLOSED LISTEN");
	assert_string_equal(
	    way((struct way){ .connected = true, .state = TCP_SYN_SENT }),
	    "CLOSED SYN_SENT");
	assert_string_equal(way((struct way){ .accepted = true,
				.connected = true,
				.state = TCP_ESTABLISHED }),
	    "LISTEN SYN_RECV ESTABLISHED");
	assert_string_equal(
	    way((struct way){
		.accepted = true, .connected = true, .state = TCP_LAST_ACK }),
	    "LISTEN SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK");
	assert_string_equal(
	    way((struct way){ .connected = true, .state = TCP_TIME_WAIT }),
	    "CLOSED SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT");
	assert_string_equal(way((struct way){ .connected = true,
				.state = TCP_TIME_WAIT,
				.seen = SEEN(TCP_CLOSING) }),
	    "CLOSED SYN_SENT ESTABLISHED FIN_WAIT1 CLOSING TIME_WAIT");
}

/* What it was before says how it came to be closed. */
static void
ways_end_as_they_went(void **state)
{
	const unsigned had = SEEN(TCP_ESTABLISHED);

	(void)state;
	assert_string_equal(
	    way((struct way){ .connected = true, .state = TCP_CLOSE }),
	    "CLOSED SYN_SENT CLOSED");
	assert_string_equal(way((struct way){ .connected = true,
				.state = TCP_CLOSE,
				.seen = had,
				.cut = true }),
	    "CLOSED SYN_SENT ESTABLISHED CLOSED");
	assert_string_equal(way((struct way){ .connected = true,
				.state = TCP_CLOSE,
				.seen = had | SEEN(TCP_CLOSE_WAIT) }),
	    "CLOSED SYN_SENT ESTABLISHED CLOSE_WAIT LAST_ACK CLOSED");
	assert_string_equal(way((struct way){ .connected = true,
				.state = TCP_CLOSE,
				.seen = had | SEEN(TCP_FIN_WAIT2) }),
	    "CLOSED SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT "
	    "CLOSED");
	assert_string_equal(way((struct way){ .connected = true,
				.state = TCP_CLOSE,
				.seen = had | SEEN(TCP_FIN_WAIT1),
				.cut = true }),
	    "CLOSED SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2 CLOSED");
}

/* No way is longer than the array, and no drawing than a narrow terminal. */
static void
every_way_can_be_drawn(void **state)
{
	(void)state;
	for (unsigned n = 0; n < 1u << 14; n++)
		for (int i = 0; i < state_count; i++) {
			struct way w = { .accepted = n & 1,
				.connected = n & 2,
				.cut = n & 4,
				.state = state_rows[i].state,
				.seen = (n >> 3) << 1 };
			int states[WAY_MAX], all = way_states(&w, states);
			int columns = 3 * all - 1;

			assert_in_range(all, 1, WAY_MAX);
			assert_int_equal(states[all - 1], w.state);
			for (int j = 0; j < all; j++)
				columns +=
				    (int)strlen(state_of(states[j])->name);
			assert_in_range(columns, 1, 79);
		}
}

/* explain reads them: each has a name of its own, and a meaning. */
static void
every_field_has_a_meaning(void **state)
{
	(void)state;
	for (int f = 0; f < SEEN_COUNT; f++) {
		int found = 0;

		for (int i = 0; i < field_count; i++)
			found += (int)field_rows[i].field == f;
		if (f != SEEN_TIMER)
			assert_int_equal(found, 1);
	}
	for (int i = 0; i < field_count; i++) {
		const char *meaning = field_rows[i].meaning;

		assert_non_null(field_rows[i].source);
		assert_string_not_equal(tr(LANG_PT, meaning), meaning);
		for (int j = 0; j < i; j++)
			assert_string_not_equal(
			    field_rows[i].name, field_rows[j].name);
	}
	for (int i = 0; i < state_count; i++)
		assert_string_not_equal(
		    tr(LANG_PT, state_rows[i].meaning), state_rows[i].meaning);
}

static const char *
duration(enum lang lang, long long usec)
{
	static struct buf buf;

	buf_clear(&buf);
	put_duration(lang, usec, &buf);
	return buf.s;
}

static void
durations_have_a_unit(void **state)
{
	(void)state;
	assert_string_equal(duration(LANG_EN, 35), "0.035 ms");
	assert_string_equal(duration(LANG_PT, 1234), "1,234 ms");
	assert_string_equal(duration(LANG_EN, 204000), "204 ms");
	assert_string_equal(duration(LANG_EN, 3070000), "3.07 s");
	assert_string_equal(duration(LANG_PT, 59992000), "59,99 s");
}

/* What an older kernel does not show leaves its sentence out, or has another
   one. */
static void
says_only_what_is_there(void **state)
{
	struct explained told = { 0 };
	struct seen seen;
	struct note note = {
		.kind = NOTE_STATE, .fd = 3, .source = "TCP_INFO", .seen = &seen
	};

	(void)state;
	seen_clear(&seen);
	seen.state = TCP_SYN_SENT;
	assert_true(show_sight(&out, english, &note, &told));
	assert_string_equal(lines.s,
	    "= socket 3: SYN_SENT (TCP_INFO)\n"
	    "    this end has asked for a connection (SYN), and was not "
	    "answered yet\n");
	buf_clear(&lines);
	seen.field[SEEN_SEGS_OUT] = 1;
	seen.field[SEEN_TIMER_MS] = 1000;
	assert_true(show_sight(&out, english, &note, &told));
	assert_string_equal(lines.s,
	    "= socket 3: SYN_SENT; 1 SYN sent; the next in 1.00 s (TCP_INFO, "
	    "sock_diag)\n");
	note.kind = NOTE_OVER;
	assert_false(show_sight(&out, english, &note, &told));
}

/* A client's SYN over IPv4, as Linux sends it; without IP's checksum. */
static const unsigned char syn4[] = { 0x45, 0, 0, 60, 0, 1, 0x40, 0, 64, 6, 0,
	0, 127, 0, 0, 1, 127, 0, 0, 2, 0xdd, 0xaf, 0x04, 0xd2, 0x12, 0x34, 0x56,
	0x78, 0, 0, 0, 0, 0xa0, 0x02, 0xff, 0xd7, 0, 0, 0, 0, 2, 4, 0xff, 0xd7,
	4, 2, 8, 10, 0, 0, 1, 2, 0, 0, 0, 0, 1, 3, 3, 10 };

/* What became of a send(), as far as it is known. */
static const char *
told_delivery(
    long long queued, long long given, long long acknowledged, bool told_before)
{
	struct seen_delivery delivery = { .number = 3,
		.queued = queued,
		.given = given,
		.acknowledged = acknowledged,
		.told = told_before };
	struct note note = {
		.kind = NOTE_DELIVERY, .fd = 4, .delivery = &delivery
	};
	struct explained told;

	memset(&told, 0xff, sizeof(told));
	buf_clear(&lines);
	show_sight(&out, english, &note, &told);
	return lines.s;
}

static void
a_send_is_told_as_far_as_it_came(void **state)
{
	(void)state;
	assert_string_equal(told_delivery(8, 10, 20, false),
	    "= send() number 3: its bytes were queued for the device after "
	    "0.008 ms, given to it after 0.010 ms, acknowledged after 0.020 "
	    "ms (SO_TIMESTAMPING)\n");
	assert_string_equal(told_delivery(8, 10, SEEN_NOT, false),
	    "= send() number 3: its bytes were queued for the device after "
	    "0.008 ms, given to it after 0.010 ms; not acknowledged yet "
	    "(SO_TIMESTAMPING)\n");
	assert_string_equal(told_delivery(8, SEEN_NOT, SEEN_NOT, false),
	    "= send() number 3: not all of its bytes have left yet "
	    "(SO_TIMESTAMPING)\n");
	assert_string_equal(told_delivery(8, 10, 41000, true),
	    "= send() number 3: its bytes were acknowledged 41.000 ms after "
	    "it began (SO_TIMESTAMPING)\n");
}

/* Bytes of two in one piece have one stamp; numbers begin again at 0. */
static void
sends_keep_their_order(void **state)
{
	struct timespec now = { 0 };
	struct sends sends = { .bytes = UINT32_MAX - 2 };

	(void)state;
	sends_add(&sends, 2, &now);
	sends_add(&sends, 5, &now);
	assert_int_equal(sends.list[0].last, UINT32_MAX - 1);
	assert_int_equal(sends.list[1].last, 3);
	sends.list[0].acknowledged = 7;
	sends_forget(&sends);
	assert_int_equal(sends.n, 1);
	assert_int_equal(sends.list[0].number, 2);
	for (int i = 0; i < 2 * SENDS_MAX; i++)
		sends_add(&sends, 1, &now);
	assert_int_equal(sends.n, SENDS_MAX);
	assert_int_equal(sends.list[SENDS_MAX - 1].number, 2 + 2 * SENDS_MAX);
}

static void
counters_that_moved_are_shown(void **state)
{
	struct counters before, now;

	(void)state;
	assert_in_range(counter_count, 1, COUNTERS_MAX);
	assert_in_range(sight_count, 1, SIGHTS_MAX);
	counters_clear(&before);
	counters_clear(&now);
	counters_take(&before, "Tcp", "OutRsts", 7);
	counters_take(&now, "Tcp", "OutRsts", 9);
	counters_take(&before, "Udp", "NoPorts", 7);
	counters_take(&now, "Udp", "NoPorts", 7);
	counters_take(&now, "Tcp", "ActiveOpens", 3); /* it was not there */
	counters_take(&now, "Nobody", "Knows", 3);
	assert_true(show_counters(&out, english, &before, &now));
	assert_string_equal(lines.s,
	    "= Tcp OutRsts +2 (/proc/net/snmp)\n"
	    "    segments were sent that refuse or cut a connection (RST)\n");
	assert_false(show_counters(&out, english, &now, &now));
}

static const char *
told_syn(const unsigned char *bytes, size_t n)
{
	struct seen_syn syn;
	struct note note = { .kind = NOTE_SYN, .fd = 4, .syn = &syn };
	struct explained told;

	memset(&told, 0xff, sizeof(told));
	syn_parse(&syn, bytes, n);
	buf_clear(&lines);
	show_sight(&out, english, &note, &told);
	return lines.s;
}

static void
a_syn_is_read_field_by_field(void **state)
{
	unsigned char syn[sizeof(syn4)];

	(void)state;
	assert_string_equal(told_syn(syn4, sizeof(syn4)),
	    "= the client's SYN, 60 bytes as they came: 127.0.0.1:56751 to "
	    "127.0.0.2:1234, TTL 64 (TCP_SAVED_SYN)\n"
	    "= initial sequence number 305419896, window 65495, options [mss "
	    "65495, sackOK, TS val 258, wscale 10] (TCP_SAVED_SYN)\n");
	/* Without TCP's options. */
	memcpy(syn, syn4, sizeof(syn4));
	syn[32] = 0x50;
	assert_string_equal(told_syn(syn, 40),
	    "= the client's SYN, 40 bytes as they came: 127.0.0.1:56751 to "
	    "127.0.0.2:1234, TTL 64 (TCP_SAVED_SYN)\n"
	    "= initial sequence number 305419896, window 65495, options [] "
	    "(TCP_SAVED_SYN)\n");
}

/* By its version, with a header between IP's and TCP's. */
static void
a_syn_over_ipv6_is_read(void **state)
{
	unsigned char syn[40 + 8 + 20] = { 0x60, [6] = 0, [7] = 63, [23] = 1,
		[39] = 2, [40] = 6, [48] = 0xdd, 0xaf, 0x04, 0xd2, 0, 0, 0,
		7, [60] = 0x50, 2, 0, 9 };

	(void)state;
	assert_string_equal(told_syn(syn, sizeof(syn)),
	    "= the client's SYN, 68 bytes as they came: [::1]:56751 to "
	    "[::2]:1234, hop limit 63 (TCP_SAVED_SYN)\n"
	    "= initial sequence number 7, window 9, options [] "
	    "(TCP_SAVED_SYN)\n");
}

/* Whoever sent it chose each byte; where it is cut is anywhere. */
static void
no_syn_is_too_strange(void **state)
{
	static const char none[] =
	    "= socket 4: the client's SYN was not kept (TCP_SAVED_SYN)\n";
	unsigned char syn[sizeof(syn4)];
	uint32_t seed = 1;

	(void)state;
	assert_string_equal(told_syn(syn4, 0), none);
	assert_string_equal(told_syn(syn4, 39), none);
	for (size_t n = 0; n < sizeof(syn4); n++)
		told_syn(syn4, n);
	for (int round = 0; round < 100000; round++) {
		memcpy(syn, syn4, sizeof(syn4));
		for (int i = 0; i < 4; i++) {
			seed = seed * 1664525u + 1013904223u;
			syn[(seed >> 16) % sizeof(syn)] =
			    (unsigned char)(seed >> 8);
		}
		if (round % 2 == 0)
			syn[0] = 0x60 | (syn[0] & 0xf);
		told_syn(syn, sizeof(syn) - (seed >> 28) % 3);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ways_are_those_of_the_diagram),
		cmocka_unit_test(ways_end_as_they_went),
		cmocka_unit_test(every_way_can_be_drawn),
		cmocka_unit_test(every_field_has_a_meaning),
		cmocka_unit_test(durations_have_a_unit),
		cmocka_unit_test_setup(says_only_what_is_there, begin),
		cmocka_unit_test(a_syn_is_read_field_by_field),
		cmocka_unit_test(a_syn_over_ipv6_is_read),
		cmocka_unit_test(no_syn_is_too_strange),
		cmocka_unit_test_setup(a_send_is_told_as_far_as_it_came, begin),
		cmocka_unit_test_setup(sends_keep_their_order, begin),
		cmocka_unit_test_setup(counters_that_moved_are_shown, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
