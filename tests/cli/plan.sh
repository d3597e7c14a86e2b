#!/usr/bin/env bash
# `commonground plan` as a person or a script uses it. Called as: plan.sh PROGRAM
# shellcheck source=tests/cli/story.bash
source "$(dirname "${BASH_SOURCE[0]}")/story.bash"
program=$1

# plan CODE ARGUMENT...
plan() { run "$1" "$program" plan "${@:2}"; }

couple=tests/vectors/plan/problems/how-often.json

# The table, word for word; no colour where nobody looks.
plan 0 "$couple"
is "the table" "$out" "$(<tests/vectors/plan/how-often.txt)"
is "says nothing else" "$err" ""

# Every problem answers as it did when its vector was written.
for problem in tests/vectors/plan/problems/*.json examples/large.json; do
  name=$(basename "$problem" .json)
  plan 0 "$problem" --json
  is "the answer for $name" "$(without_stats <<<"$out")" "$(<"tests/vectors/plan/$name.json")"
done

# Standard input.
plan 0 - --json <"$couple"
is "from standard input" "$(without_stats <<<"$out")" "$(<tests/vectors/plan/how-often.json)"

# A picture, put in place whole.
plan 0 "$couple" --svg "$folder/picture.svg"
has "the picture" "$(<"$folder/picture.svg")" "</svg>"
has "the picture is for both" "$(<"$folder/picture.svg")" "What is possible for Ana and Ben"
has "the picture is told" "$(<"$folder/picture.svg")" "<desc"
is "nothing is left beside it" "$(ls "$folder")" $'err\nout\npicture.svg'
plan 1 "$couple" --svg "$folder/none/picture.svg"
has "where the picture cannot go" "$err" "could not be written"

# Changing one's mind.
plan 0 "$couple" --minutes 60 --ways 2
has "other limits" "$out" "up to 2 ways, 60 minutes a week"
plan 0 "$couple" --without "being held with nothing following"
is "what is dropped is in no plan" "$(grep -c "×  being held" <<<"$out")" 0
plan 0 "$couple" --keep "a note left on the table=2"
is "what is kept is in every plan but the middle, which has a colon" \
  "$(grep -c "2 ×  a note left on the table" <<<"$out")" \
  "$(grep -cE "^  [a-z ,]+ +[+−]" <<<"$out")"
plan 4 "$couple" --keep "a note left on the table=7"
has "why it cannot be kept so often" "$err" "at most"
plan 4 "$couple" --keep "a note left on the table" --without "a note left on the table"
has "why it cannot be in and out" "$err" "both in the plan and out of it"
plan 4 "$couple" --minutes 0 --keep "an hour without phones"
has "why there is no time" "$err" "minutes a week, and there are 0"
plan 2 "$couple" --keep "flying"
has "a way that is not there" "$err" 'no way "flying"'
plan 2 "$couple" --keep "a note left on the table=often"
has "not a number of times" "$err" "expected WAY=TIMES"
plan 2 "$couple" --without "flying"
plan 4 "$couple" --most-nodes 3
has "why it gave up" "$err" "more than 3 branches"

# Misuse.
plan 2
plan 2 "$couple" --ways 9
plan 2 "$couple" --minutes -1
plan 2 "$couple" --frobnicate
plan 0 --help
has "help names the exit codes" "$out" "Exit codes"

# Files that are not problems.
plan 1 "$folder/none.json"
has "no such file" "$err" "could not be opened"
plan 1 "$folder"
has "a folder" "$err" "this is a folder"
plan 3 tests/plan/refused/way-minutes-above-a-day.json
has "what is wrong where" "$err" '$.ways[0].minutes: expected a whole number from 0 to 1440, found 1441.'
plan 3 tests/plan/refused/nested-far-too-deep.json
head -c 104857600 /dev/zero | tr '\0' '[' >"$folder/large.json"
plan 3 "$folder/large.json"
has "a hundred megabytes" "$err" "larger than 4 MiB"
printf '{"format": "commonground.plan/1", "\033[2J": 1}' >"$folder/escape.json"
plan 3 "$folder/escape.json"
is "no escape sequence comes through" "$(grep -c $'\033' <<<"$err")" 0

# A batch: an answer a line, in order, also for lines that are none.
{
  tr -d '\n' <tests/vectors/plan/problems/only-today.json && echo
  echo 'no problem'
  echo
  tr -d '\n' <"$couple"
} >"$folder/batch"
plan 3 --batch "$folder/batch"
is "as many lines out as in" "$(wc -l <"$folder/out")" 4
has "the first" "$(sed -n 1p "$folder/out")" '"frontier":[{"gain":[0,0]'
has "the second" "$(sed -n 2p "$folder/out")" '{"format":"commonground.plan-error/1","error":"line 1, $: '
has "the third" "$(sed -n 3p "$folder/out")" 'commonground.plan-error/1'
is "the fourth" "$(sed -n 4p "$folder/out" | without_stats)" "$(<tests/vectors/plan/how-often.json)"
plan 4 --batch - --keep "a walk with one real question=2" --minutes 10 <<<"$(tr -d '\n' <"$couple")"
has "a batch with no plan" "$out" "commonground.plan-error/1"
plan 2 --batch "$folder/batch" --json
plan 0 --batch /dev/null

if [[ -e /dev/full ]]; then
  code=0
  "$program" plan "$couple" >/dev/full 2>"$folder/err" || code=$?
  is "a full disk is told" "$code" 1
fi

finish
