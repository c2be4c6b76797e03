/*
 * Arithmetic with times. Whoever waits until one is in net/wait.c.
 */
#include <stdio.h>

#include "call/clock.h"

double
seconds_between(const struct timespec *from, const struct timespec *to)
{
	return (double)(to->tv_sec - from->tv_sec) +
	    (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

double
seconds_since(const struct timespec *then)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return seconds_between(then, &now);
}

int
msec_since(const struct timespec *then)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec - then->tv_sec > 1000000)
		return 1000000000;
	return (int)((now.tv_sec - then->tv_sec) * 1000 +
	    (now.tv_nsec - then->tv_nsec) / 1000000);
}

struct timespec
seconds_from_now(double seconds)
{
	struct timespec then;
	time_t whole = (time_t)seconds;

	clock_gettime(CLOCK_MONOTONIC, &then);
	then.tv_nsec += (long)((seconds - (double)whole) * 1e9);
	then.tv_sec += whole;
	if (then.tv_nsec >= 1000000000) {
		then.tv_nsec -= 1000000000;
		then.tv_sec++;
	}
	return then;
}

int
msec_until(const struct timespec *then)
{
	struct timespec now;
	double msec;

	clock_gettime(CLOCK_MONOTONIC, &now);
	msec = seconds_between(&now, then) * 1e3;
	if (msec <= 0)
		return 0;
	return msec > 86400e3 ? 86400000 : (int)msec + 1;
}

/* Now by the clock on the wall, and back by as long as it has been. */
char *
clock_text(const struct timespec *then, char text[CLOCK_TEXT])
{
	enum { SECOND = 1000000000 };
	struct timespec day, now;
	long nsec;
	struct tm tm;

	clock_gettime(CLOCK_REALTIME, &day);
	clock_gettime(CLOCK_MONOTONIC, &now);
	nsec = day.tv_nsec - now.tv_nsec + then->tv_nsec + SECOND;
	day.tv_sec += then->tv_sec - now.tv_sec + nsec / SECOND - 1;
	localtime_r(&day.tv_sec, &tm);
	strftime(text, CLOCK_TEXT, "%H:%M:%S", &tm);
	snprintf(text + 8, CLOCK_TEXT - 8, ".%06u",
	    (unsigned)(nsec % SECOND) / 1000 % 1000000);
	return text;
}

int
msec_sooner(int a, int b)
{
	return a == -1 || (b != -1 && b < a) ? b : a;
}
