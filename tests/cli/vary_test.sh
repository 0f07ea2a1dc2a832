# calc --vary: an expression over a name in it.
set -u
source "$(dirname "$0")/lib.sh"

wait_of_eight='mmc_wait(arrivals=x, service=10 ms, servers=8)'

# The chart

ask calc "$wait_of_eight" --vary 'x=10 req/s .. 790 req/s'
expect_status 0 'a curve exits with 0'
expect_no_stderr 'and says nothing on stderr'
expect_stdout_contains " $wait_of_eight over x"$'\n' 'the chart says what it shows over what'
expect_stdout_contains ' 100 ms +' 'its values have the units that people read'
expect_stdout_contains ' 200 req/s ' 'and so has the name'
expect_stdout_lacks 'no answer' 'where there is an answer everywhere nothing is said of gaps'
expect 'it fits a page' test "$(width_of "$out")" -le 80
expect 'and is as high as one screen' test "$(lines_with '' "${out%$'\n'}")" -le 16
chart=$out

ask calc "$wait_of_eight" --vary 'x=10 .. 790 req/s'
expect 'a unit on the last value serves both' is "$out" "$chart"
ask calc --vary='x=10 .. 790 req/s' "$wait_of_eight"
expect 'the option may stand before the expression' is "$out" "$chart"
ask calc "$wait_of_eight" --vary 'x=10 .. 1000 req/s'
expect_stdout_contains ' no answer from x = 800 req/s on: more arrives than can be served' \
  'a saturated queue leaves a gap, and the limit and the reason are named'

# Where it is read

LC_ALL=C.UTF-8 ask calc "$wait_of_eight" --vary 'x=10 .. 790 req/s'
expect_stdout_contains ' 100 ms ┤' 'where the locale is UTF-8 the chart is in braille'
LC_ALL=C.UTF-8 ask calc "$wait_of_eight" --vary 'x=10 .. 790 req/s' --ascii
expect '--ascii is as the C locale has it' is "$out" "$chart"
LC_ALL='' LANG=en_US.UTF-8 ask calc x^2 --vary x=1..9
expect_stdout_contains '┤' 'LANG counts where LC_ALL is empty'
LC_ALL=C LANG=en_US.UTF-8 ask calc x^2 --vary x=1..9
expect_stdout_lacks '┤' 'and LC_ALL beats it'
for columns in 24 40 60; do
  COLUMNS=$columns ask calc "$wait_of_eight" --vary 'x=10 .. 1000 req/s'
  expect "it fits $columns columns" test "$(width_of "$out")" -le "$columns"
done
COLUMNS=10 ask calc "$wait_of_eight" --vary 'x=10 .. 790 req/s'
expect 'where there is no room for a chart it says so' contains "$(tr -d '\n' <<<"$out")" 'too narrow'
COLUMNS=200 ask calc "$wait_of_eight" --vary 'x=10 .. 790 req/s'
expect 'a wide terminal does not stretch it' is "$out" "$chart"

# Ranges in the expression

ask calc 'x * (1 .. 2 ms)' --vary 'x=1..9'
expect_stdout_contains 'p5 to p95 shaded' 'a range makes a band'
expect_stdout_contains '--' 'which is shaded'
ask calc 'x * (1 .. 2 ms)' --vary 'x=1..9' --seed 2 --samples 64
expect_status 0 'and takes samples and a seed'

# Axes

ask calc 'x^2' --vary 'x=1..1000:log' --log-values
expect_stdout_contains ' 1M +' 'values may have a logarithmic axis'
ask calc '1 / (1 - x)' --vary 'x=10% .. 90%'
expect_stdout_contains ' 40% ' 'a name in percent stays in percent'
ask calc 'x * 1 h' --vary 'x=1..8'
expect_stdout_contains ' 10 h +' 'ticks are round in the unit that they have'

# For programs

