#!/bin/bash
# ballpark ladder: what breaks first as the load grows, and the next step.
source "$(dirname "$0")/lib.sh"

# One machine of 8 cores, 1 ms a call, used to 50 %: 4000 req/s. At the horizon there are 16000.
cat >"$scratch/one.yaml" <<'FILE'
ballpark: 1
workload:
  actions:
    page: {rate: 16k req/s, response: 1 kB, path: [web]}
components: {web: {is: http-service, cpu: 1 ms}}
policy: {utilization: 50%}
FILE

ask ladder "$scratch/one.yaml"
expect_status 0 'a file can be climbed'
expect_no_stderr 'nothing is said beside the result'
expect_stdout_contains '4k req/s' 'one node of 8 cores takes 8 / 1 ms * 50 %'
expect_stdout_contains '0.25x' 'which is a quarter of the load at the horizon'
expect_stdout_contains 'web cpu' 'its cpu breaks first'
expect_stdout_contains '3 nodes instead of 1' 'the next step is sized for three times the load'

ask ladder "$scratch/one.yaml" --to 20x
expect_stdout_contains '320k req/s (20x of the horizon)' '--to says how far'

ask ladder "$scratch/one.yaml" --to '1 km'
expect_status 2 'the end is a multiple or a number of users'
expect_stderr_contains '--to 10x' 'and the message says how to write it'

ask ladder "$scratch/one.yaml" --to '1M users'
expect_status 2 'users can be counted where there are some'

ask ladder "$scratch/one.yaml" --set components.web.nodes=6
expect_stdout_contains 'from now, with what is stated: web 6' 'a stated fleet is where it begins'
expect_stdout_contains '24k req/s' 'six nodes take six times as much'

ask ladder "$scratch/one.yaml" --format json
expect_status 0 'the result is there as JSON'
expect_stdout_contains '"resource": "cpu"' 'with what breaks'

for example in smallest url_shortener; do
  ask ladder "$examples/$example.yaml"
  expect_status 0 "$example can be climbed"
  expect_stdout_contains 'holds up to' "$example has rungs"
  expect_stdout_contains '3x of the horizon' "$example is climbed beyond the horizon"
  rungs=$(grep -c 'instead of' <<<"$out")
  expect "$example has few rungs" test "$rungs" -ge 1 -a "$rungs" -le 40
done

finish
