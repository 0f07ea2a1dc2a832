# schema: what it accepts and what it refuses, by a validator that is not ours.
set -u
source "$(dirname "$0")/lib.sh"

validate=$BALLPARK_SOURCE_DIR/tests/schema/validate
python3 -c 'import jsonschema, yaml' 2>/dev/null || exit 77
"$BALLPARK" schema >"$scratch/schema.json"

out=$("$validate" "$scratch/schema.json" accept "$examples"/*.yaml)
expect 'it accepts every example' is "$?: $out" "0: $(ls "$examples"/*.yaml | wc -l) files, 0 not as they should be"

errors=$BALLPARK_SOURCE_DIR/tests/errors
out=$("$validate" "$scratch/schema.json" refuse "$BALLPARK_SOURCE_DIR/tests/schema/unseen" "$errors"/*.yaml)
expect 'it refuses every wrong file, but for those of which it cannot see what is wrong' \
  is "$?: $out" "0: $(ls "$errors"/*.yaml | wc -l) files, 0 not as they should be"

finish
