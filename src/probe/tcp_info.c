/*
 * What getsockopt(TCP_INFO) tells of a TCP socket (tcp(7)). The struct has
 * grown with the kernel, at its end: where each field stands is the kernel's
 * promise (linux/tcp.h), how many of them there are is what it returns.
 */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "probe/probe.h"

enum { INFO_MAX = 512, LISTEN_WAITING = 24, LISTEN_BACKLOG = 28 };

static const struct place {
	enum seen_field field;
	unsigned char at, size;
} places[] = {
	{ SEEN_RETRANSMITS, 2, 1 },
	{ SEEN_PROBES, 3, 1 },
	{ SEEN_BACKOFF, 4, 1 },
	{ SEEN_OPTIONS, 5, 1 },
	{ SEEN_RTO, 8, 4 },
	{ SEEN_MSS, 16, 4 },
	{ SEEN_PMTU, 60, 4 },
	{ SEEN_RTT, 68, 4 },
	{ SEEN_RTTVAR, 72, 4 },
	{ SEEN_SSTHRESH, 76, 4 },
	{ SEEN_CWND, 80, 4 },
	{ SEEN_RETRANS, 100, 4 },
	{ SEEN_BYTES_ACKED, 120, 8 },
	{ SEEN_BYTES_RECEIVED, 128, 8 },
	{ SEEN_SEGS_OUT, 136, 4 },
	{ SEEN_SEGS_IN, 140, 4 },
	{ SEEN_MIN_RTT, 148, 4 },
	{ SEEN_DATA_SEGS_IN, 152, 4 },
	{ SEEN_DATA_SEGS_OUT, 156, 4 },
	{ SEEN_DELIVERY_RATE, 160, 8 },
	{ SEEN_BUSY, 168, 8 },
	{ SEEN_RWND_LIMITED, 176, 8 },
	{ SEEN_SNDBUF_LIMITED, 184, 8 },
	{ SEEN_BYTES_SENT, 200, 8 },
	{ SEEN_BYTES_RETRANS, 208, 8 },
	{ SEEN_RCV_OOO, 224, 4 },
	{ SEEN_SND_WND, 228, 4 },
	{ SEEN_RCV_WND, 232, 4 },
};

static long long
number_at(const unsigned char *info, const struct place *p)
{
	uint32_t word;
	uint64_t whole;

	switch (p->size) {
	case 1:
		return info[p->at];
	case 4:
		memcpy(&word, info + p->at, sizeof(word));
		return word;
	default:
		memcpy(&whole, info + p->at, sizeof(whole));
		return (long long)whole;
	}
}

/* Two numbers of four bits in one byte, in the compiler's order. */
static void
take_scales(const unsigned char *info, struct seen *seen)
{
	struct {
		unsigned char snd : 4, rcv : 4;
	} scale;

	memcpy(&scale, info + 6, 1);
	seen->field[SEEN_SND_WSCALE] = scale.snd;
	seen->field[SEEN_RCV_WSCALE] = scale.rcv;
}

static void
take(const unsigned char *info, socklen_t len, struct seen *seen)
{
	static const struct place waiting = { SEEN_WAITING, LISTEN_WAITING, 4 };
	static const struct place backlog = { SEEN_BACKLOG, LISTEN_BACKLOG, 4 };

	seen->state = info[0];
	seen->source = "TCP_INFO";
	if (seen->state == TCP_LISTEN && len >= LISTEN_BACKLOG + 4) {
		seen->field[SEEN_WAITING] = number_at(info, &waiting);
		seen->field[SEEN_BACKLOG] = number_at(info, &backlog);
		return;
	}
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (places[i].at + places[i].size <= len)
			seen->field[places[i].field] =
			    number_at(info, &places[i]);
	if (len > 6)
		take_scales(info, seen);
}

void
seen_clear(struct seen *seen)
{
	*seen = (struct seen){ 0 };
	for (int i = 0; i < SEEN_COUNT; i++)
		seen->field[i] = SEEN_NOT;
}

bool
probe_tcp_info(struct sys *sys, int fd, struct seen *seen)
{
	_Alignas(uint64_t) unsigned char info[INFO_MAX] = { 0 };
	socklen_t len = sizeof(info);

	if (sys_getsockopt(sys, fd, IPPROTO_TCP, TCP_INFO, info, &len) == -1 ||
	    len == 0)
		return false;
	take(info, len, seen);
	return true;
}

bool
probe_congestion(struct sys *sys, int fd, struct seen *seen)
{
	socklen_t len = sizeof(seen->congestion) - 1;

	return sys_getsockopt(sys, fd, IPPROTO_TCP, TCP_CONGESTION,
		   seen->congestion, &len) == 0;
}
