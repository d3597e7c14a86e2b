// A plan before it is proposed.
import type {
  Day, PlanChoice, Proposal, RecordId, SayProposal, SayReviewWay, Starter,
} from "../../engine/session_types.ts";
import { type Conditions, inOneText, longestCondition } from "../plan/conditions.ts";
import { dayOf, midnight } from "../plan/days.ts";

/** A way in it, with what each of the two would like to go with it. */
export interface DraftChoice extends Omit<PlanChoice, "condition">, Conditions {
  /** What my partner would like stays out of it: they put it in themselves, if they want to. */
  theirsLeftOut?: boolean;
}

export interface Draft {
  ways: DraftChoice[];
  begins: Day;
  days: number;
  /** The one that it changes. */
  insteadOf?: RecordId;
}

const usualDays = 14;
/** How long before it a plan can be proposed. */
export const daysAhead = 60;

/** With the conditions of its ways. */
export function draftOf(
  choices: readonly PlanChoice[],
  conditions: (choice: PlanChoice) => Conditions,
  today: Day,
): Draft {
  const ways = choices.map(({ way, times, start, ...rest }) => ({
    way, times, start, ...conditions({ way, times, start, ...rest }),
  }));
  return { ways, begins: today, days: usualDays };
}

export function changeOfProposal(
  { proposal, plan }: Proposal,
  conditions: (choice: PlanChoice) => Conditions,
  today: Day,
): Draft {
  const begins = dayOf(plan.begins);
  const { ways } = draftOf(plan.ways, conditions, today);
  return { ways, begins: begins < today ? today : begins, days: plan.days, insteadOf: proposal };
}

/** The ways of a plan that someone would keep. */
export function keptOf(
  { proposal, plan }: Proposal,
  reviews: readonly SayReviewWay[],
  conditions: (choice: PlanChoice) => Conditions,
  today: Day,
): Draft {
  const kept = new Set(
    reviews.filter((review) => review.proposal === proposal && review.next === "keep").map(({ way }) => way),
  );
  return draftOf(plan.ways.filter(({ way }) => kept.has(way)), conditions, today);
}

/** The text that goes with a way. */
export function textOf({ mine, theirs, theirsLeftOut = false }: DraftChoice): string {
  return inOneText({ mine, theirs: theirsLeftOut ? "" : theirs });
}

/** By how many letters it is too long, if it is. */
export function overlong(choice: DraftChoice): number {
  return Math.max(0, textOf(choice).length - longestCondition);
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
    ways: ways.map((choice) => {
      const { way, times, start } = choice;
      const condition = textOf(choice);
      return { way, times, start, ...(condition === "" ? {} : { condition }) };
    }),
    begins: midnight(begins),
    days,
    ...(insteadOf === undefined ? {} : { "instead-of": insteadOf }),
  };
}
