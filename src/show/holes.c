/*
 * Each hole is a name, and a function: of a number, or of something to write. A
 * field of struct seen needs none, but a row in fields.c.
 */
#include <string.h>

#include "show/fields.h"
#include "show/holes.h"
#include "show/icmp.h"
#include "show/states.h"
#include "text/address.h"
#include "text/fill.h"
#include "text/safe.h"

/* Numbers. */

static long long
descriptor(const struct note *note)
{
	return note->fd;
}

static const struct seen_syn *
kept(const struct note *note)
{
	const struct seen_syn *syn = note->syn;

	return syn != NULL && syn->version != 0 ? syn : NULL;
}

static long long
syn_bytes(const struct note *note)
{
	return kept(note) != NULL ? (long long)kept(note)->bytes : SEEN_NOT;
}

static long long
syn_ttl(const struct note *note)
{
	return kept(note) != NULL ? (long long)kept(note)->ttl : SEEN_NOT;
}

static long long
sequence(const struct note *note)
{
	return kept(note) != NULL ? (long long)kept(note)->sequence : SEEN_NOT;
}

static long long
window(const struct note *note)
{
	return kept(note) != NULL ? (long long)kept(note)->window : SEEN_NOT;
}

static long long
icmp_type(const struct note *note)
{
	return note->icmp_type;
}

static long long
icmp_code(const struct note *note)
{
	return note->icmp_code;
}

static long long
ttl(const struct note *note)
{
	return note->datagram != NULL ? note->datagram->ttl : SEEN_NOT;
}

static long long
dropped(const struct note *note)
{
	return note->datagram != NULL ? note->datagram->drops : SEEN_NOT;
}

static long long
send_number(const struct note *note)
{
	return note->delivery != NULL ? (long long)note->delivery->number
				      : SEEN_NOT;
}

static const struct {
	const char *name;
	long long (*number)(const struct note *);
} numbers[] = {
	{ "fd", descriptor },
	{ "syn_bytes", syn_bytes },
	{ "syn_ttl", syn_ttl },
	{ "sequence", sequence },
	{ "window", window },
	{ "send_number", send_number },
	{ "ttl", ttl },
	{ "dropped", dropped },
	{ "type", icmp_type },
	{ "code", icmp_code },
};

/* What is written. */

static bool
put_source(enum lang lang, const struct note *note, struct buf *buf)
{
	(void)lang;
	if (note->source == NULL)
		return false;
	buf_put(buf, note->source);
	return true;
}

static const struct state_row *
state_seen(const struct note *note)
{
	return note->seen != NULL ? state_of(note->seen->state) : NULL;
}

static bool
put_state(enum lang lang, const struct note *note, struct buf *buf)
{
	const struct state_row *state = state_seen(note);

	(void)lang;
	if (state == NULL)
		return false;
	buf_put(buf, state->name);
	return true;
}

static bool
put_meaning(enum lang lang, const struct note *note, struct buf *buf)
{
	const struct state_row *state = state_seen(note);

	if (state == NULL)
		return false;
	buf_put(buf, tr(lang, state->meaning));
	return true;
}

static bool
put_laddr(enum lang lang, const struct note *note, struct buf *buf)
{
	(void)lang;
	put_short_address(buf, &note->laddr);
	return note->laddr.ss_family != 0;
}

static bool
put_rhost(enum lang lang, const struct note *note, struct buf *buf)
{
	(void)lang;
	put_host(buf, &note->raddr);
	return note->raddr.ss_family != 0;
}

static bool
put_elapsed(enum lang lang, const struct note *note, struct buf *buf)
{
	put_duration(lang, (long long)(note->seconds * 1e6), buf);
	return true;
}

static bool
put_icmp(enum lang lang, const struct note *note, struct buf *buf)
{
	const char *meaning = icmp_meaning(note->raddr.ss_family == AF_INET6,
	    note->icmp_type, note->icmp_code);

	if (note->raddr.ss_family == 0 || meaning == NULL)
		return false;
	buf_put(buf, tr(lang, meaning));
	return true;
}

static bool
put_raddr(enum lang lang, const struct note *note, struct buf *buf)
{
	(void)lang;
	put_short_address(buf, &note->raddr);
	return note->raddr.ss_family != 0;
}

/* A program chooses its name itself. */
static bool
put_process(enum lang lang, const struct note *note, struct buf *buf)
{
	char safe[SAFE_MAX * sizeof(note->seen->process)];

	(void)lang;
	buf_put(buf, safe_name(note->seen->process, safe, sizeof(safe)));
	return *note->seen->process != '\0';
}

static bool
put_syn_from(enum lang lang, const struct note *note, struct buf *buf)
{
	(void)lang;
	if (kept(note) == NULL)
		return false;
	put_address(buf, &kept(note)->from);
	return true;
}

