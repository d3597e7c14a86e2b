// A look at how it goes, on a day: which needs to ask about, and what was said before.
import type {
  Day, NeedId, OwnBody, PlanChoice, SayCheckIn, SayCheckInNeed,
} from "../../engine/session_types.ts";
import type { Pack } from "../../content/pack.ts";
import { wayOf } from "../../content/way_of.ts";
import { allOf, find } from "../../app/answers.ts";

const mostNeeds = 5;

/** The needs a plan is about, for me: those that matter to me and that its ways meet, most of all first. */
export function needsOfPlan(
  choices: readonly PlanChoice[],
  ways: Pick<Pack, "ways">["ways"],
  mine: readonly OwnBody[],
): NeedId[] {
  const sums = new Map<NeedId, number>();
  for (const { way, times } of choices) {
    for (const [need, [thousandths]] of Object.entries(wayOf({ ways }, way).meets)) {
      sums.set(need, (sums.get(need) ?? 0) + times * thousandths);
    }
  }
  const importance = (need: NeedId): number => find(mine, "need", { need })?.importance ?? 0;
  const byMost = (weigh: (need: NeedId, sum: number) => number): NeedId[] =>
    [...sums]
      .map(([need, sum]) => ({ need, weight: weigh(need, sum) }))
      .filter(({ weight }) => weight > 0)
      .toSorted((a, b) => b.weight - a.weight)
      .map(({ need }) => need)
      .slice(0, mostNeeds);
  const matter = byMost((need, sum) => importance(need) * sum);
  // Who has said nothing of their needs is asked about what the plan is made for.
  return matter.length > 0 ? matter : byMost((_, sum) => sum);
}

export interface EarlierDay {
  day: Day;
  said?: SayCheckIn;
  needs: SayCheckInNeed[];
}

/** The days on which something was said, the newest first. */
export function earlierDays(mine: readonly OwnBody[]): EarlierDay[] {
  const said = allOf(mine, "check-in").filter((body) => Object.keys(body).length > 2);
  const needs = allOf(mine, "check-in-need").filter(({ met }) => met !== undefined);
  const days = new Set([...said, ...needs].map(({ day }) => day));
  return [...days].toSorted().toReversed().map((day) => {
    const words = said.find((body) => body.day === day);
    return { day, ...(words ? { said: words } : {}), needs: needs.filter((body) => body.day === day) };
  });
}
