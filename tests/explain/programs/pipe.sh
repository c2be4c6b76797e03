#!/bin/bash
exec 3<>/dev/tcp/HOST/PORT
cat <&3
while echo "still here" >&3; do :; done
