package main

import (
	"log"
	"net"
)

func main() {
	conn, err := net.Dial("tcp", "HOST:PORT")
	if err != nil {
		log.Fatal(err)
	}
	buf := make([]byte, 1024)
	for err == nil {
		_, err = conn.Read(buf)
	}
	for {
		if _, err := conn.Write([]byte("still here\n")); err != nil {
			log.Fatal("write failed: ", err)
		}
	}
}
