# run: the estimate of a scenario and its checks.
set -u
source "$(dirname "$0")/lib.sh"

for name in url_shortener news_feed smallest; do
  ask run "$examples/$name.yaml"
  expect_status 0 "examples/$name.yaml holds"
done
expect_no_stderr 'the smallest example has nothing to be said about it'

# The table

ask run "$shop"
expect_status 0 'a scenario whose expectations hold exits with 0'
expect_stdout_contains 'shop · 200M users' 'the first line has the name and the users at the horizon'
for word in look buy api db order 'cost per month'; do
  expect_stdout_contains " $word " "the table shows $word"
done
expect_stdout_contains '✓ look.rate.mean <= 25k/s   P 100%' 'an expectation that holds has a tick and a probability'
expect_stdout_contains '* rests on an assumed number' 'assumed numbers are marked'

# Exit codes

ask run --set params.dau='800M users' "$examples/url_shortener.yaml"
expect_status 1 'eight times the users of the URL shortener exit with 1'
expect_stdout_contains '✗ links.disk <= 120 TB' 'the expectation that fails has a cross'
expect_stdout_contains '✓ ' 'those that still hold keep their ticks'
expect_stderr_lacks 'error' 'a failing expectation is no error'

ask run --set buy.rate='2 /user/day' "$shop"
expect_status 0 'an expectation with `level: warn` changes no exit code'
expect_stdout_contains '! buy.rate.mean <= 3k/s' 'but is marked'
ask run --set look.rate='20 /user/day' "$shop"
expect_status 1 'one without it does'

# The same numbers every time

url=$examples/url_shortener.yaml
json() { ask run --format json "$@" "$url" && cp "$scratch/out" "$scratch/$name.json"; }
name=first json --seed 7
name=again json --seed 7
expect 'the same seed gives the same bytes' same_bytes "$scratch/first.json" "$scratch/again.json"
name=one json --seed 7 --threads 1
expect 'one thread gives the bytes that all cores give' same_bytes "$scratch/first.json" "$scratch/one.json"
name=three json --seed 7 --threads 3
expect 'and so do three' same_bytes "$scratch/first.json" "$scratch/three.json"
name=other json --seed 8
expect 'another seed gives other numbers' differ "$scratch/first.json" "$scratch/other.json"

ask run --format json --seed 7 --samples 256 "$shop"
expect_stdout_contains '"seed": 7' 'JSON names the seed'
expect_stdout_contains '"worlds": 256' 'and the number of worlds'
expect_stdout_contains '"db.nodes"' 'and has the metrics under their names'
expect 'JSON is one object' is "${out:0:1}${out: -2}" $'{}\n'
ask run --samples 1000 "$shop"
expect_stdout_contains '1024 worlds' 'samples are rounded up to a power of two'

# What if

ask run --set workload.users=50M --set workload.users=70M "$shop"
expect_stdout_contains '140M users' 'the last of two settings counts'
ask run --set workload.growth='0% /yr' --set workload.users=70M "$shop"
expect_stdout_contains ' 70M users' 'several settings are all applied'
ask run --set params.dau=' 90M .. 110M users' "$url"
expect_status 0 'a setting may be a range'

ask run --at '0 s' "$shop"
expect_stdout_contains '100M users' '--at 0 s is the load of today'
ask run --at '1 yr' "$shop"
expect_stdout_contains '200M users' '--at the horizon is the horizon'

# Cases

ask run --case rush "$shop"
expect_status 1 'an expectation that names no case is about the case that is shown'
expect_stdout_contains '69.4k req/s' 'a case changes the load'
ask run --case sale "$shop"
expect_status 3 'a case that overloads a tier cannot be satisfied, though all expectations hold'
ask run --case rush+sale "$shop"
both=$out
expect_stdout_contains '69.4k req/s' 'of two cases together the first counts'
expect_stdout_contains '11.6k req/s' 'and so does the second'
ask run --case 'rush + sale' "$shop"
expect 'blanks around the plus change nothing' is "$out" "$both"

finish
