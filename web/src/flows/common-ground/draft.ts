// A plan before it is proposed.
import type {
  Day, ItemId, PlanChoice, Proposal, RecordId, SayProposal, SayReviewWay, Starter,
} from "../../engine/session_types.ts";
import { dayOf, midnight } from "../plan/days.ts";

export interface Draft {
  ways: PlanChoice[];
  begins: Day;
  days: number;
  /** The one that it changes. */
  insteadOf?: RecordId;
}

const usualDays = 14;
/** How long before it a plan can be proposed. */
export const daysAhead = 60;
const longestCondition = 200;

/** What each of the two asks for with a way, in one line; if that is too long, what I ask for. */
export function conditionOf(mine: string, theirs: string): string {
  if (mine === "" || theirs === "" || mine === theirs) return mine || theirs;
  const both = `${mine}; ${theirs}`;
  return both.length <= longestCondition ? both : mine;
}

/** With the conditions that are known of its ways. */
export function draftOf(
  choices: readonly PlanChoice[],
  condition: (way: ItemId) => string,
  today: Day,
): Draft {
  return { ways: choices.map((choice) => withCondition(choice, choice.condition ?? condition(choice.way))), begins: today, days: usualDays };
}

/** With what I ask for where it has no condition yet. */
export function changeOfProposal({ proposal, plan }: Proposal, condition: (way: ItemId) => string, today: Day): Draft {
  const begins = dayOf(plan.begins);
  const { ways } = draftOf(plan.ways, condition, today);
  return { ways, begins: begins < today ? today : begins, days: plan.days, insteadOf: proposal };
}

/** The ways of a plan that someone would keep. */
export function keptOf({ proposal, plan }: Proposal, reviews: readonly SayReviewWay[], today: Day): Draft {
  const kept = new Set(
    reviews.filter((review) => review.proposal === proposal && review.next === "keep").map(({ way }) => way),
  );
  return { ways: plan.ways.filter(({ way }) => kept.has(way)), begins: today, days: usualDays };
}

function withCondition({ way, times, start }: PlanChoice, condition: string): PlanChoice {
  const words = condition.trim();
  return { way, times, start, ...(words === "" ? {} : { condition: words }) };
}

/** Who may start a way: one of the two, or neither because a time is set. */
export function startersOf(begins: readonly ("one" | "time")[]): Starter[] {
  return [
    ...(begins.includes("one") ? (["first", "second"] as const) : []),
    ...(begins.includes("time") ? (["either"] as const) : []),
  ];
}

export function proposalOf({ ways, begins, days, insteadOf }: Draft, round: number): SayProposal {
  return {
    kind: "proposal",
    round,
    ways: ways.map((choice) => withCondition(choice, choice.condition ?? "")),
    begins: midnight(begins),
    days,
    ...(insteadOf === undefined ? {} : { "instead-of": insteadOf }),
  };
}
