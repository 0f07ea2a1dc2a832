# calc: the calculator on the command line and behind a pipe.
set -u
source "$(dirname "$0")/lib.sh"

ask calc '500M users * 10 req/user/day -> req/s'
expect_status 0 'a good expression exits with 0'
expect_stdout '57.9k req/s' 'five hundred million users with ten requests a day are 57.9k req/s'
expect_no_stderr 'a good expression says nothing on stderr'

ask calc 500M users '*' 10 req/user/day '->' req/s
expect_stdout '57.9k req/s' 'the words of an unquoted expression are put together'
ask calc 5 kB + 3 kB
expect_stdout '8 kB' 'and a sum needs no quotes'

ask calc '[1, 2]'
expect_stderr_contains '[1, 2]' 'brackets reach the expression as they were written'

# Signs

ask calc '-5 kB * 3'
expect_stdout '-15 kB' 'a quoted expression may begin with a minus'
ask calc -5 kB
expect_stdout '-5 kB' 'and so may an unquoted one'
ask calc -- -5 kB
expect_stdout '-5 kB' 'also behind two dashes'
ask calc '-sqrt(4)'
expect_stdout '-2' 'also with a function'
ask calc -sqrt'(4)' + 5
expect_stdout '3' 'with more behind it'
ask calc 5 kB -3 kB
expect_stdout '2 kB' 'a minus glued to its number is a difference and no option'

# Options may stand on either side

ask calc '5 kB' --format json
expect_stdout_contains '"value": 5000' 'an option may stand behind the expression'
ask calc 5 kB + 3 kB --seed 3 --samples=64
expect_stdout '8 kB' 'several of them, too'
ask calc -5 --color never kB
expect_stdout '-5 kB' 'and between its words'
ask calc -- 5 --format
expect_refusal 'error' 'behind two dashes there are none'
ask calc 5 kB --frmat json
expect_refusal 'did you mean `--format`?' 'a misspelt one is refused with the near one'

# Percent

ask calc '99.99% -> %'
expect_stdout '99.99%' 'a share keeps the digits that tell it from all'
ask calc '100 %'
expect_stdout '100%' 'what was written in percent is answered so'
ask calc '20% .. 40%'
expect_stdout '29% (20% .. 40%)' 'a range as well'
ask calc '20% .. 40%' --format json
expect_stdout_contains '"unit": "1"' 'in JSON it is a fraction'

# Mistakes

ask calc '5 kB + 3 s'
expect_refusal 'cannot add time to data' 'a sum of bytes and seconds is refused'
expect_stderr_contains $'1 | 5 kB + 3 s\n   | ---- ^ --- time\n' 'with a caret under the plus'
expect_stderr_contains 'fix:' 'and with a fix'
ask calc 5 kB + 3 s
expect_refusal $'1 | 5 kB + 3 s\n   | ---- ^ --- time\n' 'the same without quotes is refused at the same place'

ask calc '5 kB +'
expect_refusal $'1 | 5 kB +\n   |       ^' 'a sum that breaks off is refused behind its end'
ask calc ''
expect_refusal 'error' 'an empty expression is refused'
ask calc '(5'
expect_refusal 'never closed' 'an open parenthesis is refused'
ask calc '1/0'
expect_refusal 'no finite value' 'a division by zero is refused'
ask calc '10 GB / 1 Gbit/s'
expect_refusal '`10 GB / (1 Gbit/s)` for 80 s' 'a division with two readings is refused with both'
ask calc '1B users'
expect_refusal '`1bn users`' '1B users is refused with 1bn as the fix'
ask calc '5 mb'
expect_refusal '`MB`' 'mb is refused with MB as the fix'
ask calc '5 kB -> s'
expect_refusal 'cannot convert data to time' 'bytes are never converted to seconds'
ask calc '5 hous'
expect_refusal 'did you mean `hour`?' 'a misspelt unit is refused with the near one'
ask calc 'erlang_d(servers=12, load=9.5)'
expect_refusal 'did you mean `erlang_' 'a misspelt function is refused with a near one'
ask calc 'erlang_c(servers=12, lod=9.5)'
expect_refusal 'did you mean `load`?' 'a misspelt argument is refused with the near one'
ask calc "$(printf '(%.0s' {1..20000})"
expect_refusal 'error' 'twenty thousand parentheses are refused and do not crash'

