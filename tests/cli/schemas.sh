#!/usr/bin/env bash
# The JSON Schemas in content/ take the first pack, and refuse what is broken in shape.
# shellcheck source=tests/cli/story.bash
source "$(dirname "${BASH_SOURCE[0]}")/story.bash"

# takes SCHEMA FILE, refuses SCHEMA FILE
takes() {
  checks=$((checks + 1))
  jsonschema -i "$2" "content/$1.schema.json" >"$folder/said" 2>&1 && return
  faults=$((faults + 1))
  printf '%s is refused by %s:\n%s\n' "$2" "$1" "$(head -c 600 "$folder/said")"
}
refuses() {
  checks=$((checks + 1))
  cmp -s "$2" "$3" && printf '%s was not broken\n' "$2" && faults=$((faults + 1))
  jsonschema -i "$2" "content/$1.schema.json" >"$folder/said" 2>&1 || return 0
  faults=$((faults + 1))
  printf '%s is taken by %s\n' "$2" "$1"
}
# broken SCHEMA FILE SED: the file changed so is refused.
broken() {
  sed "$3" "content/closer/$2" >"$folder/$2"
  refuses "$1" "$folder/$2" "content/closer/$2"
}

takes pack content/closer/pack.json
for language in en es; do
  takes words "content/closer/$language.json"
  takes voice "content/closer/voice.$language.json"
done
broken pack pack.json '0,/"most": [0-9]/ s//"most": 9/'
broken pack pack.json 's/"format": "commonground.pack\/1"/"format": "commonground.pack\/2"/'
broken pack pack.json '0,/"begins": \[/ s//"begins": ["guide", /'
broken pack pack.json '0,/"id": "attention"/ s//"id": "Attention"/'
broken pack pack.json '0,/"intimate": false/ s//"intimate": false, "mood": "calm"/'
broken pack pack.json '0,/"checked": "/ s//"checked": "on /'
broken words es.json '0,/"line":/ s//"lines":/'
broken words es.json '0,/"name": "[^"]*"/ s//"name": ""/'
broken voice voice.es.json 's/"szigriszt-pazos"/"by-feel"/'
broken voice voice.es.json '0,/"why": "[^"]*"/ s//"why": ""/'

finish
