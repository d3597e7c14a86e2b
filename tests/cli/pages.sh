#!/usr/bin/env bash
# What the pages point at is there: files and headings that they link to, and in the threat model
# the tests that it names.
# shellcheck source=tests/cli/story.bash
source "$(dirname "${BASH_SOURCE[0]}")/story.bash"

there() {
  checks=$((checks + 1))
  if "${@:2}"; then return; fi
  faults=$((faults + 1))
  printf '%s\n' "$1"
}

# The name by which a heading is linked to: small letters, no marks, hyphens for spaces.
anchors() {
  sed -n 's/^##* //p' "$1" | tr '[:upper:]' '[:lower:]' | sed -E 's/[^a-z0-9 _-]//g; s/ /-/g'
}
has_anchor() { anchors "$1" | grep -qxF -- "$2"; }

while IFS= read -r page; do
  while IFS= read -r link; do
    [[ $link == *://* || $link == mailto:* ]] && continue
    file=${link%%#*}
    target=$page
    [[ $file ]] && target=$(dirname "$page")/$file
    there "$page links to $link" test -e "$target"
    [[ $link == *#* && $target == *.md ]] &&
      there "$page links to $link" has_anchor "$target" "${link#*#}"
  done < <(tr '\n' ' ' <"$page" | grep -oE '\]\([^)]+\)' | sed -E 's/^\]\( *//; s/ *\)$//')
done < <(git ls-files '*.md')

# What stands in backticks there and is like this.
named() { grep -oE "\`$1\`" docs/threat-model.md | tr -d '`' | sort -u; }
is_test() { git grep -qE "^TEST(_F|_P)?\\(${1%.*}, ${1#*.}\\)" -- '*_test.cc'; }
while IFS= read -r name; do
  there "the threat model names $name" is_test "$name"
done < <(named '[A-Z][A-Za-z]+\.[A-Z][A-Za-z]+')
while IFS= read -r path; do
  there "the threat model names $path" test -e "$path"
done < <(named '(core|tests|docs|web)/[A-Za-z0-9_./-]+')

finish
