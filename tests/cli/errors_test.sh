# Bad input: exit code 2, nothing on stdout, and place, cause and fix on stderr. What is said about
# the mistakes within a scenario is tested in tests/errors.
set -u
source "$(dirname "$0")/lib.sh"

# Files that cannot be read

for command in run explain check; do
  ask $command "$scratch/missing.yaml"
  expect_refusal "\`$scratch/missing.yaml\`" "$command names a file that does not exist"
  ask $command "$scratch"
  expect_refusal "\`$scratch\` is a folder" "$command names a folder given as a file"
done
expect_stderr_contains 'fix:' 'and says what to do'
ask run ''
expect_refusal 'error' 'an empty file name is refused'
if [[ $(id -u) != 0 ]]; then  # root may read everything
  cp "$shop" "$scratch/locked.yaml" && chmod 000 "$scratch/locked.yaml"
  ask run "$scratch/locked.yaml"
  expect_refusal 'locked.yaml' 'a file without permission to read is refused by its name'
fi

: >"$scratch/empty.yaml"
ask run "$scratch/empty.yaml"
expect_refusal 'the file holds nothing' 'an empty file is refused'
expect_stderr_contains '`ballpark: 1`' 'with a start as the fix'
ask run /dev/null
expect_refusal 'the file holds nothing' 'and so is /dev/null'
printf 'ballpark: 1\n\xff\xfe\n' >"$scratch/binary.yaml"
ask run "$scratch/binary.yaml"
expect_refusal "$scratch/binary.yaml:2:1" 'a file that is no text is refused at the first such byte'
ask run "$BALLPARK"
expect_refusal 'not UTF-8 text' 'and so is the program itself'
ask_with_input 'hello' run /dev/stdin
expect_refusal 'a scenario is a map' 'a word is no scenario'
ask_with_input "$(cat "$shop")" run /dev/stdin
expect_status 0 'a scenario may come from /dev/stdin'

# A mistake in a file

broken=$scratch/broken.yaml
shop_but 'users: 100M' 'users: 100 MB' "$broken"
for command in run explain check; do
  ask $command "$broken"
  expect_refusal 'takes users, not data' "$command refuses a wrong unit"
done
expect_stderr_contains "--> $broken:4:10"$'\n' 'with file, line and column'
expect_stderr_contains $'4 |   users: 100 MB\n   |          ^^^^^^' 'the line and a caret line under the value'
expect_stderr_contains '= fix: ' 'and the fix'
ask run --format json "$broken"
expect_refusal 'takes users, not data' 'JSON of a bad file is no JSON at all'

shop_but 'growth:' 'grwoth:' "$broken"
ask run "$broken"
expect_refusal 'did you mean `growth`?' 'a misspelt key is refused with the near one'
shop_but 'path: [api, db.read]' 'path: [aip, db.read]' "$broken"
ask run "$broken"
expect_refusal 'did you mean `api`?' 'a misspelt component is refused with the near one'
shop_but '  horizon: 1 yr' $'  horizon: 1 yr\n  horizon: 2 yr' "$broken"
ask run "$broken"
expect_refusal 'horizon' 'a key that stands twice is refused'
shop_but 'look.rate.mean <= 25k/s' 'look.rate.mean <= 25 kB' "$broken"
ask run "$broken"
expect_refusal 'broken.yaml:16:' 'an expectation in the wrong unit is refused'

shop_text=${shop_text/growth:/grwoth:}
shop_but 'rate: 1 /user/day' 'rate: 1 /user/da' "$broken"
ask check "$broken"
expect_stderr_contains 'broken.yaml:5:' 'two mistakes are named in one pass: the first'
expect_stderr_contains 'broken.yaml:9:' 'and the second'

finish
