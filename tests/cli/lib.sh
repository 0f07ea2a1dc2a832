# What the scripts here share; each begins with: source "$(dirname "$0")/lib.sh"
#
# A script asks the program with `ask`, says in sentences what it expects, and ends with `finish`.
# Every failure is shown, with what was asked and answered. Needs bash and coreutils only.

: "${BALLPARK:?the program under test}" "${BALLPARK_SOURCE_DIR:?the checkout}"
unset COLUMNS NO_COLOR
export LC_ALL=C TERM=xterm

examples=$BALLPARK_SOURCE_DIR/examples
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

asked=  # the command line of the last question
out=    # and what came back
err=
status=0
expectations=0
failures=0

# ask ARGUMENT... runs the program, with nothing on stdin.
ask() { ask_with_input '' "$@"; }

# ask_with_input TEXT ARGUMENT... runs it with that text on stdin.
ask_with_input() {
  printf '%s' "$1" >"$scratch/in"
  shift
  asked="ballpark ${*@Q}" status=0
  "$BALLPARK" "$@" <"$scratch/in" >"$scratch/out" 2>"$scratch/err" || status=$?
  read_answer
}

# The full stop keeps the line ends at the end through $( ).
read_answer() {
  out=$(cat "$scratch/out" && printf .) err=$(cat "$scratch/err" && printf .)
  out=${out%.} err=${err%.}
}

# expect SENTENCE COMMAND... is what all other expectations are made of.
expect() {
  local sentence=$1 word
  shift
  expectations=$((expectations + 1))
  if "$@"; then
    echo "ok      $sentence"
    return
  fi
  failures=$((failures + 1))
  echo "FAILED  $sentence"
  for word in "$@"; do
    case $word in
      "$out") echo 'stdout' ;;
      "$err") echo 'stderr' ;;
      *) echo "$word" ;;
    esac
  done | indented
  printf '%s\n' "\$ $asked" "stdout: ${out%$'\n'}" "stderr: ${err%$'\n'}" "exit code $status" | indented
}

indented() {
  local line
  head -n 40 | while IFS= read -r line; do echo "        | $line"; done
}

is() { [[ $1 == "$2" ]]; }
contains() { [[ $1 == *"$2"* ]]; }
lacks() { [[ $1 != *"$2"* ]]; }
same_bytes() { [[ -s $1 && $(sha256sum <"$1") == "$(sha256sum <"$2")" ]]; }
differ() { [[ -s $1 ]] && ! same_bytes "$@"; }

# What the last question should have brought. The sentence comes last.
expect_status() { expect "$2" is "$status" "$1"; }
expect_stdout() { expect "$2" is "$out" "$1"$'\n'; }
expect_stdout_contains() { expect "$2" contains "$out" "$1"; }
expect_stdout_lacks() { expect "$2" lacks "$out" "$1"; }
expect_stderr_contains() { expect "$2" contains "$err" "$1"; }
expect_stderr_lacks() { expect "$2" lacks "$err" "$1"; }
expect_no_stdout() { expect "$1" is "$out" ''; }
expect_no_stderr() { expect "$1" is "$err" ''; }

# expect_refusal TEXT SENTENCE: exit code 2, the text on stderr, and nothing on stdout.
expect_refusal() { expect "$2" refused "$1"; }
refused() { [[ $status == 2 && -z $out && $err == *"$1"* ]]; }

# lines_with WORD TEXT: how many lines of the text hold the word.
lines_with() {
  local line count=0
  while IFS= read -r line; do [[ $line != *"$1"* ]] || count=$((count + 1)); done <<<"${2%$'\n'}"
  echo "$count"
}

# How wide the widest line of a text is. A sign of several bytes counts once.
width_of() {
  local line widest=0
  while IFS= read -r line; do
    line=${line//[$'\x80'-$'\xbf']/}
    [[ ${#line} -le $widest ]] || widest=${#line}
  done <<<"$1"
  echo "$widest"
}

# A scenario about which there is nothing to say, and in which all expectations hold.
shop=$scratch/shop.yaml
shop_text='ballpark: 1
name: shop
workload:
  users: 100M
  growth: 100% /yr
  horizon: 1 yr
  actions:
    look: {rate: 10 /user/day, response: 10 kB, path: [api, db.read]}
    buy:  {rate: 1 /user/day, request: 1 kB, path: [api, db.write]}
data: {order: {made-by: buy, size: 1 kB, keep: {db: 1 yr}}}
components: {api: http-service, db: sql}
cases:
  rush: {scale: {look.rate: 3x}}
  sale: {scale: {buy.rate: 5x}}
expect:
  - look.rate.mean <= 25k/s
  - {check: buy.rate.mean <= 3k/s, level: warn}'
printf '%s\n' "$shop_text" >"$shop"

# shop_but TEXT OTHER FILE: the same with the other text in place of the first.
shop_but() {
  contains "$shop_text" "$1" || { echo "the shop has no '$1'"; exit 1; }
  printf '%s\n' "${shop_text/"$1"/"$2"}" >"$3"
}

# finish ends a script. It fails when an expectation did, or when there was none.
finish() {
  echo "$((expectations - failures)) of $expectations expectations hold"
  [[ $failures == 0 && $expectations -gt 0 ]]
}
