#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
	int server = socket(AF_INET, SOCK_STREAM, 0);
	int client = accept(server, NULL, NULL);

	if (client < 0)
		perror("ERROR on accept");
	if (send(client, "hello\n", 6, 0) < 0)
		perror("ERROR writing to socket");
	return 1;
}
