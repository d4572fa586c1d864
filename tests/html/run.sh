#!/bin/sh
# Looks at the HTML report in a real browser: that it fetches nothing, that it fits, reads, filters and prints, by axe-core that everybody can
# use it, and by the validator of the standard. tests/html/run.sh [FOLDER] leaves the pages and their pictures in the folder.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/../.."
. examples/install.sh

install_missing build html
use_ccache
require_cmake
refuse_other_generator release
say "Building the program of the preset release in build/release."
quietly "CMake could not prepare the build; its own words are above." cmake --preset release
quietly "The build failed; its own words are above." cmake --build --preset release --target stackdrag --parallel "$(cores)"
quietly "npm could not install the tools of tests/html; its own words are above." npm ci --prefix tests/html --no-fund --no-audit

pages=${1:-build/pages}
mkdir -p "$pages"
rm -f "$pages"/*.html "$pages"/*.json
python3 tests/bench/generate.py 200 >"$scratch/generated.yaml"
for inventory in examples/acme examples/clean examples/grand-magasin examples/harbour-home examples/start-up examples/ten-lines "$scratch/generated.yaml"; do
  name=$(basename "$inventory" .yaml)
  build/release/stackdrag audit "$inventory" --as-of 2026-11-21 --fail-on never --format html -o "$pages/$name.html" --format json -o "$pages/$name.json" ||
    fail "The audit of $inventory failed."
done
# Some of its texts are mistakes, which an audit tells and passes over.
python3 tests/html/hostile.py >"$scratch/hostile.json"
build/release/stackdrag audit "$scratch/hostile.json" --format html -o "$pages/hostile.html" --format json -o "$pages/hostile.json" \
  --fail-on never 2>"$scratch/mistakes" || [ $? -eq 2 ] || fail "The audit of hostile text failed."
node tests/html/check.mjs "$pages" || fail "The pages are not as they should be; the faults stand above."
java -jar tests/html/node_modules/vnu-jar/build/dist/vnu.jar --errors-only "$pages"/*.html || fail "The validator's own words are above."
say "The pages are as they should be; they stand in $pages."
