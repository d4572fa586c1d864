# The packages that building and testing need, and the steps that the scripts of this project share. They source it, from the project's
# top folder; by itself it does nothing, and it does not install stackdrag.
# shellcheck shell=sh

# The names for Debian and Ubuntu (apt) and for Homebrew (brew). The other purposes need those for the build, too.
package_names() {
  case $1-$2 in
    apt-build) echo g++ cmake ninja-build pkgconf libcli11-dev nlohmann-json3-dev libyaml-cpp-dev libspdlog-dev libre2-dev ;;
    apt-test) echo bash-completion catch2 ccache cmark-gfm fish git glpk-utils graphviz groff-base jq librapidcheck-dev libxml2-utils man-db mandoc prometheus python3 python3-icalendar python3-jsonschema python3-yaml zsh ;;
    apt-bench)
      echo hyperfine libbenchmark-dev libyaml-dev python3 python3-yaml yamllint
      # Node.js from elsewhere brings an npm of its own, which Debian's does not stand beside.
      command -v npm >/dev/null || echo nodejs npm
      ;;
    apt-html)
      echo chromium default-jre-headless firefox-esr poppler-utils python3
      command -v npm >/dev/null || echo nodejs npm
      ;;
    apt-guard) echo python3 valgrind ;;
    apt-package) echo dpkg-dev file gzip ;;
    apt-root) echo binutils ca-certificates ccache curl debootstrap dpkg file lintian man-db ;;
    apt-lint) echo clang clang-format clang-tidy git shellcheck ;;
    brew-build) echo cmake ninja pkgconf cli11 nlohmann-json yaml-cpp spdlog re2 ;;
    brew-test) echo bash bash-completion@2 catch2 ccache cmark-gfm fish glpk graphviz groff jq libxml2 mandoc prometheus python zsh ;;
    brew-bench) echo hyperfine google-benchmark libyaml node python yamllint ;;
    brew-html) echo node openjdk poppler python ;;
    brew-guard) echo python valgrind ;;
    brew-lint) echo clang-format llvm shellcheck ;;
    *-build) echo 'a C++20 compiler, CMake 3.25, Ninja, pkg-config, CLI11, nlohmann/json, yaml-cpp, spdlog and RE2' ;;
    *-bench) echo 'hyperfine, Google Benchmark, libyaml, Node.js with npm, yamllint, and Python 3 with yaml' ;;
    *-html) echo 'Chromium, Firefox, Java, Node.js with npm, poppler and Python 3' ;;
    *-guard) echo 'valgrind and Python 3' ;;
    *-package) echo 'dpkg-dev, file and gzip' ;;
    *-root) echo 'binutils, ccache, curl, debootstrap, file, lintian and man' ;;
    *-lint) echo 'clang, clang-format, clang-tidy, git and shellcheck' ;;
    *-test) echo 'Catch2, ccache, RapidCheck, bash with bash-completion, cmark-gfm, fish, git, glpsol, Graphviz, groff, jq, mandoc, xmllint, promtool, zsh, and Python 3 with icalendar, jsonschema and yaml' ;;
  esac
}

say() {
  printf '%s\n' "$*"
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Tells how far a build has come, from ninja's "[12/80]": on a terminal in a line that counts, elsewhere in a line for each tenth, so that
# nobody takes a long build in the log of a CI job for a dead one. A build of a few steps needs neither.
show_progress() {
  done_steps=${1#?}
  done_steps=${done_steps%%/*}
  steps=${1#*/}
  steps=${steps%%]*}
  case $done_steps$steps in *[!0-9]*) return ;; esac
  [ "$steps" -ge 20 ] || return 0
  now=$(date +%s)
  if [ "$done_steps" -le 1 ] || [ -z "${begun-}" ]; then
    begun=$now
    tenth=0
    say "  $steps steps, about $((steps * seconds_a_step / $(cores) / 60 + 1)) minutes on $(cores) cores"
  fi
  left=
  if [ "$done_steps" -ge $((steps / 20)) ] && [ $((now - begun)) -ge 5 ]; then
    seconds=$(((now - begun) * (steps - done_steps) / done_steps))
    [ "$seconds" -eq 0 ] || left=", less than a minute left"
    [ "$seconds" -lt 60 ] || left=", about $(((seconds + 30) / 60)) min left"
  fi
  if [ -t 1 ]; then
    printf '\r  %-50s' "$done_steps of $steps steps$left"
  elif [ $((done_steps * 10 / steps)) -gt "$tenth" ]; then
    tenth=$((done_steps * 10 / steps))
    say "  $done_steps of $steps steps ($((done_steps * 100 / steps)) %)$left"
  fi
}

# Keeps what a command prints, and shows its progress.
keep_output() {
  while IFS= read -r line || [ -n "$line" ]; do
    printf '%s\n' "$line" >&3
    case $line in
      '['[0-9]*/[0-9]*']'*) show_progress "$line" ;;
    esac
  done 3>>"$scratch/log"
  [ ! -t 1 ] || printf '\r%-52s\r' ''
}

