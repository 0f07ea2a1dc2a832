# check: many files, one line per expectation, one exit code; for CI.
set -u
source "$(dirname "$0")/lib.sh"

ask check "$shop"
expect_status 0 'a file whose expectations hold exits with 0'
expect_stdout_contains "$shop: holds look.rate.mean <= 25k/s" 'a line names the file, the verdict and the expectation'
expect_stdout_contains 'P 100% (needs 90%)' 'and its probability and what it needs'
expect 'there is a line for every expectation' is "$(lines_with "$shop: " "$out")" 2
expect 'and nothing else' is "$(lines_with '' "$out")" 2

ask check --set look.rate='20 /user/day' "$shop"
expect_status 1 'a file with a failing expectation exits with 1'
expect_stdout_contains "$shop: fails look.rate.mean" 'and says which one'
expect_no_stderr 'a failing expectation is a result and no complaint'

ask check --set buy.rate='2 /user/day' "$shop"
expect_status 0 'an expectation with `level: warn` changes no exit code'
expect_stdout_contains "$shop: warns buy.rate.mean" 'and is reported as a warning'

ask check "$examples/smallest.yaml"
expect_status 0 'a file without expectations is no failure'
expect_stdout_contains 'no checks' 'but says that it has none'

# Several files

shop_but '25k/s' '2k/s' "$scratch/fails.yaml"
shop_but 'users: 100M' 'users: 100 MB' "$scratch/bad.yaml"

ask check "$shop" "$scratch/fails.yaml"
expect_status 1 'of a file that holds and one that fails the worse counts'
ask check "$scratch/bad.yaml" "$scratch/fails.yaml" "$shop"
expect_status 2 'bad input is worse than a failing expectation'
expect_stdout_contains "$scratch/fails.yaml: fails" 'and the files behind a bad one are still checked'
expect_stdout_contains "$shop: holds" 'all of them'
expect_stdout_lacks "$scratch/bad.yaml" 'a bad file has no results'
expect_stderr_contains "$scratch/bad.yaml:4:" 'but its findings on stderr'
ask check "$shop" "$scratch/missing.yaml"
expect_status 2 'a missing file counts as bad input'
expect_stdout_contains "$shop: holds" 'and does not keep the others from being checked'
ask check --case rush "$shop"
expect_status 1 'a case can be checked'
expect_stdout_contains "$shop: fails look.rate.mean" 'as the load of the case has it'

ask check --format json "$shop"
expect_stdout_contains "\"file\": \"$shop\","$'\n      "ok": true' 'JSON has the file and whether all is well'
expect_stdout_contains '"check": "look.rate.mean <= 25k/s"' 'and its checks'
ask check --format json "$shop" "$scratch/fails.yaml" "$scratch/bad.yaml"
expect_status 2 'of several files the worst counts in JSON as well'
expect 'which is one document' is "${out:0:15}${out: -2} $(grep -c '"ballpark"' <<<"$out")" $'{\n  "ballpark":}\n 1'
expect 'with all files' is "$(grep -c '"file"' <<<"$out")" 3
expect 'of which two are not well' is "$(grep -c '"ok": false' <<<"$out")" 2

ask check "$examples"/*.yaml
expect_status 0 'all examples hold'

finish

# Units

cat >"$scratch/rate.yaml" <<'YAML'
ballpark: 1
workload: {actions: {see: {rate: 1k .. 2k /s, path: [api]}}}
components: {api: {is: http-service, response: 10 kB}}
expect: [api.network <= 5 TB/mo]
YAML
ask check "$scratch/rate.yaml"
expect_status 1 'a bound in a unit of its own may fail'
ask run "$scratch/rate.yaml"
expect_stdout_contains ' TB/mo' 'and what was reached is said in that unit'
expect_stdout_lacks ' MB/s' 'and in no other'
