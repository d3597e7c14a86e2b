// Whether a joint stage is open to someone, and if not, what is missing, in the order in which it
// makes sense to see to it.
import type { GateReason, JointStage, PartnerState, WayView } from "../../engine/session_types.ts";

export interface Readiness {
  open: boolean;
  /** The one thing to see to first; none if it is open. */
  missing?: GateReason;
  iAmReady: boolean;
  theyAreReady: boolean;
}

// Being ready comes last: who still has something else to do first is not asked to be.
const order: readonly GateReason[] = [
  "settle-in-first", "not-together", "over", "resting", "answer-ways-first", "match-first", "nothing-both-want",
  "you-not-ready", "partner-not-ready", "no-plan-yet", "not-begun",
];

export function readinessOf({ stages, partner }: WayView, stage: JointStage): Readiness {
  const state = stages.find((one) => one.stage === stage);
  const missing = order.find((reason) => state?.reasons.includes(reason));
  return {
    open: state?.open ?? false,
    ...(missing && { missing }),
    iAmReady: partner?.["i-am-ready-for"].includes(stage) ?? false,
    theyAreReady: partner?.["they-are-ready-for"].includes(stage) ?? false,
  };
}

/** Until when the joint steps rest, and whether that is by my own pause. */
export function restOf(partner: PartnerState | null): { until: number; mine: boolean } | undefined {
  const [mine, theirs] = [partner?.["i-rest"]?.until ?? 0, partner?.["they-rest"]?.until ?? 0];
  const until = Math.max(mine, theirs);
  return until > 0 ? { until, mine: mine === until } : undefined;
}

/** Whether the two could begin, but for saying that they are ready: in one room they see that. */
export function canTalk({ stages }: WayView, stage: JointStage): boolean {
  const state = stages.find((one) => one.stage === stage);
  const said: readonly GateReason[] = ["you-not-ready", "partner-not-ready"];
  return state?.reasons.every((reason) => said.includes(reason)) ?? false;
}
