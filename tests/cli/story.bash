# shellcheck shell=bash
# What the stories share: they source it, and end with `finish`.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
faults=0
checks=0

# run CODE PROGRAM ARGUMENT...: runs it, leaves what it says in $out and $err.
run() {
  local expected=$1 code=0
  shift
  "$@" >"$folder/out" 2>"$folder/err" || code=$?
  # shellcheck disable=SC2034 # the stories use these
  out=$(<"$folder/out") err=$(<"$folder/err")
  is "exit code of: ${*:2}" "$code" "$expected"
}
is() {
  checks=$((checks + 1))
  if [[ $2 == "$3" ]]; then return; fi
  faults=$((faults + 1))
  printf '%s\n  is       %s\n  expected %s\n' "$1" "${2:0:600}" "${3:0:600}"
}
has() {
  checks=$((checks + 1))
  if [[ $2 == *"$3"* ]]; then return; fi
  faults=$((faults + 1))
  printf '%s\n  has not  %s\n  but      %s\n' "$1" "$3" "${2:0:600}"
}
without_stats() { sed 's/,"stats":.*$//'; }

finish() {
  printf '%s checks, %s faults\n' "$checks" "$faults"
  ((faults == 0))
}
