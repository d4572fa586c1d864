#!/bin/sh
# Fails if an audit has become more expensive. Instructions are counted, not seconds, so the answer is the same on a busy machine.
# It counts the build of the tests, which is there anyway; what makes a release slower shows in it, too.
# STACKDRAG_UPDATE=1 records what is counted as the new budget.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/../.."
. examples/install.sh

install_missing build test guard
use_ccache
build dev

slack=10             # percent above the budget
steepest=1.05        # the exponent between 10,000 and 20,000 items; 1 is linear
budget_file=tests/bench/budget.txt

# The instructions of an audit of so many generated items.
count() {
  python3 tests/bench/generate.py "$1" >"$scratch/$1.yaml"
  valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null build/dev/stackdrag audit --fail-on never --format json \
    -o "$scratch/$1.json" "$scratch/$1.yaml" 2>"$scratch/$1.log" || fail "The audit of $1 items failed: $(cat "$scratch/$1.log")"
  sed -n 's/.*I *refs: *\([0-9,]*\).*/\1/p' "$scratch/$1.log" | tr -d ,
}

counted=$(count 10000)
large=$(count 20000)
if [ "${STACKDRAG_UPDATE-}" = 1 ]; then printf '%s\n' "$counted" >"$budget_file"; fi
budget=$(cat "$budget_file")

python3 - "$counted" "$budget" "$slack" "$large" "$steepest" <<'PYTHON'
import math, sys
counted, budget, slack, large = map(int, sys.argv[1:5])
exponent = math.log(large / counted) / math.log(2)
print(f"10,000 items: {counted:,} instructions, {100 * counted / budget - 100:+.1f} % of the budget of {budget:,}")
print(f"10,000 to 20,000 items: exponent {exponent:.3f}")
if counted > budget * (1 + slack / 100):
    sys.exit(f"The audit takes over {slack} % more instructions than its budget.")
if exponent > float(sys.argv[5]):
    sys.exit(f"The audit is no longer linear: the exponent is above {sys.argv[5]}.")
PYTHON

# Inventories in which everything depends on one thing.
python3 tests/bench/steepness.py build/dev/stackdrag
