package main

import (
	"fmt"
	"net"
)

func main() {
	conn, _ := net.Dial("tcp", "HOST:PORT")
	conn.Close()
	_, err := conn.Write([]byte("hello\n"))
	fmt.Println(err)
}
