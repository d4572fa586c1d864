#!/bin/sh
# Audits an inventory in a step of a GitHub workflow: the log, annotations, the reports, the job summary and the outputs of action.yml,
# which hands over its inputs as STACKDRAG_*. The exit code is the program's, and comes last.
set -eu

line_feed='
'
work=$(mktemp -d "$RUNNER_TEMP/stackdrag-XXXXXX")
report=$work/report
mkdir "$report"

output() {
  case $2 in
    *"$line_feed"*) printf 'stackdrag: the output %s has several lines and is left out\n' "$1" >&2 ;;
    *) printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT" ;;
  esac
}

# Text for a workflow command, in which a line feed would end it.
escaped() {
  tr -d '\r' | sed 's/%/%25/g' | awk 'NR > 1 { printf "%%0A" } { printf "%s", $0 }'
}

# Says in the summary that there is no audit. An indented line is never anything but text.
no_audit() {
  { printf '## stackdrag could not audit the inventory\n\n' && tr -d '\r' | sed 's/^/    /'; } >>"$GITHUB_STEP_SUMMARY"
}

fail() {
  printf '::error title=stackdrag::%s\n' "$(printf '%s' "$1" | escaped)"
  printf '%s\n' "$1" | no_audit
  output exit-code 2
  exit 2
}

# Shows a file in the log. The runner takes nothing in it for a command, until it sees the word that nobody can guess.
show() {
  [ -s "$1" ] || return 0
  word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '::stop-commands::%s\n' "$word"
  awk 1 "$1" # which ends the last line if nothing else does
  printf '::%s::\n' "$word"
}

# The lines of an input without the blanks around them, and without empty ones.
lines() {
  printf '%s\n' "$1" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//; /^$/d'
}

fetch() {
  [ -n "${STACKDRAG_SHA256-}" ] || fail "A package from an address needs its SHA-256 in the input \`sha256\`: \`sha256sum\` prints it."
  address=${1%%[?#]*}
  package=$work/${address##*/}
  command -v curl >/dev/null || fail "curl is needed to fetch a package."
  curl --fail --silent --show-error --location --proto '=https' --output "$package" "$1" || fail "\`$1\` could not be fetched."
}

verify() {
  sum=$({ sha256sum <"$1" 2>/dev/null || shasum -a 256 <"$1"; } | cut -c 1-64)
  [ "$sum" = "$(printf '%s' "$2" | tr A-F a-f)" ] || fail "The package has the SHA-256 $sum, and the input \`sha256\` says $2: it is not the package that you meant."
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_package() {
  case $1 in
    *.deb)
      full=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/${1##*/}
      # The lists of packages may be missing, or old.
      as_root apt-get install -qq -y "$full" >"$work/apt" 2>&1 ||
        { as_root apt-get update -qq && as_root apt-get install -qq -y "$full"; } >"$work/apt" 2>&1 || {
        show "$work/apt"
        fail "apt-get could not install the package; its own words are above."
      }
      program=stackdrag
      ;;
    *)
      mkdir "$work/package"
      tar -xzf "$1" -C "$work/package" || fail "The package could not be unpacked; tar's own words are above."
      program=$(find "$work/package" -type f -name stackdrag -perm -u+x | sed -n 1p)
      [ -n "$program" ] || fail "The package holds no program of the name \`stackdrag\`."
      printf '%s\n' "${program%/*}" >>"$GITHUB_PATH" # for the steps that follow
      ;;
  esac
}

# Sets `program` to what can be run.
get_program() {
  program=$(lines "${STACKDRAG_PROGRAM:-stackdrag}")
  package=
  case $program in
    https://*.deb | https://*.deb[?#]* | https://*.tar.gz | https://*.tar.gz[?#]*) fetch "$program" ;;
    *://*) fail "\`$program\` is not the https address of a package (.deb or .tar.gz)." ;;
    *.deb | *.tar.gz)
      [ -f "$program" ] || fail "There is no package \`$program\` in the workspace: check the repository out first, or correct the input \`program\`."
      package=$program
      ;;
  esac
  if [ -n "$package" ]; then
    [ -z "${STACKDRAG_SHA256-}" ] || verify "$package" "$STACKDRAG_SHA256"
    install_package "$package"
  elif [ -n "${STACKDRAG_SHA256-}" ]; then
    fail "The input \`sha256\` is for a package, and \`$program\` in the input \`program\` is none: name a package (.deb or .tar.gz), or leave \`sha256\` out."
  fi
  command -v "$program" >/dev/null ||
    fail "There is no program \`$program\` here: name a package (.deb or .tar.gz) in the input \`program\`, or build one in the step before, as docs/ci.md of stackdrag says."
  command -v jq >/dev/null || fail "jq is needed, and GitHub's own runners have it: install it in the step before."
}

file_of() {
  case $1 in
    sarif) echo "$work/all.sarif" ;;
    junit) echo "$report/stackdrag.xml" ;;
    gitlab) echo "$report/gl-code-quality-report.json" ;;
    prometheus) echo "$report/stackdrag.prom" ;;
    html | csv) echo "$report/stackdrag.$1" ;;
    text) echo "$report/stackdrag.txt" ;;
    brief) echo "$report/brief.md" ;;
    json) echo "$report/stackdrag.json" ;;
    markdown) echo "$report/stackdrag.md" ;;
  esac
}

