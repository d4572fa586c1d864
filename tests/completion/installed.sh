#!/bin/sh
# Whether the completions of every shell that a program knows are where that shell looks, and are what the program prints:
# tests/completion/installed.sh PROGRAM FOLDER ZSH. FOLDER is `share` of an installation, ZSH the folder in `zsh` there.
set -eu

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Where a shell looks, written down once more: it must not follow from what installs them.
place_of() {
  case $1 in
    bash) echo bash-completion/completions/stackdrag ;;
    zsh) echo "zsh/$2/_stackdrag" ;;
    fish) echo fish/vendor_completions.d/stackdrag.fish ;;
    *) fail "tests/completion/installed.sh does not know where $1 looks for completions." ;;
  esac
}

# The candidates come with a directive of their own in the last line.
shells=$("$1" __complete completion '' | sed '$d')
[ -n "$shells" ] || fail "The program names no shell."
for shell in $shells; do
  place=$(place_of "$shell" "$3")
  "$1" completion "$shell" | cmp - "$2/$place" || fail "$2/$place is not what \`stackdrag completion $shell\` prints."
done
