// What a plan has in it, in words.
import type { ItemId, Person, PlanChoice, Starter } from "../../engine/session_types.ts";
import { fill } from "../../text/language.svelte.ts";
import type { planTexts } from "../../text/plan.ts";

type PlanTexts = (typeof planTexts)["en"];

/** Who the two are, to whoever reads. */
export interface TheTwo {
  iAm: Person;
  /** What my partner is called, or “your partner”. */
  partner: string;
}

export function timesInWords(times: number, t: PlanTexts): string {
  if (times === 1) return t.once;
  if (times === 2) return t.twice;
  return times === 7 ? t.daily : fill(t.times, { times });
}

export function startInWords(start: Starter, { iAm, partner }: TheTwo, t: PlanTexts): string {
  if (start === "either") return t.setTime;
  return start === iAm ? t.youStart : fill(t.theyStart, { partner });
}

/** Of a plan in a week, and no closer than anybody plans a week: to five minutes, from an hour on to a quarter. */
export function minutesInWords(minutes: number, t: PlanTexts): string {
  if (minutes === 0) return t.noMinutes;
  const fives = Math.max(1, Math.round(minutes / 5)) * 5;
  if (fives < 60) return fill(t.time, { time: fill(t.minutes, { minutes: fives }) });
  const quarters = Math.round(minutes / 15);
  const hours = Math.floor(quarters / 4);
  return fill(t.time, { time: fill((hours === 1 ? t.oneHour : t.hours)[quarters % 4] ?? "", { hours }) });
}

export function minutesOf(choices: readonly PlanChoice[], minutesEach: (way: ItemId) => number): number {
  return choices.reduce((sum, { way, times }) => sum + times * minutesEach(way), 0);
}
