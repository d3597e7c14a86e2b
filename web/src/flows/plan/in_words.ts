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

/** Of a plan in a week. */
export function minutesInWords(minutes: number, t: PlanTexts): string {
  return minutes === 0 ? t.noMinutes : fill(t.minutes, { minutes });
}

export function minutesOf(choices: readonly PlanChoice[], minutesEach: (way: ItemId) => number): number {
  return choices.reduce((sum, { way, times }) => sum + times * minutesEach(way), 0);
}
