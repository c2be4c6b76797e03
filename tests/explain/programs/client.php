<?php
$fp = fsockopen("HOST", PORT, $errno, $errstr, 1);
if (!$fp) {
    die("$errstr ($errno)\n");
}
fwrite($fp, "hello\n");
echo fgets($fp);
