# models, kinds, units, schema: what there is.
set -u
source "$(dirname "$0")/lib.sh"

for list in models kinds units schema; do
  ask "$list"
  expect_status 0 "$list exits with 0"
  expect "$list prints something" test -n "$out"
  expect_no_stderr "$list says nothing on stderr"
  first=$out
  ask "$list"
  expect "$list prints the same every time" is "$out" "$first"
done

ask models
for model in erlang_b erlang_c little grow; do
  expect_stdout_contains "$model(" "$model is a model, and its arguments are shown"
done
expect_stdout_contains 'erlang_c(servers=, load=)' 'a model is listed as it is called'

ask kinds
for kind in load-balancer service cache sql nosql queue object-store; do
  expect_stdout_contains "$kind: " "$kind is a kind, with a line that says what it is"
done
ask kinds cache
expect_stdout_contains 'cache: ' 'one kind can be asked for'
expect_stdout_contains ' hit ' 'and shows its fields'
expect_stdout_lacks 'queue: ' 'without the other kinds'
expect_stdout_contains 'any component' 'but with the fields that all kinds have'
ask kinds cahce
expect_refusal 'did you mean `cache`?' 'a misspelt kind is refused with the near one'
ask kinds nothing-like-it
expect_refusal '`nothing-like-it`' 'a kind that is near to nothing is refused by its name'

# Every unit that is listed can be used. The first column, which ends with two blanks, says of what.
ask units
expressions=
names=
while IFS= read -r line; do
  [[ $line == ' of '* ]] && continue
  line=${line# }
  for unit in ${line#*'  '}; do
    names+="$unit "
    expressions+="1 $unit"$'\n'
  done
done <<<"${out%$'\n'}"
# shellcheck disable=SC2086  # a list of words
set -- $names
expect 'there are more than a hundred units' test $# -gt 100
ask_with_input "$expressions" calc
expect_status 0 'and `calc` understands each of them'
expect 'with an answer to each' is "$(lines_with '' "${out%$'\n'}")" $#
for unit in kB GiB Gbit req/s users; do
  ask calc "2 ${unit}"
  expect_status 0 "2 $unit is a quantity"
done

ask schema
expect 'the schema is one JSON object' is "${out:0:1}${out: -2}" $'{}\n'
expect_stdout_contains '"$schema"' 'and names the draft that it follows'
for section in ballpark params workload data components topology policy cases expect; do
  expect_stdout_contains "\"$section\": {" "and has the section $section"
done

finish
