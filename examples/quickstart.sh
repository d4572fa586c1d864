#!/bin/sh
# From a fresh checkout to a first report: installs what a build needs, builds stackdrag, and audits the stack of examples/acme.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
. examples/install.sh

if installed=$(command -v stackdrag) && version=$(stackdrag --version 2>/dev/null); then
  say "Found $installed ($version)."
  say "To use that one, stop here: stackdrag audit examples/acme"
  say "Going on to build another, in build/release."
fi
install_missing build
build release

say "Auditing an example: build/release/stackdrag audit examples/acme"
say ""
status=0
build/release/stackdrag audit examples/acme || status=$?
# The example is in a bad way on purpose, and an audit that says so (1) has worked.
[ "$status" -le 1 ] || exit "$status"

say ""
say "All went well: the example is in a bad way on purpose, so its gate fails."
say "Drag, 0 to 100, is what debt takes from a team; DO FIRST is what lowers it."
say ""
say "Your own stack:"
say "  sudo cmake --install build/release  puts it into /usr/local/bin; without"
say "                                      root: --prefix ~/.local, into ~/.local/bin"
say "  stackdrag init                      in a folder of yours: what to start from"
say "  stackdrag audit                     there, once it describes your stack"
say "docs/inventory.md: what an inventory may say; docs/score.md: how to read drag"
