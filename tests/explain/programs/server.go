package main

import (
	"log"
	"net"
)

func main() {
	ln, err := net.Listen("tcp", "HOST:PORT")
	if err != nil {
		log.Fatal(err)
	}
	ln.Accept()
}
