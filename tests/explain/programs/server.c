#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static void die(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

int main(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
	    .sin_port = htons(PORT) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	inet_pton(AF_INET, "HOST", &address.sin_addr);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) < 0)
		die("bind failed");
	if (listen(fd, 5) < 0)
		die("listen");
	if (accept(fd, NULL, NULL) < 0)
		die("accept");
	return 0;
}
