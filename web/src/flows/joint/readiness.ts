// Whether a joint stage is open to someone, and if not, what is missing, in the order in which it
// makes sense to see to it.
import type { GateReason, JointStage, WayView } from "../../engine/session_types.ts";

export interface Readiness {
  open: boolean;
  /** The one thing to see to first; none if it is open. */
  missing?: GateReason;
  iAmReady: boolean;
  theyAreReady: boolean;
  /** Until when the joint steps rest, and by whose pause. */
  rest?: { until: number; mine: boolean };
}

// Being ready comes last: who still has something else to do first is not asked to be.
const order: readonly GateReason[] = [
  "settle-in-first", "not-together", "over", "resting", "answer-ways-first", "match-first", "nothing-both-want",
  "you-not-ready", "partner-not-ready", "no-plan-yet", "not-begun",
];

export function readinessOf({ stages, partner }: WayView, stage: JointStage): Readiness {
  const state = stages.find((one) => one.stage === stage);
  const missing = order.find((reason) => state?.reasons.includes(reason));
  const [mine, theirs] = [partner?.["i-rest"], partner?.["they-rest"]];
  const rest = mine && theirs ? (mine.until >= theirs.until ? mine : theirs) : (mine ?? theirs);
  return {
    open: state?.open ?? false,
    ...(missing && { missing }),
    iAmReady: partner?.["i-am-ready-for"].includes(stage) ?? false,
    theyAreReady: partner?.["they-are-ready-for"].includes(stage) ?? false,
    ...(rest && { rest: { until: rest.until, mine: rest === mine } }),
  };
}
