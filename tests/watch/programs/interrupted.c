/* recv() cut in two by a signal: begun again by the kernel, and then not. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int pair[2], handled;

static void
handle(int signal)
{
	(void)signal;
	handled++;
	send(pair[0], "h", 1, 0); /* from within the handler */
}

int
main(int argc, char *argv[])
{
	struct sigaction action = { .sa_handler = handle };
	char data[8];
	ssize_t n;

	(void)argv;
	action.sa_flags = argc > 1 ? SA_RESTART : 0;
	sigaction(SIGUSR1, &action, NULL);
	socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
	puts("ready");
	fflush(stdout);
	n = recv(pair[1], data, argc > 1 ? 1 : sizeof(data), MSG_WAITALL);
	printf("%zd %d\n", n, n == -1 ? errno : 0);
	return handled == 1 && (n == -1 || n == 1) ? 0 : 1;
}