static bool
put_syn_to(enum lang lang, const struct note *note, struct buf *buf)
{
	(void)lang;
	if (kept(note) == NULL)
		return false;
	put_address(buf, &kept(note)->to);
	return true;
}

static void
put_syn_option(
    struct buf *buf, const char **comma, const char *name, long long value)
{
	if (value == SEEN_NOT)
		return;
	buf_printf(buf, "%s%s %lld", *comma, name, value);
	*comma = ", ";
}

/* In the words of tcpdump(8): "mss 65495, sackOK, TS val 12, wscale 10". */
static bool
put_syn_options(enum lang lang, const struct note *note, struct buf *buf)
{
	const struct seen_syn *syn = kept(note);
	const char *comma = "";

	(void)lang;
	if (syn == NULL)
		return false;
	put_syn_option(buf, &comma, "mss", syn->mss);
	if (syn->sack) {
		buf_printf(buf, "%ssackOK", comma);
		comma = ", ";
	}
	put_syn_option(buf, &comma, "TS val", syn->timestamp);
	put_syn_option(buf, &comma, "wscale", syn->scale);
	return true;
}

static bool
put_interface(enum lang lang, const struct note *note, struct buf *buf)
{
	(void)lang;
	if (note->datagram == NULL || *note->datagram->interface == '\0')
		return false;
	buf_put(buf, note->datagram->interface);
	return true;
}

static bool
put_destination(enum lang lang, const struct note *note, struct buf *buf)
{
	struct sockaddr_storage to;

	(void)lang;
	if (note->datagram == NULL || note->datagram->to.ss_family == 0)
		return false;
	to = address_plain(&note->datagram->to);
	put_host(buf, &to);
	return true;
}

static bool
put_after(enum lang lang, long long usec, struct buf *buf)
{
	if (usec != SEEN_NOT)
		put_duration(lang, usec, buf);
	return usec != SEEN_NOT;
}

static bool
put_queued(enum lang lang, const struct note *note, struct buf *buf)
{
	return note->delivery != NULL &&
	    put_after(lang, note->delivery->queued, buf);
}

static bool
put_given(enum lang lang, const struct note *note, struct buf *buf)
{
	return note->delivery != NULL &&
	    put_after(lang, note->delivery->given, buf);
}

static bool
put_acknowledged(enum lang lang, const struct note *note, struct buf *buf)
{
	return note->delivery != NULL &&
	    put_after(lang, note->delivery->acknowledged, buf);
}

static bool
put_congestion(enum lang lang, const struct note *note, struct buf *buf)
{
	(void)lang;
	if (note->seen == NULL || *note->seen->congestion == '\0')
		return false;
	buf_put(buf, note->seen->congestion);
	return true;
}

static const struct {
	const char *name;
	bool (*put)(enum lang, const struct note *, struct buf *);
} texts[] = {
	{ "source", put_source },
	{ "state", put_state },
	{ "meaning", put_meaning }, /* of the state */
	{ "laddr", put_laddr },
	{ "raddr", put_raddr },
	{ "rhost", put_rhost },
	{ "elapsed", put_elapsed },
	{ "icmp", put_icmp }, /* what the message means */
	{ "process", put_process },
	{ "syn_from", put_syn_from },
	{ "syn_to", put_syn_to },
	{ "syn_options", put_syn_options },
	{ "interface", put_interface },
	{ "destination", put_destination },
	{ "sched", put_queued },
	{ "snd", put_given },
	{ "ack", put_acknowledged },
	{ "congestion", put_congestion },
};

enum {
	NUMBERS = sizeof(numbers) / sizeof(numbers[0]),
	TEXTS = sizeof(texts) / sizeof(texts[0])
};

/* A field of struct seen, where the note has one. */
static const struct field_row *
field_called(const struct note *note, const char *name, size_t n)
{
	for (int i = 0; i < field_count; i++)
		if (hole_is(name, n, field_rows[i].name))
			return field_rows[i].field != SEEN_COUNT &&
				note->seen != NULL
			    ? &field_rows[i]
			    : NULL;
	return NULL;
}

long long
number_seen(const struct note *note, const char *name, size_t n)
{
	const struct field_row *field = field_called(note, name, n);

	for (int i = 0; i < NUMBERS; i++)
		if (hole_is(name, n, numbers[i].name))
			return numbers[i].number(note);
	return field != NULL ? note->seen->field[field->field] : SEEN_NOT;
}

bool
put_seen(enum lang lang, const struct note *note, const char *name, size_t n,
    struct buf *buf)
{
	const struct field_row *field = field_called(note, name, n);
	long long number;

	for (int i = 0; i < TEXTS; i++)
		if (hole_is(name, n, texts[i].name))
			return texts[i].put(lang, note, buf);
	if (field != NULL)
		return put_field(lang, note->seen, field->field, buf);
	number = number_seen(note, name, n);
	if (number != SEEN_NOT)
		buf_printf(buf, "%lld", number);
	return number != SEEN_NOT;
}
