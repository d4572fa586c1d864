#!/bin/sh
# From a fresh checkout to a first report: installs what a build needs, builds stackdrag, and audits the stack of examples/acme.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
. examples/install.sh

install_missing build
build release

say "Auditing an example: build/release/stackdrag audit examples/acme"
say ""
status=0
build/release/stackdrag audit examples/acme || status=$?
# The example is in a bad way on purpose, and an audit that says so (1) has worked.
[ "$status" -le 1 ] || exit "$status"
