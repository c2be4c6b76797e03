package main

import (
	"log"
	"net"
)

func main() {
	var conns []net.Conn
	for {
		conn, err := net.Dial("tcp", "HOST:PORT")
		if err != nil {
			log.Fatal(err)
		}
		conns = append(conns, conn)
	}
}
