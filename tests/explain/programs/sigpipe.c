#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
	struct sockaddr_in server = { .sin_family = AF_INET,
	    .sin_port = htons(PORT) };
	char buf[100];
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	inet_pton(AF_INET, "HOST", &server.sin_addr);
	connect(fd, (struct sockaddr *)&server, sizeof(server));
	while (read(fd, buf, sizeof(buf)) > 0)
		;
	for (;;)
		write(fd, "still here\n", 11);
}
