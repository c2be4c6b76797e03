package main

import (
	"log"
	"net"
)

func main() {
	conn, err := net.Dial("udp", "HOST:PORT")
	if err != nil {
		log.Fatal(err)
	}
	if _, err := conn.Write(make([]byte, 65508)); err != nil {
		log.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 1024)); err != nil {
		log.Fatal(err)
	}
}
