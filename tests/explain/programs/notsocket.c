#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
	int fd;
	char buf[100];

	if ((fd = socket(AF_INET, SOCK_STREAM, 0) < 0)) {
		perror("socket");
		return 1;
	}
	if (recv(fd, buf, sizeof(buf), 0) == -1)
		perror("recv");
	return 1;
}
