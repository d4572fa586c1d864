#!/bin/sh
# Installs what is missing, then builds and runs every test: tests/run.sh [PRESET], where PRESET is dev (the default), asan or release.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
. examples/install.sh

preset=${1:-dev}
install_missing build test
use_ccache
build "$preset" -DSTACKDRAG_TESTS=ON
ctest --preset "$preset" --parallel "$(cores)"
