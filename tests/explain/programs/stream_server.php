<?php
$server = stream_socket_server("tcp://HOST:PORT", $errno, $errstr);
if (!$server) {
    echo "Erro: $errstr ($errno)\n";
}
