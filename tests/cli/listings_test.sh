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
  expect "$model is a model, with a line of its own" is "$(lines_with " $model  " "$out")" 1
done
for topic in queues networks scalability servers 'load balancing' caches 'storage and structures' \
  'sharding and replication' availability tails retries cost traffic; do
  expect "$topic is a heading" contains $'\n'"$out" $'\n'"$topic"$'\n'
done
expect 'and no heading is there twice' \
  is "$(grep -c '^[a-z]' <<<"$out")" "$(grep '^[a-z]' <<<"$out" | sort -u | wc -l)"
expect_stdout_contains '`ballpark models NAME`' 'and it says how to see more'
COLUMNS=60 ask models
expect 'the models fit a narrow terminal' test "$(width_of "$out")" -le 60

ask models mmc_wait
expect_stdout_contains 'mmc_wait(arrivals=, service=, servers=)' 'one model can be asked for'
expect_stdout_contains ' arrivals  req/s   requests per time' 'and shows its arguments with their units'
expect_stdout_contains ' result   s' 'the unit of its result'
expect_stdout_contains ' topic    queues' 'its topic'
expect_stdout_contains ' page     docs/models/mmc.md' 'its page'
expect_stdout_contains " example  ballpark calc 'mmc_wait(" 'and a call'
ask models mmc_wait erlang_c
expect_stdout_contains $'\n\nerlang_c(' 'several are shown one below the other'
ask models mva_throughput
expect_stdout_contains 'demands=[]' 'a list is shown as one'
expect_stdout_contains ' list of s ' 'and with the unit of its elements'
ask models bloom
expect_stdout_contains ' bloom_memory ' 'a part of a name lists the models that have it'
expect_stdout_contains ' bloom_false_positives ' 'all of them'
expect_stdout_lacks 'erlang' 'and no others'
ask models Caches
expect_stdout_contains ' lru_hit_ratio ' 'a topic lists its models, in any case of letters'
ask models pollaczek
expect_stdout_contains 'mg1_wait(' 'else what is said of them is searched'
ask models erlng_c
expect_refusal 'did you mean `erlang_c`?' 'a misspelt model is refused with the near one'
ask models nothing-like-it mmc_wait cahces
expect_refusal '`nothing-like-it`' 'a model that is near to nothing is refused by its name'
expect_stderr_contains '`caches`' 'and all mistakes come in one pass'

# Every call that is shown works, and leads to a page that has it.
ask models --format json
expect_stdout_contains '"default": 1' 'an argument that may be left out says what holds then'
calls=$(grep -c '"example": "[^"]' <<<"$out")
expect 'every model has a call on a page' \
  is "$calls $(grep -c '"example"' <<<"$out")" "$(grep -c '"topic"' <<<"$out") $calls"
ask_with_input "$(sed -n 's/^ *"example": "\(.*\)",$/\1/p' <<<"$out" | grep -v ' to ')" calc
expect_status 0 'and each call has an answer'

ask kinds
for kind in load-balancer service cache sql nosql queue object-store; do
  expect "$kind is a kind, with a line of its own" is "$(lines_with " $kind  " "$out")" 1
done
expect_stdout_contains ' l7-proxy ' 'and with its types'
expect_stdout_contains 'an in-memory store that serves' 'and what it is'
expect_stdout_contains '`ballpark kinds NAME`' 'and how to see more'
expect 'all of it on a screen' test "$(lines_with '' "${out%$'\n'}")" -le 24
ask kinds cache
expect_stdout_contains 'cache: ' 'one kind can be asked for'
expect_stdout_contains ' hit.requests ' 'and shows its fields'
expect_stdout_contains ' redis  node           mem-8' 'its types'
expect_stdout_contains ' ops-rate       60k .. 120k /s/core' 'with their numbers'
expect_stdout_contains ' metrics  rate.mean, rate.peak, OP.rate.mean' 'and its metrics'
expect_stdout_lacks 'queue: ' 'without the other kinds'
cache=$out
ask kinds redis
expect_status 0 'a type can be asked for as well'
expect 'and shows its kind' is "$out" $'`redis` is a type of kind `cache`\n\n'"$cache"
ask kinds api-gateway
expect_stdout '`api-gateway` is a type of kind `gateway`, which is not computed yet' \
  'also of a kind that is still to come'
ask kinds component
expect_stdout_contains 'replicas ' '`component` has the fields that all components have'
ask kinds machine
expect_stdout_contains 'memory ' '`machine` has those of machines'
for kind in dns cdn load-balancer service cache nosql sql queue object-store external; do
  ask kinds "$kind"
  expect_stdout_contains ' metrics  rate.mean' "$kind has metrics"
done
ask kinds cahce
expect_refusal 'did you mean `cache`?' 'a misspelt kind is refused with the near one'
ask kinds nothing-like-it
expect_refusal '`nothing-like-it`' 'a kind that is near to nothing is refused by its name'
expect_stderr_contains '`ballpark kinds` lists them' 'and with where they are'

# For programs

for list in models 'models mmc_wait' kinds units 'kinds cache' 'kinds redis' 'kinds component' 'kinds machine' \
  'kinds worker'; do
  # shellcheck disable=SC2086  # a command and its argument
  ask $list --format json
  expect "$list --format json is one object" is "${out:0:15}${out: -2}" $'{\n  "ballpark":}\n'
done
ask models --format json
expect_stdout_contains '"name": "servers"' 'models have their parameters'
expect_stdout_contains '"topic": "caches"' 'and their topics'
ask kinds cache --format json
expect_stdout_contains '"name": "ops-rate"' 'kinds have their fields'
expect_stdout_contains '"ops-rate": "60k .. 120k /s/core"' 'and their types'
expect_stdout_contains '"nodes.needed"' 'and their metrics'
ask units --format json
expect_stdout_contains '"name": "KiB"' 'units have their names'
expect_stdout_contains '"factor": 1024' 'and their factors'

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

COLUMNS=60 ask units
expect 'the units fit a narrow terminal' test "$(width_of "$out")" -le 60
expect_stdout_contains ' megabits' 'and none is left out'

ask schema
expect 'the schema is one JSON object' is "${out:0:1}${out: -2}" $'{}\n'
expect_stdout_contains '"$schema"' 'and names the draft that it follows'
for section in ballpark params workload data components topology policy cases expect; do
  expect_stdout_contains "\"$section\": {" "and has the section $section"
done

finish
