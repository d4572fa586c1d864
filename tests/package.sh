#!/bin/sh
# Makes both packages, and tries them on bare systems that have nothing else of ours: the .deb on Debian 12 and Ubuntu 24.04, the archive
# in a folder that holds nothing but what was unpacked, and the steps of .package/Containerfile. Root runs it. It needs no container engine,
# and leaves nothing behind but the bare systems in build/roots, for the next time.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
. examples/install.sh

[ "$(id -u)" -eq 0 ] || fail "tests/package.sh needs root: it makes bare systems with debootstrap, and runs programs in them with chroot."

# debootstrap mounts and unmounts /proc in the system that it makes; if it was stopped, that is still to be done.
clean_up() {
  sed -n "s|^[^ ]* \(${scratch}[^ ]*\) .*|\1|p" /proc/self/mounts | sort -r | xargs -r -n 1 umount
  rm -rf --one-file-system "$scratch"
}
trap clean_up EXIT

began=$(date +%s)
# Says what has been done, and how long it took.
done_with() {
  now=$(date +%s)
  say "$(printf '%4d s' $((now - began)))  $1"
  began=$now
}

# Ubuntu's keys are in no package of Debian's, so those that we take are held against what they were when this was written.
keys_of_ubuntu() {
  curl --silent --show-error --fail --output "$scratch/keys.deb" \
    "$1/pool/main/u/ubuntu-keyring/ubuntu-keyring_2023.11.28.1_all.deb" || return 1
  echo "36de43b15853ccae0028e9a767613770c704833f82586f28eb262f0311adb8a8  $scratch/keys.deb" | sha256sum --quiet --check ||
    fail "Ubuntu's keys are not those that this script expects."
  dpkg-deb --extract "$scratch/keys.deb" "$scratch/keys"
}

