#include <arpa/inet.h>
#include <locale.h>
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
	    .sin_port = htons(PORT) };
	int s = socket(AF_INET, SOCK_STREAM, 0);

	setlocale(LC_ALL, "");
	inet_pton(AF_INET, "HOST", &a.sin_addr);
	if (bind(s, (struct sockaddr *)&a, sizeof(a)) == -1)
		perror("Erro");
	return 1;
}
