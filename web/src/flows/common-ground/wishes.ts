// What someone would like the plans to be, and what the engine is asked for it. Nothing is kept of it.
import type { Choice, ItemId, PlanView, PlanViewCommand } from "../../engine/session_types.ts";

export interface Wishes {
  /** Ways in every plan, and in none. */
  keep: readonly ItemId[];
  without: readonly ItemId[];
  gentle: boolean;
  /** At most, a week; 0 is as if it were not wished for. */
  minutes: number;
  /** At most, in a plan; 0 likewise. */
  ways: number;
  /** Needs to get more of. */
  ask: readonly ItemId[];
}

export type Wish =
  | { kind: "keep" | "without"; way: ItemId }
  | { kind: "ask"; need: ItemId }
  | { kind: "gentle" }
  | { kind: "minutes" | "ways"; most: number };

export const noWishes: Wishes = { keep: [], without: [], gentle: false, minutes: 0, ways: 0, ask: [] };

const but = (items: readonly ItemId[], item: ItemId): ItemId[] => items.filter((one) => one !== item);
const and = (items: readonly ItemId[], item: ItemId): ItemId[] => [...but(items, item), item];

/** With this one as well. What is kept is not left out, and the other way round. */
export function wish(wishes: Wishes, more: Wish): Wishes {
  switch (more.kind) {
    case "keep":
      return { ...wishes, keep: and(wishes.keep, more.way), without: but(wishes.without, more.way) };
    case "without":
      return { ...wishes, without: and(wishes.without, more.way), keep: but(wishes.keep, more.way) };
    case "ask":
      return { ...wishes, ask: and(wishes.ask, more.need) };
    case "gentle":
      return { ...wishes, gentle: true };
    default:
      return { ...wishes, [more.kind]: more.most };
  }
}

export function unwish(wishes: Wishes, less: Wish): Wishes {
  switch (less.kind) {
    case "keep":
    case "without":
      return { ...wishes, [less.kind]: but(wishes[less.kind], less.way) };
    case "ask":
      return { ...wishes, ask: but(wishes.ask, less.need) };
    case "gentle":
      return { ...wishes, gentle: false };
    default:
      return { ...wishes, [less.kind]: 0 };
  }
}

/** One by one, to be shown and taken away again. */
export function listed({ keep, without, gentle, minutes, ways, ask }: Wishes): Wish[] {
  return [
    ...keep.map((way) => ({ kind: "keep", way }) as const),
    ...without.map((way) => ({ kind: "without", way }) as const),
    ...(gentle ? [{ kind: "gentle" } as const] : []),
    ...(minutes > 0 ? [{ kind: "minutes", most: minutes } as const] : []),
    ...(ways > 0 ? [{ kind: "ways", most: ways } as const] : []),
    ...ask.map((need) => ({ kind: "ask", need }) as const),
  ];
}

export function planCommand(
  view: PlanViewCommand["view"],
  { keep, without, gentle, minutes, ways, ask }: Wishes,
  never: readonly ItemId[] = [],
): PlanViewCommand {
  const out = [...new Set([...without, ...never])];
  return {
    do: "view",
    view,
    ...(keep.length > 0 ? { keep: keep.map((way) => ({ way })) } : {}),
    ...(out.length > 0 ? { without: out } : {}),
    ...(gentle ? { gentle } : {}),
    ...(minutes > 0 ? { minutes } : {}),
    ...(ways > 0 ? { ways } : {}),
    ...(ask.length > 0 ? { ask: [...ask] } : {}),
  };
}

const minuteSteps = [10, 20, 30, 45, 60, 90, 120, 150, 180];

/** The next step below what the plans take now: something shorter than any of them. */
export function shorterThan(minutes: number): number | undefined {
  return minuteSteps.findLast((step) => step < minutes);
}

/** With one way less than the largest plan has now. */
export function fewerThan(ways: number): number | undefined {
  return ways > 1 ? ways - 1 : undefined;
}

/** What the plans at hand take at most. */
export function largest({ answer }: PlanView): { minutes: number; ways: number } {
  const named = [answer.fair, answer.even, answer.most, answer.balanced, answer.light];
  return {
    minutes: Math.max(...named.map(({ minutes }) => minutes)),
    ways: Math.max(...named.map(({ plan }) => plan.length)),
  };
}

/** For how each need would be met with just this plan, which is not among the named ones. */
export function exactly(
  view: PlanViewCommand["view"],
  { plan, minutes }: { plan: readonly Choice[]; minutes: number },
  ask: readonly ItemId[],
): PlanViewCommand {
  return {
    do: "view",
    view,
    keep: plan.map(({ way, times }) => ({ way, times })),
    ways: plan.length,
    minutes,
    ...(ask.length > 0 ? { ask: [...ask] } : {}),
  };
}
