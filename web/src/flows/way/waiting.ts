// What of the partner's waits for me: said once, on the way, and nowhere else. It names what they did and
// nothing of what is in it, so that it is safe before whoever looks over the shoulder.
import type {
  HearView, JointStage, PlansView, RoundView, StageState, TableView, WayView,
} from "../../engine/session_types.ts";
import { sceneOf } from "../hear-each-other/turns.ts";
import { openProposals } from "../plan/standing.ts";

export type Waiting =
  /** They spoke, and I can say it back. */
  | { kind: "spoke"; stage: "hear-each-other" }
  /** They said it back, and I can say whether that is it. */
  | { kind: "echoed"; stage: "hear-each-other" }
  /** They would like to try a plan, and I have not answered. */
  | { kind: "proposal"; stage: "common-ground" }
  /** They show something that I have not looked at. */
  | { kind: "shown"; stage: "share" }
  /** Both of us are ready for it. */
  | { kind: "both"; stage: JointStage };

/** What the two have between them, as far as this side sees it. */
export interface Between {
  way: WayView;
  hear: HearView;
  round: RoundView;
  table: TableView;
  plans: PlansView;
  hasNewPieces: boolean;
}

const furthestFirst: readonly JointStage[] = ["common-ground", "both-want", "hear-each-other"];

export function waitingOf(between: Between): Waiting | undefined {
  const { way, hear, plans, hasNewPieces } = between;
  // Only where both said that they are ready: who took that back is not asked again by what they left open.
  const state = (stage: JointStage | "share"): StageState | undefined =>
    way.stages.find((one) => one.stage === stage && one.open);

  if (state("hear-each-other")) {
    const { moment } = sceneOf(hear);
    if (moment === "say-back") return { kind: "spoke", stage: "hear-each-other" };
    if (moment === "answer") return { kind: "echoed", stage: "hear-each-other" };
  }
  const isAsked = openProposals(plans).some((one) => one["they-said-yes"] && !one["i-said-yes"]);
  if (state("common-ground") && isAsked) return { kind: "proposal", stage: "common-ground" };
  if (state("share") && hasNewPieces) return { kind: "shown", stage: "share" };
  const both = furthestFirst.find((stage) => state(stage)?.done === false && !cameToItsEnd(stage, between));
  return both && { kind: "both", stage: both };
}

/** Being ready lasts until it is taken back: whether what it was for is done all the same. */
function cameToItsEnd(stage: JointStage, { way, hear, round, table, plans }: Between): boolean {
  const review = way.stages.find((one) => one.stage === "how-did-it-go");
  // Until it was looked back on, a plan comes first.
  const hasPlan = plans.standing !== null || (review?.open === true && !review.done);
  switch (stage) {
    case "hear-each-other":
      return hasPlan ? hear.turns.length > 0 : hear["first-times"].some(({ mine }) => mine);
    case "both-want":
      return round.matched !== null && !isMine(round.round);
    case "common-ground":
      return hasPlan && !isMine(table.table);
  }
}

/** Whether something can be done there by me. */
function isMine(one: { state: string; "my-move": boolean } | null): boolean {
  return one !== null && (one["my-move"] || one.state === "waits-for-me");
}
