// Taking back what was said into the own log: it is said again as it stood before.
import type { OwnBody, SayBody } from "../engine/session_types.ts";

/** What each kind is about, as docs/formats/journey.md has it: a body with no more takes it back. */
const aboutFields: { readonly [Kind in OwnBody["kind"]]: readonly string[] } = {
  "about-me": [],
  theme: ["theme"],
  picture: ["slot"],
  meaning: ["of"],
  misses: ["when"],
  need: ["need"],
  way: ["way"],
  correction: ["way", "need"],
  feeling: ["seat", "feeling"],
  move: ["seat", "move"],
  area: ["area"],
  "kind-ask": ["slot"],
  "kind-no": ["slot"],
  usual: [],
  limits: [],
  done: ["stage"],
  note: ["slot"],
  "check-in": ["day"],
  "check-in-need": ["day", "need"],
  review: ["proposal"],
  "review-need": ["proposal", "need"],
  "review-way": ["proposal", "way"],
};

const isOwn = (body: SayBody): body is OwnBody => body.kind in aboutFields;

/** The body with only what it is about. */
function bare(body: OwnBody): OwnBody {
  const left = { ...body };
  const kept = ["kind", ...aboutFields[body.kind]];
  for (const field of Object.keys(left)) if (!kept.includes(field)) Reflect.deleteProperty(left, field);
  return left;
}

const nameOf = (body: OwnBody): string => {
  const about = bare(body);
  return JSON.stringify(Object.entries(about).sort(([one], [other]) => (one < other ? -1 : 1)));
};

/** What to say so that it is as it stands in `mine`, before these are said. */
export function asBefore(mine: OwnBody[], bodies: SayBody[]): OwnBody[] {
  const standing = new Map(mine.map((body) => [nameOf(body), body]));
  const before = new Map<string, OwnBody>();
  for (const body of bodies.filter(isOwn)) {
    const there = standing.get(nameOf(body));
    // That someone is an adult is said once and for all.
    if (there === undefined && body.kind === "about-me") continue;
    before.set(nameOf(body), there ?? bare(body));
  }
  return [...before.values()];
}
