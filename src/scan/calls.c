/*
 * Calls in what programs say, under the names that they have there.
 */
#include <string.h>
#include <strings.h>

#include "scan/host.h"

/* Words that say which call a line is about; the last one decides. */
static const struct {
	char word[20];
	enum call_id call;
} calls[] = {
	{ "connect", CALL_CONNECT },
	{ "connecting", CALL_CONNECT },
	{ "connect_ex", CALL_CONNECT },
	{ "create_connection", CALL_CONNECT },
	{ "open_connection", CALL_CONNECT },
	{ "dial", CALL_CONNECT },
	{ "bind", CALL_BIND },
	{ "listen", CALL_BIND },
	{ "create_server", CALL_BIND },
	{ "start_server", CALL_BIND },
	{ "tcpserver", CALL_BIND },
	{ "accept", CALL_ACCEPT },
	{ "send", CALL_SEND },
	{ "sendall", CALL_SEND },
	{ "sendto", CALL_SENDTO },
	{ "write", CALL_SEND },
	{ "recv", CALL_RECV },
	{ "recvfrom", CALL_RECV },
	{ "read", CALL_RECV },
};

static enum call_id
call_at(const char *s, size_t n)
{
	if (n < 4 || strchr("cCdDoObBlLsStTaAwWrR", *s) == NULL)
		return CALL_COUNT;
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if (strlen(calls[i].word) == n &&
		    strncasecmp(calls[i].word, s, n) == 0)
			return calls[i].call;
	return CALL_COUNT;
}

void
look_for_call(const char *line, struct place *p)
{
	p->call = CALL_COUNT;
	while (*line != '\0') {
		size_t n = 0;
		enum call_id call;

		while (is_letter(line[n]) || line[n] == '_')
			n++;
		call = call_at(line, n);
		if (call != CALL_COUNT)
			p->call = call;
		if (n == 3 && strncasecmp(line, "udp", n) == 0)
			p->datagram = true;
		line += n > 0 ? n : 1;
	}
}