# Makes a bare system, once. False if Ubuntu's archive cannot be reached.
have_system() {
  [ ! -e "build/roots/$1.tar" ] || return 0
  case $1 in
    bookworm) set -- "$1" http://deb.debian.org/debian bookworm ;;
    noble)
      mirror=http://archive.ubuntu.com/ubuntu
      [ "$(dpkg --print-architecture)" = amd64 ] || mirror=http://ports.ubuntu.com/ubuntu-ports
      keys_of_ubuntu "$mirror" || return 1
      # Debian's debootstrap need not know this version of Ubuntu; the script is the same for all of them.
      set -- "$1" "$mirror" gutsy "--keyring=$scratch/keys/usr/share/keyrings/ubuntu-archive-keyring.gpg"
      ;;
  esac
  quietly "debootstrap could not make a bare system; its own words are above." \
    debootstrap --variant=minbase ${4+"$4"} "$1" "$scratch/new" "$2" "/usr/share/debootstrap/scripts/$3"
  # The updates to security, as an image has them.
  [ "$1" != bookworm ] || echo 'deb http://deb.debian.org/debian-security bookworm-security main' >>"$scratch/new/etc/apt/sources.list"
  rm -rf "$scratch/new/var/lib/apt/lists"/* "$scratch/new/var/cache/apt"/*
  mkdir -p build/roots
  tar -cf "build/roots/$1.part" -C "$scratch/new" . || fail "The bare system could not be kept."
  mv "build/roots/$1.part" "build/roots/$1.tar"
  rm -rf --one-file-system "$scratch/new"
  done_with "made a bare $1"
}

# Unpacks a bare system into a folder.
bare_system() {
  mkdir -p "$2"
  tar -xf "build/roots/$1.tar" -C "$2"
  cp /etc/resolv.conf "$2/etc/resolv.conf"
}

write_inventory() {
  cat >"$1" <<'END'
version: 1
stack: {name: Packed, as_of: 2026-11-21, currency: EUR, capacity_hours: 160}
people:
  ana: {name: Ana}
tools:
  sendwell: {does: [email], owner: ana, cost: 18000/yr, renews: 2027-02-01}
  pollcat:  {does: [survey], cost: 6000/yr, last_used: 2026-03-26}
campaigns:
  spring:   {ends: 2026-03-31}
pixels:
  meta-spring: {vendor: meta, for: spring, last_seen: 2026-11-20}
END
}

# Audits our ten lines and an example in a system, as a user without rights: audit_in ROOT PROGRAM EXAMPLES. Every system has to print the
# same. `$as_nobody` is a list of words.
as_nobody='chroot --userspec=65534:65534'
audit_in() {
  write_inventory "$1/stack.yaml"
  # Where it is on this system is part of what is printed.
  cp -R "$1$3/acme" "$1/acme"
  for subject in /stack.yaml /acme; do
    : >"$scratch/printed"
    for format in text json html; do
      status=0
      $as_nobody "$1" "$2" audit "$subject" --format "$format" >"$scratch/report" || status=$?
      [ "$status" -eq 1 ] || fail "An audit of $subject ended with $status instead of 1: $(cat "$scratch/report")"
      cat "$scratch/report" >>"$scratch/printed"
    done
    first=$scratch/first-$(basename "$subject")
    [ -e "$first" ] || cp "$scratch/printed" "$first"
    cmp "$scratch/printed" "$first" || fail "An audit of $subject prints something else here than on the system before."
  done
  grep -q "pollcat. has not been used for 240 days" "$scratch/first-stack.yaml" || fail "The audit does not find what is in the ten lines."
  version=$($as_nobody "$1" "$2" --version)
  [ "$version" = "$expected_version" ] || fail "The program in the package says that it is \`$version\`, not \`$expected_version\`."
}

# Everything that has to be below a prefix, and has to say something.
check_files() {
  for file in bin/stackdrag share/man/man1/stackdrag.1.gz; do
    [ -s "$1/$file" ] || fail "The package lacks $file."
  done
  sh tests/completion/installed.sh build/package/stackdrag "$1/share" "$2" || fail "The package lacks what stands above."
  gzip -dc "$1/share/man/man1/stackdrag.1.gz" >"$scratch/stackdrag.1"
  MANROFFSEQ='' MANWIDTH=80 man --warnings --local-file "$scratch/stackdrag.1" >"$scratch/page" 2>"$scratch/warnings"
  [ ! -s "$scratch/warnings" ] || fail "man complains about the page: $(cat "$scratch/warnings")"
  grep -q '^NAME' "$scratch/page" || fail "The manual page has no NAME."
  bash -n "$1/share/bash-completion/completions/stackdrag"
}

try_deb() {
  root=$scratch/$1
  bare_system "$1" "$root"
  cp "$deb" "$root/"
  # Without lists of packages apt can fetch nothing: what the package needs has to be there.
  quietly "apt could not install the package on $1; its own words are above." \
    chroot "$root" apt-get install -y "/${deb##*/}"
  check_files "$root/usr" vendor-completions
  audit_in "$root" stackdrag /usr/share/doc/stackdrag/examples
  quietly "apt could not remove the package; its own words are above." chroot "$root" apt-get purge -y stackdrag
  left=$(find "$root/etc" "$root/usr" "$root/var/lib" -name '*stackdrag*' ! -path '*/dpkg/*')
  [ -z "$left" ] || fail "The package leaves behind: $left"
  rm -rf --one-file-system "$root"
  done_with "installed the package on a bare $1, audited, removed it"
}

# The archive's program has no other file beside it but its own: no C library, no shell, no /etc.
try_archive() {
  tar -xzf "$archive" -C "$scratch"
  root=$scratch/$(basename "$archive" .tar.gz)
  program=$root/bin/stackdrag
  check_files "$root" site-functions
  for file in README.md LICENSE copyright docs/inventory.md examples/ten-lines/stack.yaml; do
    [ -s "$root/$file" ] || fail "The archive lacks $file."
  done
  readelf --dynamic --program-headers --wide "$program" >"$scratch/needs"
  ! grep -E 'NEEDED|INTERP' "$scratch/needs" || fail "The archive's program needs what stands above."
  file --brief "$program" | grep -q 'static-pie linked' || fail "The archive's program is not static: $(file --brief "$program")"
  audit_in "$root" /bin/stackdrag /examples
  say "        needs Linux $(readelf --notes "$program" | sed -n 's/.*OS: Linux, ABI: //p') or newer, and no library"
  done_with "audited with the archive's program in a root of its own"
}

