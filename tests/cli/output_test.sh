# Output: stdout carries results and nothing else, at the width and in the colours that are wanted.
set -u
source "$(dirname "$0")/lib.sh"
escape=$'\e'

# stdout and stderr. The parameter that nothing uses is worth a warning.
{ cat "$shop" && echo 'params: {unused: 5}'; } >"$scratch/warned.yaml"
ask run "$shop"
plain=$out
ask run "$scratch/warned.yaml"
expect_stderr_contains 'warning' 'a warning goes to stderr'
expect_status 0 'and does not change the exit code'
expect 'stdout is that of a file without the mistake' is "$out" "$plain"
ask run --format json "$scratch/warned.yaml"
expect 'JSON is one object, whatever is warned about' is "${out:0:1}${out: -2}" $'{}\n'
expect_stderr_contains 'warning' 'and the warning is still there'

# A reader that has seen enough. The pause lets it be gone before the first word is written.
asked='ballpark run --format json examples/news_feed.yaml | head -n 1' err=
out=$("$BALLPARK" run --format json "$examples/news_feed.yaml" 2>/dev/null | head -n 1
  echo "exit codes ${PIPESTATUS[*]}")
expect '`| head -n 1` is no failure' is "$out" $'{\nexit codes 0 0'
asked='ballpark schema | true'
out=$({ sleep 0.2 && "$BALLPARK" schema 2>"$scratch/err"; } | true; echo "exit codes ${PIPESTATUS[*]}")
err=$(cat "$scratch/err")
expect 'nor is a reader that reads nothing' is "$out" 'exit codes 0 0'
expect_no_stderr 'and nothing is said about a pipe'
asked='ballpark calc | head -n 1'
out=$(printf '1 kB\n%.0s' {1..500} | { "$BALLPARK" calc; echo "exit code $?" >&2; } 2>"$scratch/err" |
  head -n 1) err=$(cat "$scratch/err")
expect 'a long answer can be cut off' is "$out" '1 kB'
expect 'without a failure' is "$err" 'exit code 0'

asked='yes | ballpark calc | head -n 1'
out=$(yes 1 | timeout 60 "$BALLPARK" calc 2>/dev/null | head -n 1; echo "exit code ${PIPESTATUS[1]}")
expect 'a reader that is gone ends lines without end' is "$out" $'1\nexit code 0'

# -o

ask run -o "$scratch/table.txt" "$shop"
expect_status 0 '-o exits as ever'
expect_no_stdout 'and leaves stdout empty'
expect 'the file holds what stdout would have held' is "$(cat "$scratch/table.txt")"$'\n' "$plain"
ask run -o "$scratch/one" --output "$scratch/two" "$shop"
expect 'of two files each is written' same_bytes "$scratch/one" "$scratch/two"
ask run -o "$scratch/failing" --set look.rate='20 /user/day' "$shop"
expect_status 1 'an expectation that fails also fails with -o'
ask run --format json -o "$scratch/shop.json" "$shop"
expect '--format json -o writes JSON' is "$(head -c 1 "$scratch/shop.json")" '{'
ask calc -o "$scratch/answer" '3 kB * 4'
expect 'calc writes to a file as well' is "$(cat "$scratch/answer")" '12 kB'
ask schema -o "$scratch/schema.json"
expect 'and so does schema' is "$(head -c 1 "$scratch/schema.json")" '{'

ask run -o "$scratch/no/such/folder" "$shop"
expect_refusal "\`$scratch/no/such/folder\`: No such file" 'a place that cannot be written is refused by its name, with the reason'
ask run -o "$scratch" "$shop"
expect_refusal "\`$scratch\`: Is a directory" 'and so is a folder'
ask run -o '' "$shop"
expect_refusal 'write to ``: ' 'and a name of nothing'

# The suffix chooses the format

ask run --samples 64 -o "$scratch/by.json" -o "$scratch/by.txt" -o "$scratch/by" "$shop"
expect 'a file that ends in .json is JSON' is "$(head -c 1 "$scratch/by.json")" '{'
expect 'one that ends in .txt is the table' contains "$(cat "$scratch/by.txt")" 'cost per month'
expect 'and so is one without a suffix' same_bytes "$scratch/by.txt" "$scratch/by"
ask calc '5 kB' -o "$scratch/answer.json" -o -
expect_stdout '5 kB' '`-o -` is stdout'
expect 'beside a file' contains "$(cat "$scratch/answer.json")" '"value": 5000'
ask calc '5 kB' -o "$scratch/answer.json" --format table
expect '--format beats the suffix' is "$(cat "$scratch/answer.json")" '5 kB'
for suffix in csv md html svg; do
  ask run -o "$scratch/by.$suffix" "$shop"
  expect_refusal "$suffix is not supported yet" "a file that ends in .$suffix is refused"
  expect "and not written" test ! -e "$scratch/by.$suffix"
