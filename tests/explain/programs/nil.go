package main

import (
	"fmt"
	"net"
)

func main() {
	conn, err := net.Dial("tcp", "HOST:PORT")
	if err != nil {
		fmt.Println(err)
	}
	conn.Write([]byte("hello\n"))
}