ask calc 'x^2' --vary 'x=1,2,4' --format csv
expect_stdout $'x,value\n1,1\n2,4\n4,16' 'csv has the points'
ask calc 'mm1_response(arrivals=x, service=10 ms) -> ms' --vary 'x=50, 150 req/s' --format csv
expect_stdout $'x in req/s,value in ms\n50,20\n150,' 'with units, and empty where there is no answer'
ask calc 'x * (1 .. 2)' --vary 'x=1,2' --format csv
expect_stdout_contains 'x,value,p5,p95' 'and with percentiles for ranges'
ask calc 'x^2' --vary 'x=0..1' --format csv
expect 'it has eleven values unless a count is stated' is "$(lines_with , "$out")" 12
ask calc 'x^2' --vary 'x=1..1000:4log' --format csv
expect_stdout $'x,value\n1,1\n10,100\n100,10000\n1000,1000000' 'with the count and the factor that are stated'
ask calc 'mm1_response(arrivals=x, service=10 ms)' --vary 'x=50, 150 req/s' --format json
expect_stdout_contains '"value": null' 'in JSON a missing answer is null'
expect_stdout_contains '"gap": "more arrives than can be served"' 'with the reason'
ask calc 'x^2' --vary 'x=1..3:3' -o "$scratch/a.csv" -o "$scratch/a.json" -o "$scratch/a.txt"
expect_status 0 'files have the format of their names'
expect 'csv' is "$(head -1 "$scratch/a.csv")" 'x,value'
expect 'json' is "$(head -1 "$scratch/a.json")" '{'
expect 'and the chart' is "$(head -1 "$scratch/a.txt")" ' x^2 over x'
ask calc 5 --format csv
expect_refusal 'csv is the format of `calc --vary` only' 'without --vary there is no csv'

# Whole numbers

ask calc 'erlang_c(servers=n, load=9.5)' --vary 'n=10..14' --format csv
expect 'where only whole numbers have answers the values are whole' is "$(cut -d, -f1 <<<"$out" | tr '\n' ' ')" \
  'n 10 11 12 13 14  '

# Mistakes

ask calc 'x^2' --vary 'y=1..9'
expect_refusal 'the expression has no `y`' 'a name that is not in the expression is refused'
expect_stderr_contains $'--> --vary:1:1\n' 'at its place'
expect_stderr_contains 'fix: there is only `x`' 'with the one that is'
ask calc 'rate * 2' --vary 'rte=1..9'
expect_refusal 'did you mean `rate`?' 'a misspelt one with the near one'
ask calc 'x + rte' --vary 'x=1..9'
expect_refusal '`rte` is no unit' 'an unknown name in the expression is refused as ever'
ask calc 'x = 3; x^2' --vary 'x=1..9'
expect_refusal 'is set here as well' 'a name that the expression sets cannot vary'
ask calc 'x^2' --vary 'x=9..1'
expect_refusal 'write `1 .. 9`' 'reversed ends are refused with the right order'
ask calc 'x^2' --vary 'x=0..9:log'
expect_refusal 'begins above 0' 'a logarithmic range from zero is refused'
ask calc 'x^2' --vary 'x=1..9:1'
expect_refusal 'from 2 to 1000, not `1`' 'one value is no curve'
ask calc 'x^2' --vary 'x=5'
expect_refusal 'only one value' 'whether by count or not'
ask calc 'x + 5 s' --vary 'x=1..9 kB'
expect_refusal 'cannot add time to data' 'units are checked in the expression'
expect 'once' is "$(lines_with error "$err")" 1
ask calc 'x^2' --vary 'x=1 s .. 9 kB'
expect_refusal 'must have the same unit' 'and between the ends'
ask calc 'x^2' --vary 'x'
expect_refusal 'write it as in `x=10 .. 90 req/s`' 'a name alone is refused with an example'
ask calc --vary 'x=1..9'
expect_refusal 'needs an expression' 'without an expression there is nothing to draw'
ask calc 'sqrt(x)' --vary 'x=-9..-1'
expect_refusal 'no finite value' 'a curve without any answer is refused with the reason'

# A reader that has seen enough

"$BALLPARK" calc x^2 --vary x=1..9 | head -1 >/dev/null
expect 'a reader may leave early' is "${PIPESTATUS[0]}" 0

finish
