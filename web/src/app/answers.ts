// Finds in what someone said what stands now about a thing.
import type { OwnBody, Snapshot } from "../engine/session_types.ts";

type Kind = OwnBody["kind"];
type BodyOf<K extends Kind> = Extract<OwnBody, { kind: K }>;
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
