package main

import (
	"fmt"
	"net/http"
)

func main() {
	resp, err := http.Get("http://HOST:PORT/")
	if err != nil {
		panic(err)
	}
	fmt.Println(resp.Status)
}
