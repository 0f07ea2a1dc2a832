# Options: version, help, and what is said about each that is wrong.
set -u
source "$(dirname "$0")/lib.sh"

# version.hpp is the one place of the version.
part() {
  local line
  while read -r line; do
    [[ $line != "#define BALLPARK_VERSION_$1 "* ]] || echo "${line##* }"
  done <"$BALLPARK_SOURCE_DIR/include/ballpark/version.hpp"
}
ask --version
expect_stdout "ballpark $(part MAJOR).$(part MINOR).$(part PATCH)" '--version is the version of the header'
expect_status 0 'and exits with 0'

# Help

ask --help
expect_status 0 '--help exits with 0'
expect_no_stderr 'and is a result'
expect_stdout_contains 'Exit codes: 0 holds, 1 an expectation fails, 2 bad input, 3 cannot be satisfied,' \
  'help says what the exit codes mean'
expect 'help fits on 24 lines' test "$(lines_with '' "${out%$'\n'}")" -le 24
help=$out
expect 'and 80 columns' test "$(width_of "$out")" -le 80
for command in calc run explain check models kinds units schema; do
  expect "help names the command $command" contains "$help" $'\n  '"$command "
  ask help "$command"
  by_word=$out
  ask "$command" --help
  expect_status 0 "$command --help exits with 0"
  expect_stdout_contains "ballpark $command" "$command --help shows how it is called"
  expect_stdout_contains 'Exit codes:' "$command --help has the exit codes"
  expect_stdout_contains '(default: ' "$command --help says the defaults"
  expect_stdout_contains '--format FORMAT ' "$command --help shows no numbers of the inside"
  expect "$command --help fits on 24 lines" test "$(lines_with '' "${out%$'\n'}")" -le 24
  expect "and 80 columns" test "$(width_of "$out")" -le 80
  expect "help $command is the same" is "$by_word" "$out"
done
ask help
expect 'help is a command as well' is "$out" "$help"
ask version
expect_stdout "ballpark $(part MAJOR).$(part MINOR).$(part PATCH)" 'and so is version'
ask help rum
expect_refusal 'did you mean `run`?' 'help on a misspelt command is refused with the near one'

ask run --help
for option in --format --output --color --case --set --profile --at --samples --seed --threads; do
  expect_stdout_contains "$option " "run --help has $option"
done
expect_stdout_contains '--samples N=4096' 'and how many worlds there are unless stated'

# Commands and options that there are not

ask
expect_refusal 'ballpark --help' 'no command is refused with the way to help'
expect_stderr_contains '`ballpark run FILE`' 'and with what to do'
ask utterly-different
expect_refusal $'`utterly-different`\n' 'a command that is near to nothing has no half of a hint'
ask --format json run "$shop"
expect_refusal 'write `ballpark COMMAND ... --format FORMAT`' 'an option before the command is put behind it'
ask rum "$shop"
expect_refusal 'did you mean `run`?' 'a misspelt command is refused with the near one'
ask --verison
expect_refusal 'did you mean `--version`?' 'a misspelt option is refused with the near one'
ask run --frmat json "$shop"
expect_refusal 'did you mean `--format`?' 'also one of a command'
ask run --frmat=json "$shop"
expect_refusal 'did you mean `--format`?' 'also with its value behind an equals sign'
expect_stderr_contains 'unknown option `--frmat`; did you mean' 'in words of our own'
ask run
expect_refusal 'write `ballpark run FILE`' 'a file that is missing is named'
ask run "$shop" "$shop"
expect_refusal 'shop.yaml' 'run takes one file'
ask check
expect_refusal 'file' 'check takes at least one'

# Values

for wrong in '--format nonsense' '--format 1' '--color nonsense' '--color 0' '--samples many' \
  '--samples 0' '--samples -5' '--samples 1e3' '--samples 2.5' '--samples 1048577' \
  '--samples 99999999999999999999' '--seed lucky' '--seed -1' '--seed 18446744073709551616' \
  '--threads -1' '--threads all' '--threads 1025'; do
  # shellcheck disable=SC2086  # an option and its value
  ask run $wrong "$shop"
  expect_refusal "\`${wrong%% *}\` takes " "$wrong is refused"
  expect_stderr_contains "not \`${wrong#* }\`" 'by what it is'
