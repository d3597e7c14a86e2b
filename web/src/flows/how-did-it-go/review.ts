// How a plan went: what stood before, what is said now, and what is to be learnt from it.
import type {
  Day, ExportedOwn, ItemId, NeedId, OwnBody, RecordId, SayCorrection, SayNeed, SayReviewWay,
} from "../../engine/session_types.ts";
import type { Pack } from "../../content/pack.ts";
import { wayOf } from "../../content/way_of.ts";
import { allOf, find, type Changes } from "../../app/answers.ts";
import { addDays, midnight } from "../plan/days.ts";

/** How well a need was met when a plan began: what was said of it last before the end of that day. */
export function metBefore(said: readonly ExportedOwn[], need: NeedId, began: Day): number | undefined {
  const until = midnight(addDays(began, 1));
  const before = said.findLast(({ at, say }) => say.kind === "need" && say.need === need && at < until);
  const first = before ?? said.find(({ say }) => say.kind === "need" && say.need === need);
  return first?.say.kind === "need" ? (first.say.met ?? 0) : undefined;
}

export interface Moved {
  need: NeedId;
  before: number;
  now: number;
}

/** Need by need, where both were said. */
export function movedNeeds(
  mine: readonly OwnBody[],
  proposal: RecordId,
  before: (need: NeedId) => number | undefined,
): Moved[] {
  return allOf(mine, "review-need").flatMap(({ proposal: of, need, met }) => {
    const was = before(need);
    return of === proposal && met !== undefined && was !== undefined ? [{ need, before: was, now: met }] : [];
  });
}

type Words = "harder" | "surprise" | "out-of-the-loop" | "stopped" | "thanks" | "next";
export const wordFields: readonly Words[] = ["harder", "surprise", "out-of-the-loop", "stopped", "thanks", "next"];

/** The question of the pack that each of these answers. */
export const questions = {
  harder: "harder-than-thought", surprise: "surprise", "out-of-the-loop": "out-of-the-loop",
  stopped: "rather-stopped", thanks: "thanks", next: "what-next",
} as const satisfies Record<Words, string>;

/** What did not come to pass met nothing. */
export const stayedOnThePage = (stayed: boolean): Changes<SayReviewWay> =>
  stayed ? { stayed, met: undefined } : { stayed: undefined };

export function reviewsOf(mine: readonly OwnBody[], proposal: RecordId): SayReviewWay[] {
  return allOf(mine, "review-way").filter((review) => review.proposal === proposal);
}

/** The needs to choose from: what a way is expected to give, most of all first, and what matters to me. */
export function needsOfWay(way: ItemId, pack: Pick<Pack, "needs" | "ways">, mine: readonly OwnBody[]): NeedId[] {
  const { meets } = wayOf(pack, way);
  const expected = (need: NeedId): number => meets[need]?.[0] ?? 0;
  return pack.needs
    .map(({ id }) => id)
    .filter((need) => need in meets || (find(mine, "need", { need })?.importance ?? 0) > 0)
    .toSorted((a, b) => expected(b) - expected(a));
}

// What is expected below this is by the way; a share of the most that a way gives counts as the heart of it.
const byTheWay = 60;

/**
 * What plans could learn: a way met a need of which little was expected, or not the one it is for.
 * Only where something was said of the way, and not what is known of it already.
 */
export function learnt(
  reviews: readonly SayReviewWay[],
  ways: Pack["ways"],
  mine: readonly OwnBody[],
): SayCorrection[] {
  return reviews.flatMap(({ way, met = [] }) => {
    if (met.length === 0) return [];
    const { meets } = wayOf({ ways }, way);
    const expected = (need: NeedId): number => meets[need]?.[0] ?? 0;
    const heart = Object.keys(meets).toSorted((a, b) => expected(b) - expected(a))[0];
    const more = met.filter((need) => expected(need) < byTheWay).map((need) => ({ need, does: "more" as const }));
    const less = heart !== undefined && !met.includes(heart) ? [{ need: heart, does: "less" as const }] : [];
    return [...more, ...less]
      .filter(({ need, does }) => find(mine, "correction", { way, need })?.does !== does)
      .map(({ need, does }) => ({ kind: "correction", way, need, does }) as const);
  });
}

/** How well needs are met now, as the answers from which the next plans are made. */
export function asToday(moved: readonly Moved[], mine: readonly OwnBody[]): SayNeed[] {
  return moved.flatMap(({ need, now }) => {
    const said = find(mine, "need", { need });
    return said === undefined || said.met === now ? [] : [{ ...said, met: now }];
  });
}

/** What the page says back: ids of needs and ways, to be named. */
export interface Told {
  /** Needs that are met better, and the ways that had a part in one of them. */
  better: NeedId[];
  hadAPart: ItemId[];
  less: NeedId[];
  same: NeedId[];
  keep: ItemId[];
  change: ItemId[];
  "let-go": ItemId[];
}

export function told(moved: readonly Moved[], reviews: readonly SayReviewWay[]): Told {
  const needs = (is: (by: number) => boolean): NeedId[] =>
    moved.filter(({ before, now }) => is(now - before)).map(({ need }) => need);
  const ways = (choice: SayReviewWay["next"]): ItemId[] =>
    reviews.filter(({ next }) => next === choice).map(({ way }) => way);
  const better = needs((by) => by > 0);
  return {
    better,
    hadAPart: reviews.filter(({ met = [] }) => met.some((need) => better.includes(need))).map(({ way }) => way),
    less: needs((by) => by < 0),
    same: needs((by) => by === 0),
    keep: ways("keep"),
    change: ways("change"),
    "let-go": ways("let-go"),
  };
}