done
expect_stderr_contains '`.json` and `.txt` are' 'with those that are supported'

# A full disk

if [[ -c /dev/full ]]; then
  for command in 'calc 5' "run $shop" "explain $shop" 'schema' 'kinds' '--help' '--version' \
    "check $shop"; do
    asked="ballpark $command >/dev/full" status=0
    # shellcheck disable=SC2086  # a command and its argument
    "$BALLPARK" $command >/dev/full 2>"$scratch/err" || status=$?
    out='' err=$(cat "$scratch/err")
    expect_refusal 'cannot write to stdout: No space left' "$command notices that the disk is full"
  done
  ask calc -o /dev/full 5
  expect_refusal '`/dev/full`: No space left' 'and so does -o'
fi
ask run -o "$scratch/kept" "$scratch/missing.yaml"
expect 'bad input writes no file' test ! -e "$scratch/kept"

# Colours

ask run --color always --set look.rate='20 /user/day' "$shop"
expect_stdout_contains "$escape[" '--color always colours the verdicts'
coloured=$out
ask run --color never --set look.rate='20 /user/day' "$shop"
expect_stdout_lacks "$escape" '--color never colours nothing'
ask run --set look.rate='20 /user/day' "$shop"
expect_stdout_lacks "$escape" 'a pipe sees no colours'
shopt -s extglob
expect 'colours change nothing but the colour' is "${coloured//"$escape["*([0-9;])m/}" "$out"
ask calc --color always '5 kB + 3 s'
expect_stderr_contains "$escape[" '--color always colours a mistake'
ask calc --color never '5 kB + 3 s'
expect_stderr_lacks "$escape" '--color never does not'
ask schema --color always
expect_stdout_lacks "$escape" 'the schema is never coloured'
ask run --format json --color always "$shop"
expect_stdout_lacks "$escape" 'and neither is JSON'
NO_COLOR=1 ask run --color always --set look.rate='20 /user/day' "$shop"
expect_stdout_contains "$escape[" '--color always beats NO_COLOR'

# On a terminal, where there is a tool to pretend one.
on_a_terminal() {
  asked="$* on a terminal"
  out=$(timeout 60 script -qec "$(printf '%q ' "$@")" /dev/null </dev/null) err=
}
if command -v script >/dev/null; then
  on_a_terminal "$BALLPARK" check "$shop"
  expect_stdout_contains "$escape[" 'a terminal sees colours'
  on_a_terminal env NO_COLOR=1 "$BALLPARK" check "$shop"
  expect_stdout_contains 'holds' 'NO_COLOR changes no word'
  expect_stdout_lacks "$escape" 'and switches colours off'
  on_a_terminal env NO_COLOR= "$BALLPARK" check "$shop"
  expect_stdout_contains "$escape[" 'an empty NO_COLOR does not'
  on_a_terminal env TERM=dumb "$BALLPARK" check "$shop"
  expect_stdout_lacks "$escape" 'TERM=dumb switches colours off'
fi

# Width. The rows of the tables are what is indented before the cost, but for the names of columns.
rows() {
  local line
  while IFS= read -r line; do
    [[ $line != ' '* || $line == *'(too narrow for: '* ]] || echo "$line"
  done <<<"${out%%$'\n cost per month'*}"
}
ask_for_tables() { ask run --samples 64 "$examples/url_shortener.yaml"; }

for columns in 40 60 80; do
  COLUMNS=$columns ask_for_tables
  expect "at COLUMNS=$columns no row is wider" test "$(width_of "$(rows)")" -le $columns
  expect_stdout_contains '(too narrow for: ' 'and the columns that are left out are named'
done
COLUMNS=200 ask_for_tables
expect_stdout_lacks 'too narrow' 'at COLUMNS=200 all columns are shown'
all=$out
for columns in '' 0 -5 wide; do
  COLUMNS=$columns ask_for_tables
  expect "COLUMNS='$columns' is no width, so all columns are shown" is "$out" "$all"
done
COLUMNS=1 ask_for_tables
expect_status 0 'COLUMNS=1 is no failure'
COLUMNS=40 ask run --format json "$shop"
narrow=$out
ask run --format json "$shop"
expect 'JSON does not depend on the width' is "$narrow" "$out"

finish
