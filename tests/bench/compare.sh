#!/bin/sh
# Times stackdrag beside other readers and checkers on the same generated inventory, all in one run: tests/bench/compare.sh [ITEMS].
# With 100,000 items or more only stackdrag and the bare readers run, as the others take minutes each time.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/../.."
. examples/install.sh

items=${1:-10000}
install_missing build bench
build release -DSTACKDRAG_BENCH=ON

# The packages are those of the system's Python.
python=python3
[ ! -x /usr/bin/python3 ] || python=/usr/bin/python3
tools=build/bench
mkdir -p "$tools"
file=$tools/$items.yaml
$python tests/bench/generate.py "$items" >"$file"
audit="build/release/stackdrag audit --fail-on never --format json -o $tools/out.json"
readers=build/release/tests/bench/events

set -- -n stackdrag "$audit $file" -n 'stackdrag, reference lane' "$audit --reader reference $file" \
  -n 'libyaml, events' "$readers libyaml $file" -n 'yaml-cpp, events' "$readers yaml-cpp $file"
if [ "$items" -lt 100000 ]; then
  if [ ! -x "$tools/node_modules/.bin/spectral" ]; then
    quietly "npm could not install Spectral; its own words are above." \
      npm install --prefix "$tools" --no-fund --no-audit @stoplight/spectral-cli@6.16.3
  fi
  cp tests/bench/spectral.yaml "$tools/spectral.yaml"
  set -- "$@" -n 'PyYAML, C loader' "$python -c 'import sys, yaml; yaml.load(open(sys.argv[1]), yaml.CSafeLoader)' $file" \
    -n yamllint "yamllint -d relaxed $file" \
    -n 'Spectral, two rules' "$tools/node_modules/.bin/spectral lint --quiet -r $tools/spectral.yaml $file"
fi
hyperfine --ignore-failure --warmup 1 --runs "${RUNS:-10}" --export-markdown "$tools/$items.md" "$@"
