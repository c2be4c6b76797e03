/*
 * Writing a log: for each message a heading, then its bytes as text or in
 * hexadecimal. session/logs.c opens the files.
 */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "tell/log.h"
#include "text/address.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/wrap.h"

/* A piece of data on its way, and what a log says of it. */
struct piece {
	const char *data;
	size_t n;
	bool sent;
	unsigned long long offset; /* of its first byte, in its direction */
	struct sockaddr_storage peer;
};

static void
fail(struct log *log)
{
	log->err = errno;
	if (log->file != NULL)
		fclose(log->file);
	log->file = NULL;
	if (log->failed != NULL)
		log->failed(log);
}

/* As the local clock has it, with its distance from UTC. */
static void
put_time(struct buf *buf)
{
	char date[32], zone[8];
	struct timespec now;
	struct tm tm;

	clock_gettime(CLOCK_REALTIME, &now);
	localtime_r(&now.tv_sec, &tm);
	strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &tm);
	strftime(zone, sizeof(zone), "%z", &tm);
	buf_printf(buf, "%s.%06ld%s", date, now.tv_nsec / 1000, zone);
}

static void
write_heading(FILE *file, const struct piece *piece)
{
	struct buf buf = { 0 };

	buf_put(&buf, piece->sent ? "> " : "< ");
	put_time(&buf);
	buf_put(&buf, " ");
	put_address(&buf, &piece->peer);
	buf_printf(&buf, " %zu\n", piece->n);
	fputs(wrap_plain(buf.s), file);
}

/* ASCII that stands for itself; most of what passes is this. */
static bool
is_plain(char c)
{
	return c >= ' ' && c <= '~' && c != '\\';
}

/* Writes one character, or its escape; returns how many bytes it has. */
static size_t
write_character(FILE *file, const char *s, size_t n)
{
	char escape[SAFE_MAX + 1] = "\\\\";
	uint32_t cp;
	int len = utf8_decode(s, n, &cp);
	size_t used = len > 0 ? (size_t)len : 1;

	if (*s != '\\')
		safe_escape(s, used, escape);
	fputs(escape, file);
	return used;
}

static void
write_text(FILE *file, const struct piece *piece)
{
	const char *s = piece->data, *end = s + piece->n;
	bool begins = true;

	while (s < end) {
		const char *plain = s;

		if (begins)
			fputs("| ", file);
		while (s < end && is_plain(*s))
			s++;
		fwrite(plain, 1, (size_t)(s - plain), file);
		begins = s < end && *s == '\n';
		if (s < end)
			s += write_character(file, s, (size_t)(end - s));
		if (begins || s == end)
			putc('\n', file);
	}
}

/* "00000010  4f 6c ...  |Ol...|", as many bytes of it as there are. */
static void
write_row(FILE *file, const char *data, size_t n, unsigned long long offset)
{
	static const char digits[] = "0123456789abcdef";
	enum { TEXT = 50 }; /* where it begins, after three columns each */
	char row[TEXT + 1 + 16 + 1];

	memset(row, ' ', TEXT);
	for (size_t i = 0; i < n; i++) {
		char *two = row + 3 * i + (i >= 8);

		two[0] = digits[(unsigned char)data[i] >> 4];
		two[1] = digits[(unsigned char)data[i] & 0xf];
	}
	row[TEXT] = row[TEXT + 1 + n] = '|';
	for (size_t i = 0; i < n; i++)
		row[TEXT + 1 + i] =
		    data[i] >= ' ' && data[i] <= '~' ? data[i] : '.';
	fprintf(file, "%08llx  ", offset);
	fwrite(row, 1, TEXT + 1 + n + 1, file);
	putc('\n', file);
}

static void
write_hex(FILE *file, const struct piece *piece)
{
	for (size_t i = 0; i < piece->n; i += 16)
		write_row(file, piece->data + i,
		    piece->n - i < 16 ? piece->n - i : 16, piece->offset + i);
}

/* Where it went or came from: as the call says, else as the socket has it. */
static void
find_peer(struct piece *piece, const struct message *message,
    const struct socket_info *s)
{
	if (message->named)
		piece->peer = message->peer;
	else if (s != NULL)
		piece->peer = s->raddr;
	/* An unnamed sender has no bytes of an address. */
	if (s != NULL && piece->peer.ss_family == 0 && message->named)
		piece->peer.ss_family = (sa_family_t)s->family;
}

static void
write_piece(struct log *log, const struct piece *piece)
{
	write_heading(log->file, piece);
	if (log->kind == LOG_HEX)
		write_hex(log->file, piece);
	else
		write_text(log->file, piece);
}

static void
end(struct sink *sink, const struct call *call)
{
	struct log *log = (struct log *)sink;
	const struct socket_info *s = sockets_of_call(log->sockets, call);
	struct piece piece = { .sent = call_sends(call->id) };
	struct message message;

	if (log->file == NULL)
		return;
	for (unsigned i = 0; call_message(call, i, &message); i++) {
		/* 0 bytes are an end, but of a datagram's they are all of it. */
		if (message.size == 0 && (s == NULL || s->type != SOCK_DGRAM))
			return;
		piece.data = message.data;
		piece.n = message.n;
		if (s != NULL && s->type == SOCK_STREAM)
			piece.offset =
			    (piece.sent ? s->sent : s->received) - piece.n;
		find_peer(&piece, &message, s);
		write_piece(log, &piece);
	}
	/* Whoever looks into the file sees all that has passed, also after
	   an end of ours that nobody expected. */
	if (fflush(log->file) == EOF || ferror(log->file))
		fail(log);
}

static void
close_log(struct sink *sink)
{
	struct log *log = (struct log *)sink;
	FILE *file = log->file;

	log->file = NULL;
	if (file != NULL && fclose(file) == EOF)
		fail(log);
}

void
log_init(struct log *log, enum log_kind kind, FILE *file, const char *path,
    const struct sockets *sockets)
{
	static const struct sink_ops ops = { .end = end, .close = close_log };

	*log = (struct log){ .sink.ops = &ops,
		.kind = kind,
		.file = file,
		.path = path,
		.sockets = sockets };
}
