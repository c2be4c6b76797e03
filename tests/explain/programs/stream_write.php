<?php
$s = stream_socket_client("tcp://HOST:PORT");
echo stream_get_contents($s);
for ($i = 0; $i < 3; $i++) {
    fwrite($s, "still here\n");
}
