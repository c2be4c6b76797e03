/*
 * A stamp is a message in the error queue: what happened, when, and the number
 * of the last byte that it is about.
 */
#include <netinet/in.h>
#include <string.h>
#include <time.h>

/* They want struct timespec. */
#include <linux/errqueue.h>
#include <linux/net_tstamp.h>

#include "observe/stamps.h"

struct stamp {
	bool found;
	uint32_t of;   /* SCM_TSTAMP_SCHED, SCM_TSTAMP_SND, SCM_TSTAMP_ACK */
	uint32_t last; /* the byte's number, from 0 */
	struct timespec at;
};

int
stamps_wanted(void)
{
	return SOF_TIMESTAMPING_TX_SCHED | SOF_TIMESTAMPING_TX_SOFTWARE |
	    SOF_TIMESTAMPING_TX_ACK | SOF_TIMESTAMPING_SOFTWARE |
	    SOF_TIMESTAMPING_OPT_ID | SOF_TIMESTAMPING_OPT_TSONLY;
}

static bool
is_error(const struct cmsghdr *header)
{
	return (header->cmsg_level == IPPROTO_IP &&
		   header->cmsg_type == IP_RECVERR) ||
	    (header->cmsg_level == IPPROTO_IPV6 &&
		header->cmsg_type == IPV6_RECVERR);
}

static void
take_part(const struct cmsghdr *header, struct stamp *stamp)
{
	const void *data = CMSG_DATA(header);
	struct sock_extended_err err;

	if (header->cmsg_level == SOL_SOCKET &&
	    header->cmsg_type == SO_TIMESTAMPING &&
	    header->cmsg_len >= CMSG_LEN(sizeof(stamp->at)))
		memcpy(&stamp->at, data, sizeof(stamp->at));
	if (!is_error(header) || header->cmsg_len < CMSG_LEN(sizeof(err)))
		return;
	memcpy(&err, data, sizeof(err));
	stamp->found = err.ee_origin == SO_EE_ORIGIN_TIMESTAMPING;
	stamp->of = err.ee_info;
	stamp->last = err.ee_data;
}

/* Returns false when the queue is empty. */
static bool
read_stamp(struct sys *quiet, int fd, struct stamp *stamp)
{
	_Alignas(struct cmsghdr) char control[512];
	struct msghdr msg = { .msg_control = control,
		.msg_controllen = sizeof(control) };
	struct cmsghdr *header;

	*stamp = (struct stamp){ 0 };
	if (sys_recvmsg(quiet, fd, &msg, MSG_ERRQUEUE | MSG_DONTWAIT) == -1)
		return false;
	for (header = CMSG_FIRSTHDR(&msg); header != NULL;
	     header = CMSG_NXTHDR(&msg, header))
		take_part(header, stamp);
	return true;
}

static long long
microseconds(const struct timespec *from, const struct timespec *to)
{
	long long nanoseconds = (to->tv_sec - from->tv_sec) * 1000000000ll +
	    (to->tv_nsec - from->tv_nsec);

	return nanoseconds > 0 ? nanoseconds / 1000 : 0;
}

/* Bytes of several send()s may go in one piece, which has one stamp: then it is
   that of all up to there. */
static void
put_stamp(struct sends *sends, const struct stamp *stamp)
{
	for (int i = 0; i < sends->n; i++) {
		struct seen_delivery *d = &sends->list[i];
		long long *field = stamp->of == SCM_TSTAMP_SCHED ? &d->queued
		    : stamp->of == SCM_TSTAMP_SND                ? &d->given
						  : &d->acknowledged;

		if ((int32_t)(stamp->last - d->last) >= 0 && *field == SEEN_NOT)
			*field = microseconds(&d->began, &stamp->at);
	}
}

void
sends_stamp(struct sends *sends, struct sys *quiet, int fd)
{
	struct stamp stamp;

	while (read_stamp(quiet, fd, &stamp))
		if (stamp.found)
			put_stamp(sends, &stamp);
}

/* The oldest makes room for the newest. */
void
sends_add(struct sends *sends, size_t bytes, const struct timespec *began)
{
	sends->count++;
	sends->bytes += (uint32_t)bytes;
	if (sends->n == SENDS_MAX)
		memmove(sends->list, sends->list + 1,
		    (size_t)--sends->n * sizeof(sends->list[0]));
	sends->list[sends->n++] =
	    (struct seen_delivery){ .number = sends->count,
		    .last = sends->bytes - 1,
		    .began = *began,
		    .queued = SEEN_NOT,
		    .given = SEEN_NOT,
		    .acknowledged = SEEN_NOT };
}

void
sends_forget(struct sends *sends)
{
	int left = 0;

	for (int i = 0; i < sends->n; i++)
		if (sends->list[i].acknowledged == SEEN_NOT)
			sends->list[left++] = sends->list[i];
	sends->n = left;
}
