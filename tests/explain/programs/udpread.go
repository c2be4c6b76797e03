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
	conn.Write([]byte("hello"))
	if _, err := conn.Read(make([]byte, 1024)); err != nil {
		log.Fatal(err)
	}
}
