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

# build PRESET [TARGET...]: configures and builds; on a terminal one line shows how far it is. What people
# run has the web app in it.
build() {
  local preset=$1 command
  shift
  if [[ $preset == release ]]; then app_ready; fi
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

# npm_ready FOLDER: what its package-lock.json names is in its node_modules.
npm_ready() {
  local ready=$1/node_modules/.ready
  if cmp --silent "$1/package-lock.json" "$ready"; then return; fi
  quietly "npm ci in $1" npm --prefix "$1" ci --ignore-scripts --no-audit --no-fund
  cp "$1/package-lock.json" "$ready"
}

# web_ready: what web/ needs is there, and its programs come first; before all, a Node and npm that are
# newer than Debian's, since npm leaves out what the Node that it runs on is too old for.
web_ready() {
  npm_ready web/node
  PATH=$PWD/web/node/node_modules/.bin:$PATH
  npm_ready web
  PATH=$PWD/web/node_modules/.bin:$PATH
}

# app_ready: the web app stands in build/pages. It is built anew when something has changed that it is
# made of.
app_ready() {
  local made=build/pages.made from
  build wasm core
  web_ready
  from=$(
    find web/public web/src web/build web/index.html web/*.ts web/package-lock.json content/closer \
      content/recovery examples/how-often.json tests/vectors/couple/how-often.problem.json \
      build/wasm/core.wasm -type f ! -name '*.test.ts' -print0 | sort -z | xargs -0 sha256sum
  )
  if [[ -f build/pages/index.html ]] && cmp --silent "$made" - <<<"$from"; then return; fi
  rm -f "$made"
  quietly "building the web app" npm --prefix web run build
  say "$from" >"$made"
}

# sources PATTERN...: our files that match, tracked or new, one a line.
sources() {
  local file
  git ls-files --cached --others --exclude-standard -- "$@" | sort -u |
    while IFS= read -r file; do if [[ -f $file ]]; then say "$file"; fi; done
}
