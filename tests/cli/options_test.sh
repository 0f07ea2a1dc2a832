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
for command in calc run explain check models kinds units schema; do
  expect "help names the command $command" contains "$help" $'\n  '"$command "
  ask "$command" --help
  expect_status 0 "$command --help exits with 0"
  expect_stdout_contains "ballpark $command" "$command --help shows how it is called"
  expect_stdout_contains 'Exit codes:' "$command --help has the exit codes"
  expect_stdout_contains '(default: ' "$command --help says the defaults"
done
ask run --help
for option in --format --output --color --case --set --profile --at --samples --seed --threads; do
  expect_stdout_contains "$option " "run --help has $option"
done
expect_stdout_contains '--samples N=4096' 'and how many worlds there are unless stated'

# Commands and options that there are not

ask
expect_refusal 'ballpark --help' 'no command is refused with the way to help'
ask rum "$shop"
expect_refusal 'did you mean `run`?' 'a misspelt command is refused with the near one'
ask --verison
expect_refusal 'did you mean `--version`?' 'a misspelt option is refused with the near one'
ask run --frmat json "$shop"
expect_refusal 'did you mean `--format`?' 'also one of a command'
ask run --frmat=json "$shop"
expect_refusal 'did you mean `--format`?' 'also with its value behind an equals sign'
ask run
expect_refusal 'file' 'a file that is missing is named'
ask run "$shop" "$shop"
expect_refusal 'shop.yaml' 'run takes one file'
ask check
expect_refusal 'file' 'check takes at least one'

# Values

for wrong in '--format nonsense' '--color nonsense' '--samples many' '--seed lucky' '--threads -1' \
  '--threads all'; do
  # shellcheck disable=SC2086  # an option and its value
  ask run $wrong "$shop"
  expect_refusal "${wrong%% *}" "$wrong is refused"
done
for option in --set --format --at --case --profile --samples --output; do
  ask run "$shop" $option
  expect_refusal "$option" "$option without a value is refused"
done
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
