# explain: how one number came about.
set -u
source "$(dirname "$0")/lib.sh"

ask explain "$shop"
expect_status 0 'without a metric it lists the metrics'
for metric in look.rate.mean buy.latency.p99 api.nodes db.shards order.bytes cost.monthly; do
  expect_stdout_contains $'\n'"$metric"$'\n' "$metric among them"
done
expect_stdout_lacks ' ' 'one metric to a line and nothing else'

# Asks for each of them; the list has nothing that cannot be explained.
unexplained=
for metric in $out; do
  ask explain --samples 16 "$shop" "$metric"
  [[ $status == 0 && $out == "$metric"* && -z $err ]] || unexplained+=" $metric"
done
expect 'every metric that is listed can be explained' is "$unexplained" ''

ask explain --case rush "$shop" look.rate.mean
expect_status 0 'a metric can be explained in a case'
ask explain --set look.rate='20 /user/day' "$shop" look.rate.mean
expect_status 0 'an expectation that fails is no concern of explain'

ask explain "$examples/catalog.yaml" cache
expect_status 0 'a component can be explained'
expect_stdout_contains 'buys capacity and latency' 'in words'
ask explain --format json "$examples/catalog.yaml" cache
expect_stdout_contains '"without": "cache"' 'and as JSON'

ask explain "$shop" db.shrads
expect_refusal 'did you mean `db.shards`?' 'a misspelt metric is refused with the near one'
ask explain "$shop" utterly-different
expect_refusal '`utterly-different`' 'a metric that is near to nothing is refused by its name'
ask explain "$scratch/missing.yaml" db.nodes
expect_refusal 'missing.yaml' 'a missing file is refused'
ask explain
expect_refusal '--help' 'without a file it says where help is'

finish
