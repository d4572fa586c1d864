#!/bin/sh
# Checks how the sources are written: clang-format on all of them, clang-tidy with the checks of .clang-tidy on those in src, shellcheck on
# the scripts. tests/lint.sh SOURCE… looks with clang-tidy at these sources only, and tests/lint.sh --since COMMIT at those that have changed
# since that commit, and for each header that has at one source that includes it.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
. examples/install.sh

[ "$*" != --since ] || fail "--since needs a commit: tests/lint.sh --since HEAD~20"
install_missing build lint
git ls-files '*.h' '*.cpp' >"$scratch/sources"
xargs clang-format --dry-run -Werror <"$scratch/sources" || fail "Format them with \`clang-format -i\`, version $(clang-format --version |
  sed 's/.*version \([0-9]*\).*/\1/')."
say "$(wc -l <"$scratch/sources") sources are formatted."

git ls-files '*.sh' .ci/run .ci/nightly | xargs shellcheck --external-sources || fail "shellcheck's own words are above."

require_cmake
refuse_other_generator tidy
quietly "CMake could not prepare the build; its own words are above." cmake --preset tidy
if [ "${1-}" = --since ] && git rev-parse --quiet --verify "$2^{commit}" >"$scratch/commit"; then
  {
    git diff --name-only --diff-filter=d "$2" -- 'src/*.cpp'
    for header in $(git diff --name-only --diff-filter=d "$2" -- 'src/*.h' 'include/*.h'); do
      git grep -l "\"${header#*/}\"" -- 'src/*.cpp' | head -n 1
    done
  } | sort -u >"$scratch/looked-at"
elif [ $# -eq 0 ] || [ "$1" = --since ]; then
  git ls-files 'src/*.cpp' >"$scratch/looked-at" # all of them, also if this clone does not go back to that commit
else
  printf '%s\n' "$@" >"$scratch/looked-at"
fi

# A source that passed is looked at again when it, a header of ours, the checks or the commands have changed.
{
  clang-tidy --version
  cat .clang-tidy build/tidy/compile_commands.json
  git ls-files '*.h' | xargs cat
} | cksum >"$scratch/shared"
mkdir -p build/tidy/passed
while read -r source; do
  passed=build/tidy/passed/$(cat "$scratch/shared" "$source" | cksum | tr ' ' -)
  [ -e "$passed" ] || printf '%s %s\n' "$source" "$passed"
done <"$scratch/looked-at" >"$scratch/changed"
# shellcheck disable=SC2016 # the inner shell expands them
[ ! -s "$scratch/changed" ] || xargs -P "$(cores)" -n 2 sh -c 'clang-tidy -p build/tidy --quiet "$1" 2>/dev/null && : >"$2"' sh \
  <"$scratch/changed" || fail "clang-tidy found faults; they stand above."
say "clang-tidy finds nothing in $(wc -l <"$scratch/looked-at") sources ($(wc -l <"$scratch/changed") had not passed before)."
