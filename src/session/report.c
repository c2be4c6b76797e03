/*
 * The lines that tell of files, memory and deadlines. A call that failed is
 * failure.c's.
 */
#include <errno.h>
#include <string.h>

#include "know/errors.h"
#include "session/failure.h"
#include "session/report.h"
#include "text/address.h"
#include "text/safe.h"

static const char *
file_label(enum lang lang, int err)
{
	switch (err) {
	case ENOSPC:
		return tr(lang, "no space left on the disk");
	case EFBIG:
		return tr(lang, "the file may not become any larger");
	case ENOENT:
	case ENOTDIR:
		return tr(lang, "there is no such folder");
	case EPIPE:
		return tr(lang, "nobody reads it any more");
	case EISDIR:
		return tr(lang, "that is a folder");
	case EACCES:
	case EPERM:
	case EROFS:
		return tr(lang, "writing there is not allowed");
	default:
		return tr(lang, "reading or writing failed");
	}
}

void
report_file(struct out *out, struct langs langs, const char *file, int err)
{
	char safe[256];

	safe_name(file, safe, sizeof(safe));
	LANGS_EACH (lang, langs) {
		struct buf line = { 0 };

		buf_printf(&line, "sockdemo: %s: %s: %s", safe,
		    error_symbol(CALL_CLOSE, err), file_label(lang, err));
		out->line(out, MARK_PLAIN, line.s);
	}
}

void
report_memory(struct out *out, struct langs langs)
{
	LANGS_EACH (lang, langs) {
		struct buf line = { 0 };

		buf_printf(
		    &line, "sockdemo: ENOMEM: %s", tr(lang, "out of memory"));
		out->line(out, MARK_PLAIN, line.s);
	}
}

/* "2 s", "0.5 s"; the decimal sign is the language's. */
static void
put_wait(enum lang lang, double seconds, struct buf *buf)
{
	char *point;

	buf_printf(buf, "%.15g s", seconds);
	point = strchr(buf->s, '.');
	if (point != NULL)
		*point = *lang_decimal_sign(lang);
}

void
put_endpoint(const struct endpoint *e, struct buf *buf)
{
	const char *host = e->host != NULL ? e->host : e->any;
	char safe[256];

	if (e->path != NULL) {
		buf_put(buf, safe_name(e->path, safe, sizeof(safe)));
		return;
	}
	safe_name(host, safe, sizeof(safe));
	buf_printf(buf, strchr(host, ':') != NULL ? "[%s]:" : "%s:", safe);
	buf_put(buf, safe_name(e->service, safe, sizeof(safe)));
}

void
report_deadline(struct out *out, struct langs langs, const char *command,
    const struct endpoint *endpoint, double seconds, bool asked_for)
{
	struct buf address = { 0 };

	put_endpoint(endpoint, &address);
	LANGS_EACH (lang, langs) {
		struct buf line = { 0 }, time = { 0 };

		put_wait(lang, seconds, &time);
		buf_printf(&line,
		    asked_for
			? tr(lang, "sockdemo: %s %s: timed out after %s (-w)")
			: tr(lang,
			      "sockdemo: %s %s: timed out after %s (to wait "
			      "longer: -w)"),
		    command, address.s, time.s);
		out->line(out, MARK_PLAIN, line.s);
	}
}

void
report_idle(struct out *out, struct langs langs,
    const struct sockaddr_storage *peer, double seconds)
{
	struct buf address = { 0 };

	put_address(&address, peer);
	LANGS_EACH (lang, langs) {
		struct buf line = { 0 }, time = { 0 };

		put_wait(lang, seconds, &time);
		buf_printf(&line,
		    tr(lang, "sockdemo: %s: nothing passed for %s (-i)"),
		    address.s, time.s);
		out->line(out, MARK_PLAIN, line.s);
	}
}

void
report_idle_client(
    struct out *out, struct langs langs, const char *client, double seconds)
{
	LANGS_EACH (lang, langs) {
		struct buf line = { 0 }, time = { 0 };

		put_wait(lang, seconds, &time);
		buf_printf(&line,
		    tr(lang, "sockdemo: client %s: nothing passed for %s (-i)"),
		    client, time.s);
		out->line(out, MARK_PLAIN, line.s);
	}
}
