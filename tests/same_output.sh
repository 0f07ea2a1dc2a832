#!/bin/sh
# same_output.sh PROGRAM EXPECTED: the program succeeds and prints what is in the file.
output=$("$1") || exit 1
printf '%s\n' "$output" | diff -u "$2" -
