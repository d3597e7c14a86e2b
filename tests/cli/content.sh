#!/usr/bin/env bash
# `commonground content`, and `plan` with what a couple answered. Called as: content.sh PROGRAM
# shellcheck source=tests/cli/story.bash
source "$(dirname "${BASH_SOURCE[0]}")/story.bash"
program=$1

# commonground CODE ARGUMENT...
commonground() { run "$1" "$program" "${@:2}"; }

# The pack inside the program is the one in the repository.
commonground 0 content check
has "the pack is fine" "$out" "closer, version 1: fine. 19 needs, 77 ways, 2 languages"
inside=$out
commonground 0 content check content/closer
is "the same from its folder" "$out" "$inside"

# A broken copy: everything that is wrong, each with file, place and reason.
cp -r content/closer "$folder/pack"
sed -i '/^  "needs"/,/^  "themes"/ { /^    "calm": {$/,/^    }/ s/"line": ".*"/"line": "You must sit with your husband!"/ }' "$folder/pack/en.json"
commonground 3 content check "$folder/pack"
has "duty" "$out" '"must" is not said: Nothing here is a duty.'
has "gender" "$out" '"husband*" is not said'
has "loud" "$out" '"!" is not said'
has "where" "$out" '$.needs.calm.line'
has "how many" "$out" "$folder/pack: 3 things to put right."
sed -i 's/"pack": "closer"/"pack": "further"/' "$folder/pack/es.json"
commonground 3 content check "$folder/pack"
has "what cannot be read comes first" "$out" 'es.json: line 4, $.pack: expected one of closer, found the text "further".'
is "and nothing else" "$(wc -l <"$folder/out")" 2
commonground 3 content show --pack "$folder/pack"
has "it is not used as it is" "$err" "cannot be used as it is"
commonground 1 content check "$folder/none"
has "no such folder" "$err" "cannot be read"
mkdir "$folder/empty"
commonground 3 content check "$folder/empty"
has "an empty folder" "$out" "pack.json: this file is missing."

# Showing.
commonground 0 content show
has "how much there is" "$out" "needs                  19"
commonground 0 content show needs calm
has "one need" "$out" "calm"
has "what it rests on" "$out" "idea"
commonground 0 content show ways --lang es
has "a way in Spanish" "$out" "Un abrazo de veinte segundos"
commonground 0 content show needs --lang pseudo
has "the pseudo-language" "$out" "⟦"
commonground 0 content show help
has "when a line was checked" "$out" "checked"
commonground 2 content show moods
has "which sections there are" "$err" "feelings"
commonground 2 content show needs fame
commonground 2 content show needs --lang tlh
has "which languages there are" "$err" "en, es and pseudo"
commonground 2 content
commonground 0 content --help

# The pseudo-language as a file is a language file like any other.
commonground 0 content pseudo --out "$folder/pseudo.json"
cp -r content/closer "$folder/three"
cp "$folder/pseudo.json" "$folder/three/pseudo.json"
cp content/closer/voice.en.json "$folder/three/voice.pseudo.json"
sed -i 's/"language": "en"/"language": "pseudo"/' "$folder/three/voice.pseudo.json"
sed -i 's/"languages": \["en", "es"\]/"languages": ["en", "es", "pseudo"]/' "$folder/three/pack.json"
commonground 3 content check "$folder/three"
is "only what does not fit is found" "$(grep -cv 'expected a text of 1 to' "$folder/out")" 1

# Cards.
commonground 0 content cards --out "$folder/cards.html"
has "cards" "$(<"$folder/cards.html")" "Undivided attention"
commonground 0 content cards --lang es --out "$folder/cartas.html"
has "cards in Spanish" "$(<"$folder/cartas.html")" 'lang="es"'
commonground 2 content cards
commonground 1 content cards --out "$folder/none/cards.html"

# What a couple answered.
for couple in examples/*.json; do
  name=$(basename "$couple" .json)
  [[ $name == large ]] && continue
  commonground 0 plan "$couple" --problem
  is "the problem of $name" "$out" "$(<"tests/vectors/couple/$name.problem.json")"
  commonground 0 plan "$couple" --json
  is "the answer for $name" "$(without_stats <"$folder/out")" "$(<"tests/vectors/couple/$name.json")"
done
commonground 0 plan examples/how-often.json --lang es
has "needs in Spanish" "$out" "Una hora libre"
commonground 3 plan tests/couple/refused/feeling-not-offered-in-this-seat.json
has "what is wrong where" "$err" '$.answers[0].feelings.asking.pressured: there is no such field here.'
sed 's/"love"/"adore"/; s/"importance": 4/"importance": 9/' tests/couple/accepted.json >"$folder/couple.json"
commonground 3 plan "$folder/couple.json"
has "all errors" "$err" "expected one of love, happy, if, not-now, no, found the text \"adore\""
has "at once" "$err" "expected a whole number from 0 to 4, found 9"
commonground 2 plan examples/how-often.json --lang tlh
commonground 2 plan examples/how-often.json --problem --json
{ tr -d '\n' <examples/how-often.json && echo; tr -d '\n' <tests/vectors/plan/problems/only-today.json; } >"$folder/batch"
commonground 0 plan --batch "$folder/batch"
is "couples and problems in one batch" "$(wc -l <"$folder/out")" 2

finish
