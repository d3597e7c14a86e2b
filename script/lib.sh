# shellcheck shell=bash
# What the scripts share. They source it first: it stops at the first error, shows the comment at
# the head of a script for --help, and goes to the root of the repository.

set -euo pipefail

if [[ ${1:-} == --help || ${1:-} == -h ]]; then
  awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"
  exit 0
fi

# Paths that a person gives are meant from where they stand.
# shellcheck disable=SC2034 # the scripts use these
called_from=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck disable=SC2034
root=$PWD
verbose=

say() { printf '%s\n' "$*"; }

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# quietly WHAT COMMAND...: runs it without input; its output is shown only if it fails.
quietly() {
  local what=$1 log
  shift
  if [[ $verbose ]]; then
    "$@" </dev/null || die "$what failed"
    return
  fi
  log=$(mktemp)
  if ! "$@" </dev/null >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    die "$what failed"
  fi
  rm -f "$log"
}

# build PRESET [TARGET...]: configures and builds; on a terminal one line shows how far it is.
build() {
  local preset=$1 command
  shift
  quietly "configuring $preset" cmake --preset "$preset"
  command=(cmake --build --preset "$preset")
  if [[ $verbose ]]; then command+=(--verbose); fi
  if (($#)); then command+=(--target "$@"); fi
  if [[ -t 1 ]]; then
    "${command[@]}" || die "building $preset failed"
  else
    quietly "building $preset" "${command[@]}"
  fi
}

# web_ready: what web/package-lock.json names is in web/node_modules, and comes first: its Node is
# newer than Debian's.
web_ready() {
  local ready=web/node_modules/.ready
  if ! cmp --silent web/package-lock.json "$ready"; then
    quietly "npm ci" npm --prefix web ci --ignore-scripts --no-audit --no-fund
    cp web/package-lock.json "$ready"
  fi
  PATH=$PWD/web/node_modules/.bin:$PATH
}

# sources PATTERN...: our files that match, tracked or new, one a line.
sources() {
  local file
  git ls-files --cached --others --exclude-standard -- "$@" | sort -u |
    while IFS= read -r file; do if [[ -f $file ]]; then say "$file"; fi; done
}
