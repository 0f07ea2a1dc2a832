#!/bin/sh
# same_output.sh PROGRAM EXPECTED: the program succeeds and prints the file, if there is one.
output=$("$1") || exit 1
[ -f "$2" ] || exit 0
printf '%s\n' "$output" | diff -u "$2" -