# Ranges

ask calc '3 .. 7 kB'
expect_stdout '4.58 kB (3 .. 7 kB)' 'a range prints its median and its ends'
range=$out
ask calc '3 to 7 kB'
expect 'a range may be written with `to`' is "$out" "$range"
ask calc 'a = 3 .. 7 kB; a - a'
expect_stdout '0 B' 'a name is drawn once, so a - a is nothing'
ask calc --seed 1 '(3 .. 7 kB) + (1 .. 9 kB)'
first=$out
ask calc --seed 1 '(3 .. 7 kB) + (1 .. 9 kB)'
expect 'the same seed gives the same answer' is "$out" "$first"

# JSON

ask calc --format json '5 kB'
expect_stdout_contains '"value": 5000' 'JSON has the value in the base unit'
expect_stdout_contains '"unit": "B"' 'and names that unit'
expect_stdout_lacks '"p5"' 'a point has no percentiles'
ask calc --format json '3 .. 7 kB'
for p in p5 p50 p95; do expect_stdout_contains "\"$p\":" "a range has $p"; done
ask calc --format json '5 kB + 3 s'
expect_refusal 'error' 'a mistake leaves stdout empty where JSON is expected'

# Lines of stdin

ask_with_input $'3 kB * 4\n\n2 h -> min\n' calc
expect_stdout $'12 kB\n120 min' 'every line of stdin is answered, and empty ones are skipped'
expect_no_stderr 'a pipe sees no prompt'
ask_with_input $'5 kB + 3 s\n2 * 3\n' calc
expect_stdout '6' 'a line with a mistake does not keep the next one from its answer'
expect_status 2 'but makes the exit code 2'
ask_with_input '5 kB' calc
expect_stdout '5 kB' 'the last line needs no line end'
ask_with_input $'5 kB\r\n6 kB\r\n' calc
expect_stdout $'5 kB\n6 kB' 'line ends of Windows are understood'
ask_with_input $'5 kB\nquit\n6 kB\n' calc
expect_stdout '5 kB' '`quit` ends it'
ask_with_input $'# sizes\nsize = 2 kB\n\n  # and how many\nn = 3 .. 7\nsize * 4\nn - n\n' calc
expect_stdout $'2 kB\n4.58 (3 .. 7)\n8 kB\n0' 'a name is known to the lines behind it, and is one number'
expect_status 0 'comments and blank lines are no mistakes'
ask_with_input $'a = 5 kB\n\na + 3 s\n' calc
expect_stdout '5 kB' 'a mistake does not take back what was answered'
expect_stderr_contains $'--> <stdin>:3:3\n   |\n 3 | a + 3 s\n' 'and is shown with its line'
ask_with_input $'a = 5 kB\na * 2\nbad\n' calc -o "$scratch/all.txt" -o "$scratch/all.json"
expect_status 2 'with files, too, a mistake makes the exit code 2'
expect 'a file has the answers to all lines' is "$(cat "$scratch/all.txt")" $'5 kB\n10 kB'
expect 'in each format' is "$(grep -c '"value"' "$scratch/all.json")" 2
ask_with_input $'bad\n' calc -o "$scratch/none.txt"
expect 'where nothing can be answered there is no file' test ! -e "$scratch/none.txt"
ask_with_input '' calc
expect_status 0 'no lines are no mistake'
expect_no_stdout 'and have no answer'

asked='ballpark calc <&-'
"$BALLPARK" calc <&- >"$scratch/out" 2>"$scratch/err"
status=$?
read_answer
expect_status 0 'a closed stdin is no lines'
expect_no_stderr 'and nothing to complain about'

finish