# Puts what we have compiled into a system where the same is to be compiled. Links cost no space; they need the same file system.
lend_compiled() {
  command -v ccache >/dev/null || return 0
  cp -al "$(ccache --get-config cache_dir)" "$1/ccache" 2>/dev/null || {
    rm -rf "$1/ccache"
    return 0
  }
  quietly "ccache could not be installed; apt's own words are above." \
    chroot "$1" sh -c 'apt-get update && apt-get install -y --no-install-recommends ccache'
}

# COPY [--from=STAGE] SOURCE… TARGET: of a folder, its contents.
copy_step() {
  from=.
  case $1 in --from=*)
    from=$scratch/stage-${1#--from=}
    shift
    ;;
  esac
  for target; do :; done
  case $target in /*) ;; *) target=$folder/$target ;; esac
  while [ $# -gt 1 ]; do
    if [ -d "$from/$1" ]; then
      mkdir -p "$root$target"
      cp -a "$from/$1/." "$root$target/"
    else
      # shellcheck disable=SC2086 # a pattern
      cp -a $from/$1 "$root$target"
    fi
    shift
  done
}

container_step() {
  case $1 in
    FROM)
      root=$scratch/stage-${4-last} folder=/ user=root
      bare_system bookworm "$root"
      [ -z "${4-}" ] || lend_compiled "$root"
      ;;
    WORKDIR) folder=$2 && mkdir -p "$root$folder" ;;
    USER) user=$2 ;;
    COPY) shift && copy_step "$@" ;;
    ENTRYPOINT) entry=$(printf '%s' "$2" | tr -d '[]"') ;;
    *) fail "tests/package.sh does not know the instruction $1 of a Containerfile." ;;
  esac
}

try_container() {
  sed -e :a -e '/\\$/{N;s/ *\\\n */ /;ta' -e '}' -e '/^#/d' -e '/^$/d' .package/Containerfile >"$scratch/steps"
  while read -r instruction words <&3; do
    if [ "$instruction" = RUN ]; then
      quietly "A step of the Containerfile failed: $words" \
        chroot --userspec="$user" "$root" env CCACHE_DIR=/ccache sh -c "cd $folder && $words"
    else
      # shellcheck disable=SC2086 # its words; patterns are for the other root
      set -f && set -- $words && set +f
      container_step "$instruction" "$@"
    fi
  done 3<"$scratch/steps"
  [ "$(chroot --userspec="$user" "$root" id -u)" -ne 0 ] || fail "The image runs as root."
  write_inventory "$root$folder/stack.yaml"
  status=0
  chroot --userspec="$user" "$root" sh -c "cd $folder && $entry audit" >"$scratch/text" || status=$?
  [ "$status" -eq 1 ] || fail "The image's audit ended with $status instead of 1: $(cat "$scratch/text")"
  grep -q "pollcat. has not been used for 240 days" "$scratch/text" || fail "The image's audit does not find what is in the ten lines."
  done_with "ran the steps of the Containerfile, and audited as its user"
}

install_missing build package root
rm -rf build/package/packages
sh examples/package.sh
deb=$(echo build/package/packages/*.deb)
archive=$(echo build/package/packages/*.tar.gz)
expected_version=$(build/package/stackdrag --version)
done_with "built both packages"
lintian --allow-root --fail-on error,warning "$deb" || fail "lintian's own words are above."
done_with "lintian finds no fault"
have_system bookworm
try_deb bookworm
if have_system noble; then
  try_deb noble
else
  say "Ubuntu's archive cannot be reached: the package is not tried on Ubuntu 24.04."
fi
try_archive
try_container