# The formats, each once; text is for the log.
formats() {
  {
    printf 'text\njson\nmarkdown\n'
    [ "$summary" != brief ] || echo brief
    printf '%s\n' "${STACKDRAG_FORMATS-}" | tr -s ',[:space:]' '[\n*]'
  } | sed '/^$/d' | awk '!seen[$0]++'
}

check_formats() {
  while IFS= read -r format; do
    [ -n "$(file_of "$format")" ] ||
      fail "The input \`formats\` has \`$format\`: write some of sarif, junit, html, json, markdown, brief, text, csv, gitlab and prometheus."
  done <"$work/formats"
}

# Runs the program once for all formats. Annotations and the program's own words go into files, to be shown later.
audit() {
  set -- audit --format=github
  while IFS= read -r format; do
    set -- "$@" "--format=$format" -o "$(file_of "$format")"
  done <"$work/formats"
  [ -z "${STACKDRAG_BASELINE-}" ] || set -- "$@" "--baseline=$STACKDRAG_BASELINE"
  [ -z "${STACKDRAG_FAIL_ON-}" ] || set -- "$@" "--fail-on=$STACKDRAG_FAIL_ON"
  [ -z "${STACKDRAG_AS_OF-}" ] || set -- "$@" "--as-of=$STACKDRAG_AS_OF"
  while IFS= read -r path; do
    set -- "$@" "--evidence=$path"
  done <"$work/evidence"
  set -- "$@" --
  while IFS= read -r path; do
    # Annotations and code scanning want paths from the top of the repository.
    path=${path#"$GITHUB_WORKSPACE/"}
    case $path in ./?*) path=${path#./} ;; esac
    set -- "$@" "$path"
  done <"$work/paths"
  "$program" "$@" >"$work/annotations" 2>"$work/words" </dev/null
}

# The log: the report, folded up, then what the program has to say, then the annotations.
write_log() {
  if [ "$status" -le 1 ]; then
    echo '::group::The report'
    show "$report/stackdrag.txt"
    echo '::endgroup::'
  fi
  show "$work/words"
  cat "$work/annotations"
  if [ "$status" -gt 1 ] && ! grep -q '^::error' "$work/annotations"; then
    printf '::error title=stackdrag::%s\n' "$(head -c 4000 "$work/words" | sed 's/^stackdrag: //' | escaped)"
  fi
}

# A summary may have 1 MiB; the reports stay below 64 KiB by themselves.
write_summary() {
  if [ "$status" -gt 1 ]; then
    head -c 60000 "$work/words" | no_audit
  elif [ "$summary" != none ]; then
    cat "$(file_of "$summary")" >>"$GITHUB_STEP_SUMMARY"
  fi
}

write_outputs() {
  output exit-code "$status"
  [ "$status" -le 1 ] || return 0
  drag=$(sed -n '1s/^## Marketing drag //p' "$report/stackdrag.md")
  output drag "${drag%%,*}"
  output drag-low "$(jq -r '.drag.low // ""' "$report/stackdrag.json")"
  output drag-high "$(jq -r '.drag.high // ""' "$report/stackdrag.json")"
  output grade "$(jq -r '.drag.grade // ""' "$report/stackdrag.json")"
  output new-findings "$(jq -r '.baseline.new // ""' "$report/stackdrag.json")"
  # Code scanning ignores suppressions and would show what is waived as open.
  [ ! -e "$work/all.sarif" ] ||
    jq '.runs[].results |= map(select(.suppressions | length == 0))' "$work/all.sarif" >"$report/stackdrag.sarif"
  output report "$report"
}

summary=${STACKDRAG_SUMMARY:-markdown}
case $summary in
  markdown | brief | none) ;;
  *) fail "The input \`summary\` is \`$summary\`: write markdown, brief or none." ;;
esac
get_program
formats >"$work/formats"
check_formats
lines "${STACKDRAG_EVIDENCE-}" >"$work/evidence"
lines "${STACKDRAG_PATHS-}" >"$work/paths"
status=0
audit || status=$?
write_log
write_summary
write_outputs
exit "$status"
