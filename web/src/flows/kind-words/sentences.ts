// Kind asks and nos: the beginnings that the pack has, what is filled into them, and where they are kept.
import { lowestFree } from "../../app/answers.ts";
import type { Pack, Words } from "../../content/pack.ts";
import { wordsFor } from "../../content/words_for.ts";
import type { OwnBody, SayKindAsk, SayKindNo } from "../../engine/session_types.ts";
import { fill } from "../../text/language.svelte.ts";

export type Kind = "ask" | "no";

export interface Beginning {
  id: string;
  text: string;
}
/** Those of one sort: what an ask leaves to the other, what a no offers instead. */
export interface Beginnings<Sort extends string = string> {
  sort: Sort;
  items: Beginning[];
}

const leaves = ["open", "time", "choice"] as const;
const offers = ["other", "later", "nothing"] as const;

/** Asks for something name it; others ask for nothing in particular. */
export function asks(pack: Pack, words: Words, named: boolean): Beginnings<(typeof leaves)[number]>[] {
  const items = pack.asks.map(({ id, leaves: sort }) => ({ id, sort, text: wordsFor(words, "asks", id).text }));
  return sorted(leaves, items.filter(({ text }) => text.includes("{way}") === named));
}

export function nos(pack: Pack, words: Words): Beginnings<(typeof offers)[number]>[] {
  return sorted(offers, pack.nos.map(({ id, offers: sort }) => ({ id, sort, text: wordsFor(words, "nos", id).text })));
}

function sorted<Sort extends string>(
  sorts: readonly Sort[],
  items: readonly (Beginning & { sort: Sort })[],
): Beginnings<Sort>[] {
  return sorts
    .map((sort) => ({ sort, items: items.filter((item) => item.sort === sort).map(({ id, text }) => ({ id, text })) }))
    .filter((group) => group.items.length > 0);
}

/** A gap that waits to be written into. */
export const gap = "…";

/** With what was chosen in its place, and a gap where nothing was. */
export function sentence(text: string, chosen: { way?: string; when?: string }): string {
  return fill(text, { way: chosen.way?.trim() || gap, when: chosen.when?.trim() || gap });
}

export const slots = 20;

export interface Kept {
  kind: Kind;
  slot: number;
  text: string;
}

type KindBody = SayKindAsk | SayKindNo;
const isKind = (body: OwnBody): body is KindBody => body.kind === "kind-ask" || body.kind === "kind-no";

/** All that somebody keeps, in the order in which it was said. */
export function keptWords(said: readonly OwnBody[]): Kept[] {
  return said.filter(isKind).flatMap(({ kind, slot, text }) =>
    text === undefined ? [] : [{ kind: kind === "kind-ask" ? "ask" : "no", slot, text }],
  );
}

/** Where another can be kept, if there is room. */
export function freeSlot(said: readonly OwnBody[], kind: Kind): number | undefined {
  const taken = keptWords(said).filter((kept) => kept.kind === kind).map(({ slot }) => slot);
  return lowestFree(taken, slots);
}

/** What is being made: from where, about what, and the words as they are now. */
export interface Draft {
  kind: Kind;
  /** Where it is kept already. */
  slot?: number | undefined;
  /** A way of the pack, or what somebody wrote. */
  way?: string | undefined;
  what: string;
  beginning?: Beginning | undefined;
  text: string;
}

/** As it is kept; without words it takes back what was there. */
export function body({ kind, way, beginning }: Draft, slot: number, text: string): KindBody {
  const words = text.trim() === "" ? {} : { text: text.trim(), ...(way !== undefined && { way }) };
  const from = text.trim() === "" || beginning === undefined ? undefined : beginning.id;
  return kind === "ask"
    ? { kind: "kind-ask", slot, ...(from !== undefined && { ask: from }), ...words }
    : { kind: "kind-no", slot, ...(from !== undefined && { no: from }), ...words };
}
