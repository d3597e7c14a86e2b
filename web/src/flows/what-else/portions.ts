// The ways to be close, a few at a time: first those that could meet what matters to someone, then
// all of them by kind. Which ones come when depends on needs alone, so no answer to a way moves a card.
import { find, isYes, yesWills } from "../../app/answers.ts";
import type { Pack, Way, Words } from "../../content/pack.ts";
import { wayOf } from "../../content/way_of.ts";
import { wordsFor } from "../../content/words_for.ts";
import type { NeedId, OwnBody, SayWay, WayId } from "../../engine/session_types.ts";
import { fill, list } from "../../text/language.svelte.ts";
import { thatMatter } from "../what-it-means/needs.ts";

export interface Portion {
  /** As a place names it: `need.touch`, `kind.play`; `way.sex` for one card alone. */
  id: string;
  of: "need" | "kind" | "way";
  about: string;
  ways: WayId[];
}

const aFew = 6;
const needsNamed = 6;
/** What a way gives by the way is no reason to show it for that need. */
const worthShowing = 40;

const gives = (way: Way, need: NeedId): number => way.meets[need]?.[0] ?? 0;

/** For needs no way comes twice. */
export function portions(pack: Pack, mine: readonly OwnBody[]): Portion[] {
  const left = new Set(pack.ways);
  const forNeeds = thatMatter(pack, mine).slice(0, needsNamed).map((need): Portion => {
    const best = [...left]
      .filter((way) => gives(way, need) >= worthShowing)
      .sort((one, other) => gives(other, need) - gives(one, need))
      .slice(0, aFew);
    for (const way of best) left.delete(way);
    return { id: `need.${need}`, of: "need", about: need, ways: best.map(({ id }) => id) };
  });
  const byKind = pack.families.map(({ id: kind }): Portion => ({
    id: `kind.${kind}`, of: "kind", about: kind,
    ways: pack.ways.filter(({ family }) => family === kind).map(({ id }) => id),
  }));
  return [...forNeeds, ...byKind].filter(({ ways }) => ways.length > 0);
}

/** One card alone, to change what was said. */
export const wayPortion = (way: WayId): Portion => ({ id: `way.${way}`, of: "way", about: way, ways: [way] });

/** The one that a place names. */
export function portionNamed(all: readonly Portion[], name: string | undefined): Portion | undefined {
  const [, way] = /^way\.(.+)$/.exec(name ?? "") ?? [];
  return way === undefined ? all.find(({ id }) => id === name) : wayPortion(way);
}

const sections = { need: "needs", kind: "families", way: "ways" } as const;
export const wordsOf = (words: Words, { of, about }: Portion): { name: string; line: string } =>
  wordsFor(words, sections[of], about);

export const said = (mine: readonly OwnBody[], way: WayId): SayWay | undefined => find(mine, "way", { way });

export const isOpen = (portion: Portion, mine: readonly OwnBody[]): boolean =>
  portion.ways.some((way) => said(mine, way)?.will === undefined);

/** The one to go on with after this one: the next that has open cards, then those passed by. */
export function nextPortion(all: readonly Portion[], mine: readonly OwnBody[], after?: string): Portion | undefined {
  const at = all.findIndex(({ id }) => id === after);
  return [...all.slice(at + 1), ...all.slice(0, at + 1)].find((portion) => portion.id !== after && isOpen(portion, mine));
}

/** Which of someone's needs a way could meet, those first that it meets more. */
export function needsMetBy(pack: Pack, way: WayId, mine: readonly OwnBody[]): NeedId[] {
  const item = wayOf(pack, way);
  return thatMatter(pack, mine)
    .filter((need) => gives(item, need) > 0)
    .sort((one, other) => gives(item, other) - gives(item, one));
}

/** Who can begin a way. */
export function beginners(pack: Pack, way: WayId): ("me" | "partner" | "time")[] {
  const begins = wayOf(pack, way).begins;
  return [...(begins.includes("one") ? (["me", "partner"] as const) : []), ...(begins.includes("time") ? (["time"] as const) : [])];
}

/** The ways that someone said yes to, those they would love to first. */
export function yeses(pack: Pack, mine: readonly OwnBody[]): WayId[] {
  return yesWills.flatMap((will) => pack.ways.map(({ id }) => id).filter((way) => said(mine, way)?.will === will));
}

/** For each need that matters, the yeses that could meet it. */
export function yesesByNeed(pack: Pack, mine: readonly OwnBody[]): { need: NeedId; ways: WayId[] }[] {
  const all = yeses(pack, mine);
  const meets = (way: WayId, need: NeedId): number => gives(wayOf(pack, way), need);
  return thatMatter(pack, mine)
    .map((need) => ({
      need,
      ways: all.filter((way) => meets(way, need) >= worthShowing).sort((one, other) => meets(other, need) - meets(one, need)),
    }))
    .filter(({ ways }) => ways.length > 0);
}

/** A sentence of yeses alone. Names of ways have commas in them, so they are `quoted`: `‘{name}’`. */
export function readBack(pack: Pack, mine: readonly OwnBody[], words: Words, quoted: string): string[] {
  const ways = yeses(pack, mine).slice(0, aFew);
  if (ways.length === 0) return [];
  const names = list(ways.map((way) => fill(quoted, { name: wordsFor(words, "ways", way).name })));
  return [fill(wordsFor(words, "reflections", "could-enjoy").text, { ways: names })];
}

/** An answer in place of the one before; a no has nothing beside it. */
export function answered(before: SayWay, will: NonNullable<SayWay["will"]>): SayWay {
  const next: SayWay = { kind: "way", way: before.way, will };
  return isYes(next) ? { ...before, will } : next;
}
