#!/bin/bash
exec 3<>/dev/tcp/HOST/PORT
echo "hello" >&3
cat <&3
