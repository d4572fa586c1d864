#!/bin/sh
# Builds stackdrag in a step of a GitHub workflow, for action.yml. `build.sh name` says where the program goes and under which key it is
# cached; `build.sh install` builds it if it is not there, and puts it on the PATH.
set -eu

folder=$RUNNER_TEMP/stackdrag-program
verb=${1-}
CDPATH='' cd -- "$(dirname -- "$0")/../../.."

# A build runs only on the system that it was made on.
system() {
  if [ -r /etc/os-release ]; then
    (. /etc/os-release && echo "$ID-${VERSION_ID-}-$(uname -m)")
  else
    echo "$(uname -s)-$(uname -r)-$(uname -m)"
  fi
}

source_sum() {
  find CMakeLists.txt CMakePresets.json src include examples/install.sh -type f | LC_ALL=C sort | while IFS= read -r file; do
    printf '%s\n' "$file"
    cat "$file"
  done | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c 1-64
}

case $verb in
  name)
    printf 'folder=%s\nkey=stackdrag-%s-%s\n' "$folder" "$(system)" "$(source_sum)" >>"$GITHUB_OUTPUT"
    ;;
  install)
    . examples/install.sh
    install_missing build # the program needs the libraries of these packages to run
    if [ ! -x "$folder/stackdrag" ]; then
      build release
      mkdir -p "$folder"
      cp build/release/stackdrag "$folder/"
    fi
    printf '%s\n' "$folder" >>"$GITHUB_PATH"
    "$folder/stackdrag" --version
    ;;
  *)
    echo "usage: build.sh name|install" >&2
    exit 2
    ;;
esac