done
ask run --format yaml "$shop"
expect_refusal 'takes table or json, or csv with `--vary`, not `yaml`' 'a format is refused with those that there are'
ask explain --samples 0 "$shop"
expect_refusal 'from 1 to 1048576, not `0`' 'a number is refused with its limits'
ask calc --samples 16777217 5
expect_refusal 'from 1 to 16777216' 'which are wider in calc'
ask calc --seed 18446744073709551615 '(1 .. 2) + (1 .. 2)'
expect_status 0 'the largest seed is one'
ask run --samples 1 --threads 1024 "$shop"
expect_status 0 'and so are one world and many threads'
ask run --samples 64 --samples 128 "$shop"
expect_stdout_contains '128 worlds' 'of an option that is given twice the last counts'
for option in --set --format --at --case --profile --samples --output; do
  ask run "$shop" $option
  expect_refusal "\`$option\` needs a value" "$option without a value is refused"
done
ask run "$shop" --format=
expect_refusal '`--format` needs a value' 'also behind an equals sign'
ask run -- "$shop"
expect_status 0 'two dashes end the options'
ask run "$shop" --samples=64 --seed=3
expect_stdout_contains '64 worlds, seed 3' 'options may stand behind the file and hold their value behind an equals sign'

# --set

ask run --set workload.usres=5M "$shop"
expect_refusal 'did you mean `users`?' 'a misspelt path is refused with the near one'
expect_stderr_contains $'1 | workload.usres=5M\n   | ^^^^^^^^^^^^^^\n' 'and a caret line under the path'
ask run --set workload.users "$shop"
expect_refusal '--set' 'a setting without an equals sign is refused'
ask run --set workload.users= "$shop"
expect_refusal 'set to nothing' 'a setting without a value is refused'
ask run --set =5M "$shop"
expect_refusal '--set' 'a setting without a path is refused'
ask run --set workload.users='5 kB' "$shop"
expect_refusal 'takes users, not data' 'a setting in the wrong unit is refused'
expect_stderr_contains $'1 | workload.users=5 kB\n   |                ^^^^' 'and a caret line under the value'
ask run --set workload.users='((' "$shop"
expect_refusal '--set:1:' 'a setting that breaks off is refused'
ask run --set workload.users=-5M "$shop"
expect_refusal 'less than zero' 'a setting below zero is refused'
ask run --set db.nodes=0 "$shop"
expect_refusal 'cannot be zero' 'and so is a count of zero'
ask run --set workload.users='7M .. 3M' "$shop"
expect_refusal 'above its high end' 'and so is a range from high to low'
ask run --set workload.usres=5M --set db.nods=3 "$shop"
expect_stderr_contains '`usres`' 'two wrong settings are both refused in one pass: the first'
expect_stderr_contains '`nods`' 'and the second'

# --at, --case, --profile

ask run --at nonsense "$shop"
expect_refusal '--at:1:1' '--at with a word that is no time is refused at its place'
ask run --at '5 kB' "$shop"
expect_refusal 'takes time, not data' '--at with bytes is refused'
ask run --at 6 "$shop"
expect_refusal 'takes time' '--at without a unit is refused'
ask run --at '-1 yr' "$shop"
expect_refusal 'less than zero' '--at before the start is refused'
ask run --case rsuh "$shop"
expect_refusal 'did you mean `rush`?' 'a misspelt case is refused with the near one'
ask run --case nonsense "$shop"
expect_refusal '`rush`, `sale`' 'a case that is near to nothing is refused with those that there are'
ask run --case rush+nonsense "$shop"
expect_refusal '`nonsense`' 'of several cases each must be known'
ask run --case rush "$examples/smallest.yaml"
expect_refusal '`rush`' 'a file without cases has none'
ask run --profile "$scratch/missing.yaml" "$shop"
expect_refusal 'missing.yaml' 'a missing profile is refused'
ask run --profile "$scratch" "$shop"
expect_refusal 'is a folder' 'a folder is no profile'
ask run --profile "$shop" "$shop"
expect_refusal 'ballpark-profile: 1' 'a scenario is no profile'

finish
