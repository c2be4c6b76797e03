#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
	struct sockaddr_in server = { .sin_family = AF_INET,
	    .sin_port = htons(PORT) };
	char buf[1024];
	ssize_t n;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	inet_pton(AF_INET, "HOST", &server.sin_addr);
	if (connect(fd, (struct sockaddr *)&server, sizeof(server)) == -1) {
		perror("connect");
		exit(1);
	}
	send(fd, "hello\n", 6, 0);
	while ((n = recv(fd, buf, sizeof(buf), 0)) > 0)
		fwrite(buf, 1, n, stdout);
	if (n == -1)
		perror("recv");
	return n == -1;
}
