#!/bin/bash
echo "hello" >&3
