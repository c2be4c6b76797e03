package main

import (
	"fmt"
	"io"
	"log"
	"net"
)

func main() {
	conn, err := net.Dial("tcp", "HOST:PORT")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Fprintf(conn, "hello\n")
	if _, err := io.ReadAll(conn); err != nil {
		log.Fatal(err)
	}
}
