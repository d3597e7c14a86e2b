// A few cards from all that the engine found.
import type {
  Choice, ItemId, NeedId, Person, PlanChoice, PlanReasons, PlanView, PointsPair,
} from "../../engine/session_types.ts";
import type { Level } from "../../ui/pictures/bars.ts";

export type PlanName = "fair" | "balanced" | "even" | "most" | "light";
const names: readonly PlanName[] = ["fair", "balanced", "even", "most", "light"];

/** For each of the two to whom the need matters. */
export interface NeedRow {
  need: NeedId;
  me?: Level;
  partner?: Level;
}

export interface Card {
  /** The same for the same plan, whatever it is called. */
  key: string;
  names: PlanName[];
  /** Its place on the frontier. */
  point: number;
  choices: PlanChoice[];
  minutes: number;
  gains: NeedRow[];
}

/** How much each need matters, 0 to 4, to each of the two. */
export interface Importance {
  mine: ReadonlyMap<NeedId, number>;
  theirs: ReadonlyMap<NeedId, number>;
}

export function choicesOf(plan: readonly Choice[]): PlanChoice[] {
  return plan.map(({ way, times, starter }) => ({ way, times, start: starter }));
}

export function keyOf(choices: readonly PlanChoice[]): string {
  return choices.map(({ way, times, start }) => `${way} ${times} ${start}`).join(", ");
}

/** The named plans; those that are one and the same are one card with several names. */
export function cardsOf(view: PlanView, importance: Importance): Card[] {
  const cards: Card[] = [];
  for (const name of names) {
    const { point, minutes, plan } = view.answer[name];
    const there = cards.find((card) => card.point === point);
    if (there !== undefined) {
      there.names.push(name);
      continue;
    }
    const choices = choicesOf(plan);
    const gains = gainsOf(view, view.answer.reasons[name], importance);
    cards.push({ key: keyOf(choices), names: [name], point, choices, minutes, gains });
  }
  return cards;
}

/** Whether another plan has the same way as often, and somebody else starts it: two can differ in no more. */
export function isStartedOtherwise({ way, times, start }: PlanChoice, cards: readonly Pick<Card, "choices">[]): boolean {
  return cards.some(({ choices }) => choices.some((one) => one.way === way && one.times === times && one.start !== start));
}

/** First what moves most of what matters most, to whichever of the two. */
export function gainsOf(view: PlanView, reasons: PlanReasons, importance: Importance): NeedRow[] {
  const me = placeOf(view["i-am"]);
  const rows = view.needs.map((need, at) => {
    const level = (place: 0 | 1): Level => ({
      before: reasons.before[place][at] ?? 0,
      after: reasons.after[place][at] ?? 0,
    });
    const [mine, theirs] = [importance.mine.get(need) ?? 0, importance.theirs.get(need) ?? 0];
    const row: NeedRow = { need };
    if (mine > 0) row.me = level(me);
    if (theirs > 0) row.partner = level(other(me));
    return { row, weight: Math.max(weight(row.me, mine), weight(row.partner, theirs)) };
  });
  return rows
    .filter(({ row }) => row.me !== undefined || row.partner !== undefined)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ row }) => row);
}

const placeOf = (person: Person): 0 | 1 => (person === "first" ? 0 : 1);
const other = (place: 0 | 1): 0 | 1 => (place === 0 ? 1 : 0);
const change = (level: Level | undefined): number => (level === undefined ? 0 : level.after - level.before);
const weight = (level: Level | undefined, importance: number): number => importance * change(level);

/** Where something changes for someone. */
export function moved(rows: readonly NeedRow[]): NeedRow[] {
  return rows.filter(({ me, partner }) => change(me) !== 0 || change(partner) !== 0);
}

/** What meeting in the middle on how often would be. */
export interface Middle {
  choices: PlanChoice[];
  minutes: number;
  gains: NeedRow[];
  /** Thousandths of what the fair plan gives me, and them; null where that is nothing. */
  mine: number | null;
  theirs: number | null;
}

export function middleOf(view: PlanView, importance: Importance): Middle | undefined {
  const { middle, reasons } = view.answer;
  if (middle === null || reasons.middle === undefined) return undefined;
  const me = placeOf(view["i-am"]);
  return {
    choices: choicesOf(middle.plan),
    minutes: middle.minutes,
    gains: gainsOf(view, reasons.middle, importance),
    mine: middle.share_of_fair[me],
    theirs: middle.share_of_fair[other(me)],
  };
}

export type Share = "worse" | "nothing" | "little" | "less" | "half" | "more" | "same";

/** Thousandths in a word: nobody is served by the digits of a model. */
export function shareInAWord(share: number | null): Share {
  if (share === null) return "nothing";
  if (share < 0) return "worse";
  if (share < 50) return "nothing";
  if (share < 250) return "little";
  if (share < 450) return "less";
  if (share <= 550) return "half";
  return share < 900 ? "more" : "same";
}

/**
 * The places of the points to draw: those that are named, and of the others no two so close together
 * that they could not be told apart.
 */
export function drawn(points: readonly { mine: number; theirs: number }[], named: readonly number[]): number[] {
  const most = (side: "mine" | "theirs"): number => Math.max(1, ...points.map((point) => point[side]));
  const [mine, theirs] = [most("mine"), most("theirs")];
  const apart = 0.06;
  const kept = [...named];
  points.forEach((point, at) => {
    const near = kept.some((other) => {
      const there = points[other];
      return there && Math.hypot((there.mine - point.mine) / mine, (there.theirs - point.theirs) / theirs) < apart;
    });
    if (!near) kept.push(at);
  });
  return kept.toSorted((a, b) => a - b);
}

/** What is different in a plan beside the one that stood in its place. */
export interface Difference {
  added: ItemId[];
  gone: ItemId[];
  /** Other times, or somebody else who starts. */
  other: ItemId[];
}

export function difference(before: readonly PlanChoice[], after: readonly PlanChoice[]): Difference {
  const ways = (choices: readonly PlanChoice[]): Map<ItemId, PlanChoice> =>
    new Map(choices.map((choice) => [choice.way, choice]));
  const then = ways(before);
  const now = ways(after);
  return {
    added: [...now.keys()].filter((way) => !then.has(way)),
    gone: [...then.keys()].filter((way) => !now.has(way)),
    other: [...now].flatMap(([way, choice]) => {
      const was = then.get(way);
      return was !== undefined && keyOf([was]) !== keyOf([choice]) ? [way] : [];
    }),
  };
}

/** What changed on a card since the cards before it, if it was not among them. */
export function changeOf(card: Card, before: readonly Card[]): Difference | undefined {
  if (before.length === 0 || before.some(({ key }) => key === card.key)) return undefined;
  const [first] = card.names;
  const was = before.find(({ names }) => names.some((name) => name === first));
  return was === undefined ? undefined : difference(was.choices, card.choices);
}

/** What plans bring me and my partner, in points. */
export function pointsOf(plans: readonly { gain: PointsPair }[], iAm: Person): { mine: number; theirs: number }[] {
  const me = placeOf(iAm);
  return plans.map(({ gain }) => ({ mine: gain[me], theirs: gain[other(me)] }));
}
