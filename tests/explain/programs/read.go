package main

import (
	"fmt"
	"net"
)

func main() {
	conn, _ := net.Dial("tcp", "HOST:PORT")
	buf := make([]byte, 1024)
	_, err := conn.Read(buf)
	fmt.Println("Error reading:", err)
}
