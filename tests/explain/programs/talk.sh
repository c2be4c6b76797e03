#!/bin/sh
# Talks on after the other end has finished.
until [ -e finished ]; do sleep 0.05; done
for word in one two three; do
	echo "$word"
	sleep 0.2
done
