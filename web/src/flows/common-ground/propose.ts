// Shows a plan to the partner, with my yes to it.
import type { Side } from "../../device/side.ts";
import type { Refusal } from "../../device/host.ts";
import { type Draft, proposalOf } from "./draft.ts";

type Speaks = Pick<Side, "say" | "round" | "plans">;

export async function propose(side: Speaks, draft: Draft): Promise<Refusal | undefined> {
  const known = new Set(side.plans.proposals.map(({ proposal }) => proposal));
  const error = await sayOfLastRound(side, draft);
  if (error !== undefined) return error;
  const made = side.plans.proposals.findLast(({ proposal, mine }) => mine && !known.has(proposal));
  return made === undefined ? undefined : side.say({ kind: "agree", proposal: made.proposal });
}

// A plan is of the last round that both confirmed. That is the newest one, or one before it: the
// newest may still be going on, or have run out.
async function sayOfLastRound(side: Speaks, draft: Draft): Promise<Refusal | undefined> {
  let error: Refusal | undefined;
  for (let round = side.round.round?.number ?? 1; round >= 1; --round) {
    error = await side.say(proposalOf(draft, round));
    if (error?.code !== "not-allowed" || error.detail !== "early") return error;
  }
  return error;
}
