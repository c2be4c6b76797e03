#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/time.h>

static void on_alarm(int signal)
{
	(void)signal;
}

int main(void)
{
	struct sigaction action = { .sa_handler = on_alarm };
	struct itimerval soon = { .it_value.tv_usec = 100000 };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	listen(fd, 5);
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &soon, NULL);
	if (accept(fd, NULL, NULL) == -1)
		perror("accept");
	return 1;
}
