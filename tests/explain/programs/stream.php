<?php
$s = stream_socket_client("tcp://HOST:PORT");
fwrite($s, "hello\n");
while (!feof($s)) {
    echo fread($s, 100);
}
