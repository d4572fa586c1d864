#!/bin/sh
# Fails if an audit, a plan or a forecast has become more expensive. Instructions are counted, not seconds, so the answer is the same on a
# busy machine. It counts the program of the development build; what makes a release slower shows in it, too.
# STACKDRAG_UPDATE=1 records what is counted as the new budget.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/../.."
. examples/install.sh

install_missing build test guard
use_ccache
require_cmake
refuse_other_generator dev
say "Building the program of the preset dev in build/dev."
quietly "CMake could not prepare the build; its own words are above." cmake --preset dev
quietly "The build failed; its own words are above." cmake --build --preset dev --target stackdrag --parallel "$(cores)"

# Without its debug information, which valgrind would read anew for each of some hundred runs.
program=$scratch/stackdrag
strip -o "$program" build/dev/stackdrag

slack=10             # percent above the budget
steepest=1.05        # the exponent between 10,000 and 20,000 items; 1 is linear
budget_file=tests/bench/budget.txt

# The instructions of an audit of so many generated items.
count() {
  python3 tests/bench/generate.py "$1" >"$scratch/$1.yaml"
  valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null "$program" audit --fail-on never --format json \
    -o "$scratch/$1.json" "$scratch/$1.yaml" 2>"$scratch/$1.log" || fail "The audit of $1 items failed: $(cat "$scratch/$1.log")"
  sed -n 's/.*I *refs: *\([0-9,]*\).*/\1/p' "$scratch/$1.log" | tr -d ,
}

# The instructions of another command about an example: each asks the rules hundreds of times.
count_command() {
  valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null "$program" "$1" examples/acme --format json \
    -o "$scratch/$1.json" 2>"$scratch/$1.log" || fail "The $1 of examples/acme failed: $(cat "$scratch/$1.log")"
  sed -n 's/.*I *refs: *\([0-9,]*\).*/\1/p' "$scratch/$1.log" | tr -d ,
}

counted=$(count 10000)
large=$(count 20000)
plan=$(count_command plan)
forecast=$(count_command forecast)
if [ "${STACKDRAG_UPDATE-}" = 1 ]; then printf 'audit %s\nplan %s\nforecast %s\n' "$counted" "$plan" "$forecast" >"$budget_file"; fi

python3 - "$budget_file" "$slack" "$large" "$steepest" audit "$counted" plan "$plan" forecast "$forecast" <<'PYTHON'
import math, sys
budgets = {name: int(number) for name, number in map(str.split, open(sys.argv[1]))}
slack, large = map(int, sys.argv[2:4])
counts = dict(zip(sys.argv[5::2], map(int, sys.argv[6::2])))
exponent = math.log(large / counts["audit"]) / math.log(2)
for name, counted in counts.items():
    of = "10,000 items" if name == "audit" else "examples/acme"
    print(f"{name} of {of}: {counted:,} instructions, {100 * counted / budgets[name] - 100:+.1f} % of the budget of {budgets[name]:,}")
print(f"10,000 to 20,000 items: exponent {exponent:.3f}")
for name, counted in counts.items():
    if counted > budgets[name] * (1 + slack / 100):
        sys.exit(f"The {name} takes over {slack} % more instructions than its budget.")
if exponent > float(sys.argv[4]):
    sys.exit(f"The audit is no longer linear: the exponent is above {sys.argv[4]}.")
PYTHON

# Inventories in which everything depends on one thing.
python3 tests/bench/steepness.py "$program"
