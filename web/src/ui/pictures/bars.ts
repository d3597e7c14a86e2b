// Two-sided bars: how well each need is met for each of two people, today and with a plan.
import { hatch } from "./lines.ts";

/** How well a need is met before and with a plan, in thousandths. */
export interface Level {
  before: number;
  after: number;
}

/** In words of five: 0 to 4. */
export function grade(thousandths: number): number {
  return Math.min(4, Math.max(0, Math.round(thousandths / 250)));
}

/** Strokes in a field of 100 by 14, from the left: what stays, what comes, what goes. */
export function barStrokes({ before, after }: Level): { stays: string; comes: string; goes: string } {
  const along = (thousandths: number): number => Math.min(1000, Math.max(0, thousandths)) / 10;
  const [now, then] = [along(before), along(after)];
  const kept = Math.min(now, then);
  return {
    stays: kept > 0 ? `M0 7L${kept} 7` : "",
    comes: then > now ? hatch(now, then, 2, 12, 3) : "",
    goes: then < now ? `M${then} 3L${now} 3M${then} 11L${now} 11` : "",
  };
}
