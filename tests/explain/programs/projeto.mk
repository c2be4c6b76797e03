run:
	./client
