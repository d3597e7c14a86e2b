// Which of the plans is the one to talk of.
import type { PlansView, Proposal } from "../../engine/session_types.ts";

/** The one that both said yes to, if one stands now. */
export function standingPlan({ proposals, standing }: PlansView): Proposal | undefined {
  return proposals.find(({ proposal }) => proposal === standing);
}

/** The newest that both said yes to, even if it has ended: how it went can still be said. */
export function lastPlan({ proposals }: PlansView): Proposal | undefined {
  return proposals.findLast(({ stood }) => stood);
}

/** What waits for a yes, the newest first. */
export function openProposals({ proposals, standing }: PlansView): Proposal[] {
  return proposals.filter(({ open, proposal }) => open && proposal !== standing).toReversed();
}
