#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (connect(fd, NULL, 16) == -1)
		perror("connect");
	return 1;
}
