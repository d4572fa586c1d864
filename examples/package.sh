#!/bin/sh
# Makes the packages of stackdrag: a .deb for Debian 12, Ubuntu 24.04 and newer, and an archive whose program runs on any Linux. Installs
# what that needs. It has to be done on Debian 12: a package runs on the system that it was made on and on newer ones.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
. examples/install.sh

[ "$(package_system)" = apt ] || fail "Packages are made on Debian 12, and this system has no apt."
install_missing build package
use_ccache
build package
quietly "The packages could not be made; cpack's own words are above." cpack --config build/package/CPackConfig.cmake
for package in build/package/packages/*.deb build/package/packages/*.tar.gz; do
  say "$(($(wc -c <"$package") / 1024)) KiB  $package"
done
