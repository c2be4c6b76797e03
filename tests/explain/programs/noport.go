package main

import (
	"log"
	"net"
)

func main() {
	_, err := net.Dial("tcp", "HOST")
	if err != nil {
		log.Fatal(err)
	}
}
