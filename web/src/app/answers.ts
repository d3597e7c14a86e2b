// Finds in what someone said what stands now about a thing.
import type { OwnBody, SayWay, Snapshot } from "../engine/session_types.ts";

export type Kind = OwnBody["kind"];
export type BodyOf<K extends Kind> = Extract<OwnBody, { kind: K }>;
type Body = OwnBody | Snapshot;

/** All of a kind, in the order in which they were said. */
export function allOf<K extends Kind>(said: readonly Body[], kind: K): BodyOf<K>[] {
  return said.filter((body): body is BodyOf<K> => body.kind === kind);
}

/** The one of a kind that is about this, as in `find(side().mine, "need", { need: "touch" })`. */
export function find<K extends Kind>(
  said: readonly Body[],
  kind: K,
  about: Partial<BodyOf<K>> = {},
): BodyOf<K> | undefined {
  const fields = Object.keys(about) as (keyof BodyOf<K>)[];
  return allOf(said, kind).find((body) => fields.every((field) => body[field] === about[field]));
}

/** The answers to a way that are a yes, the gladdest first. All others are nobody else's to see. */
export const yesWills = ["love", "happy", "if"] as const satisfies SayWay["will"][];
export const isYes = (answer: Pick<SayWay, "will"> | undefined): boolean =>
  yesWills.some((will) => will === answer?.will);

/** The lowest number from 1 on that is not taken; none if `most` are. */
export function lowestFree(taken: readonly number[], most: number): number | undefined {
  return Array.from({ length: most }, (_, index) => index + 1).find((number) => !taken.includes(number));
}

/** What can be changed of a body: undefined takes a field back. */
export type Changes<B> = { readonly [F in keyof B]?: B[F] | undefined };

/** A body with some of its fields changed; a field that becomes undefined is left out. */
export function changed<B extends OwnBody>(body: B, some: Changes<B>): B {
  const next = { ...body, ...some };
  for (const [field, value] of Object.entries(next)) if (value === undefined) Reflect.deleteProperty(next, field);
  return next as B;
}

/** What to say when others of several are chosen: `off` takes back those that no longer are, `on` says the new ones. */
export function chosenAnew<Id>(
  before: readonly Id[],
  now: readonly Id[],
  off: (id: Id) => OwnBody,
  on: (id: Id) => OwnBody,
): OwnBody[] {
  return [
    ...before.filter((id) => !now.includes(id)).map(off),
    ...now.filter((id) => !before.includes(id)).map(on),
  ];
}
