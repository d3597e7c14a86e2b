// What of all that someone said the partner may be shown, and how each piece of it stands.
import { isYes } from "../../app/answers.ts";
import type { About, OwnBody, Share, Snapshot, Stage } from "../../engine/session_types.ts";

type Kind = Snapshot["kind"];

/** The kinds that can be shown, in the order in which they are, and what names one of each. */
const kinds = {
  theme: { stage: "closer", about: ["theme"] },
  picture: { stage: "closer", about: ["slot"] },
  meaning: { stage: "what-it-means", about: ["of"] },
  misses: { stage: "what-it-means", about: ["when"] },
  need: { stage: "what-it-means", about: ["need"] },
  way: { stage: "what-else", about: ["way"] },
  correction: { stage: "what-else", about: ["way", "need"] },
  usual: { stage: "what-else", about: [] },
  limits: { stage: "what-else", about: [] },
  feeling: { stage: "asking", about: ["seat", "feeling"] },
  move: { stage: "asking", about: ["seat", "move"] },
  area: { stage: "asking", about: ["area"] },
  "kind-ask": { stage: "asking", about: ["slot"] },
  "kind-no": { stage: "asking", about: ["slot"] },
  "check-in": { stage: "try-it", about: ["day"] },
  "check-in-need": { stage: "try-it", about: ["day", "need"] },
  review: { stage: "how-did-it-go", about: ["proposal"] },
  "review-need": { stage: "how-did-it-go", about: ["proposal", "need"] },
  "review-way": { stage: "how-did-it-go", about: ["proposal", "way"] },
} as const satisfies Record<Kind, { stage: Stage; about: readonly string[] }>;

const order = Object.keys(kinds) as Kind[];

/**
 * `changed`: they see what it was before. `gone`: they see what no longer stands here, and it can
 * only be taken back.
 */
export type State = "private" | "shown" | "changed" | "gone";

export interface Piece {
  key: string;
  about: About;
  state: State;
  /** As it stands now; none if it is gone. */
  now?: Snapshot;
  /** As the partner sees it; none if it is private. */
  share?: Share;
}

export interface Group<Of> {
  stage: Stage;
  pieces: Of[];
}

function fieldsOf(body: Snapshot, names: readonly string[]): Record<string, unknown> {
  const fields = new Map<string, unknown>(Object.entries(body));
  return Object.fromEntries(names.map((name) => [name, fields.get(name)]));
}

const byKind = (a: { kind: Kind }, b: { kind: Kind }): number => order.indexOf(a.kind) - order.indexOf(b.kind);

/** What a piece is about, as `share` names it. */
function aboutOf(body: Snapshot): About {
  return { kind: body.kind, ...fieldsOf(body, kinds[body.kind].about) } as About;
}

export function keyOf(body: Snapshot): string {
  return JSON.stringify(Object.values(aboutOf(body)));
}

/** Whether the two say the same, in whatever order their fields stand. */
function saysTheSame(one: Snapshot, other: Snapshot): boolean {
  const text = (body: Snapshot): string => JSON.stringify(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}

// A piece that says only what it is about says nothing. Of ways only a yes is ever shown: a “not
// now” or a no is not even offered.
function isShareable(body: OwnBody): body is Snapshot {
  if (!(body.kind in kinds)) return false;
  if (body.kind === "way") return isYes(body);
  const piece = body as Snapshot;
  return Object.keys(piece).length > kinds[piece.kind].about.length + 1;
}

/** Everything that is or could be shown, in the order of its kinds. */
export function pieces(mine: readonly OwnBody[], shown: readonly Share[]): Piece[] {
  const shares = new Map(shown.map((share) => [keyOf(share.snapshot), share]));
  const here = mine.filter(isShareable).map((now): Piece => {
    const key = keyOf(now);
    const share = shares.get(key);
    shares.delete(key);
    const about = aboutOf(now);
    if (share === undefined) return { key, about, now, state: "private" };
    return { key, about, now, share, state: saysTheSame(now, share.snapshot) ? "shown" : "changed" };
  });
  const gone = [...shares].map(([key, share]): Piece => {
    return { key, about: aboutOf(share.snapshot), share, state: "gone" };
  });
  return [...here, ...gone].sort((a, b) => byKind(a.about, b.about));
}

/** Whether I said what a week has room for and do not show it as it stands: the open table does not know it then. */
export function limitsToShow(mine: readonly OwnBody[], shown: readonly Share[]): boolean {
  return pieces(mine, shown).some(
    ({ about, state }) => about.kind === "limits" && (state === "private" || state === "changed"),
  );
}

/** By the stages in which they were said; stages of which there is nothing are left out. */
export function byStage<Of>(all: readonly Of[], bodyOf: (one: Of) => { kind: Kind }): Group<Of>[] {
  const groups = new Map<Stage, Of[]>();
  for (const one of [...all].sort((a, b) => byKind(bodyOf(a), bodyOf(b)))) {
    const { stage } = kinds[bodyOf(one).kind];
    groups.set(stage, [...(groups.get(stage) ?? []), one]);
  }
  return [...groups].map(([stage, found]) => ({ stage, pieces: found }));
}

/** Of these, what `share` would show anew. */
export function toShow(all: readonly Piece[], chosen: ReadonlySet<string>): Piece[] {
  return all.filter(({ key, state }) => chosen.has(key) && (state === "private" || state === "changed"));
}
