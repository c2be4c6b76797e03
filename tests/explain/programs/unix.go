package main

import (
	"log"
	"net"
)

func main() {
	_, err := net.Dial("unix", "chat.sock")
	if err != nil {
		log.Fatal(err)
	}
}