# Runs a command silently. If it fails, shows the end of its output, then the sentence.
quietly() {
  sentence=$1
  shift
  rm -f "$scratch/failed"
  : >"$scratch/log"
  { "$@" 2>&1 </dev/null || : >"$scratch/failed"; } | keep_output
  [ -e "$scratch/failed" ] || return 0
  tail -n 40 "$scratch/log" >&2
  fail "$sentence"
}

package_system() {
  if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    echo apt
  elif command -v brew >/dev/null; then
    echo brew
  else
    echo other
  fi
}

is_installed() {
  case $1 in
    apt) [ "$(dpkg-query -W -f '${db:Status-Status}' "$2" 2>/dev/null)" = installed ] ;;
    brew) brew list --versions "$2" >/dev/null 2>&1 ;;
  esac
}

with_apt() {
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "Only root can install packages, and there is no sudo here. Have root run this, then start again:
  apt-get update && apt-get install $*"
    as_root=sudo
  fi
  say "Installing them with apt-get${as_root:+; sudo may ask for your password}."
  # An update that fails for one source of packages need not matter: the installation tells.
  quietly "sudo did not let this script install packages; its own words are above." $as_root sh -c 'apt-get update || true'
  for package; do
    apt-cache show "$package" >/dev/null 2>&1 && continue
    tail -n 10 "$scratch/log" >&2
    fail "apt knows no package \`$package\`; above is what it said when it fetched its lists.
stackdrag is built on Debian 12, Ubuntu 24.04 (with its component \`universe\`) or newer."
  done
  quietly "The packages could not be installed; apt's own words are above." $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
}

with_brew() {
  say "Installing them with Homebrew."
  for package; do
    quietly "Homebrew could not install \`$package\`; its own words are above." brew install "$package"
  done
}

# Installs what is missing for the purposes, such as `build` or `build test`, after saying so.
install_missing() {
  system=$(package_system)
  if [ "$system" = other ]; then
    say "Neither apt nor Homebrew is here: going on with what is installed. Needed are"
    for purpose; do say "  to $purpose: $(package_names other "$purpose")"; done
    return
  fi
  missing=
  for purpose; do
    [ "$system-$purpose" != brew-test ] ||
      say "Homebrew has neither RapidCheck nor Python's icalendar and jsonschema: the tests need them from elsewhere."
    for package in $(package_names "$system" "$purpose"); do
      is_installed "$system" "$package" || missing="$missing $package"
    done
  done
  if [ -n "$missing" ]; then
    say "Missing packages:$missing"
    # shellcheck disable=SC2086 # one word per package
    "with_$system" $missing
  fi
}

require_cmake() {
  command -v cmake >/dev/null || fail "CMake is missing: stackdrag needs version 3.25 or newer."
  version=$(cmake --version | sed -n 's/^cmake version //p')
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt 3 ] || [ "$minor" -ge 25 ] ||
    fail "CMake here is $version, and stackdrag needs 3.25 or newer: Debian 12 and Ubuntu 24.04 have it."
}

# What a step of a build takes one core on average: hundreds are rules of a page, a few are large.
seconds_a_step=3

cores() {
  getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2
}

# Uses ccache where it is installed, so that nothing is compiled twice, in any folder. The settings make it work with precompiled headers
# and other paths. It goes by the compiler's lists of headers (CCACHE_DEPEND), because preprocessed text would still be that of the
# precompiled header from before a change.
use_ccache() {
  command -v ccache >/dev/null || return 0
  export CMAKE_CXX_COMPILER_LAUNCHER="${CMAKE_CXX_COMPILER_LAUNCHER-ccache}"
  export CCACHE_SLOPPINESS="${CCACHE_SLOPPINESS-pch_defines,time_macros}"
  export CCACHE_BASEDIR="${CCACHE_BASEDIR-$PWD}" CCACHE_NOHASHDIR="${CCACHE_NOHASHDIR-1}" CCACHE_DEPEND="${CCACHE_DEPEND-1}"
}

# CMake refuses a folder that was made for another generator; this says so in one sentence.
refuse_other_generator() {
  generator=$(sed -n 's/^CMAKE_GENERATOR:INTERNAL=//p' "build/$1/CMakeCache.txt" 2>/dev/null) || return 0
  case $generator in
    '' | Ninja) ;;
    *) fail "build/$1 was made for $generator, and stackdrag is built with Ninja now: remove that folder, then start again." ;;
  esac
}

# Configures and builds a preset; what follows the preset goes to CMake.
build() {
  preset=$1
  shift
  require_cmake
  refuse_other_generator "$preset"
  if [ -f "build/$preset/stackdrag" ]; then
    say "Found build/$preset/stackdrag; building only what has changed since."
  else
    say "Building the preset $preset in build/$preset; the first time takes minutes."
  fi
  quietly "CMake could not prepare the build; its own words are above." cmake --preset "$preset" "$@"
  quietly "The build failed; its own words are above." cmake --build --preset "$preset" --parallel "$(cores)"
}
