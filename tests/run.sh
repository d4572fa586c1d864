#!/bin/sh
# Installs what is missing, then builds and runs every test: tests/run.sh [PRESET], where PRESET is dev (the default), asan or release.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
. examples/install.sh

preset=${1:-dev}
install_missing build test
# Compilations that were done before are not done again, where ccache is installed.
if command -v ccache >/dev/null; then
  export CMAKE_CXX_COMPILER_LAUNCHER="${CMAKE_CXX_COMPILER_LAUNCHER-ccache}"
fi
build "$preset" -DSTACKDRAG_TESTS=ON
ctest --preset "$preset" --parallel "$(cores)"
