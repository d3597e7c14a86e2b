// What could come next: one thing, said quietly, and nothing where there is nothing.
import type { Stage, StageState, WayView } from "../../engine/session_types.ts";
import { canEnter, isAlone } from "./stages.ts";
import { waitingOf, type Between, type Waiting } from "./waiting.ts";

export type Next =
  | Waiting
  /** A stage one goes alone, or one to be ready for. */
  | { kind: "stage"; stage: Stage }
  /** The partner is ready for it. */
  | { kind: "waits"; stage: Stage }
  /** An invite is in hand. */
  | { kind: "join" }
  | { kind: "invite" }
  /** A plan stands. */
  | { kind: "try"; stage: "try-it" };

export interface Around extends Between {
  /** Somebody's invite is in hand. */
  invited: boolean;
  /** One's own invite is open. */
  inviting: boolean;
  /** Something is shown to the partner. */
  shows: boolean;
}

const solo: readonly Stage[] = ["closer", "what-it-means", "what-else", "asking"];
const joint: readonly Stage[] = ["hear-each-other", "both-want", "common-ground"];

export function nextOf(around: Around): Next | undefined {
  const { way, invited, inviting, shows, plans } = around;
  const state = (stage: Stage): StageState | undefined => way.stages.find((one) => one.stage === stage);
  const undone = (stages: readonly Stage[]): Stage | undefined =>
    stages.find((stage) => {
      const found = state(stage);
      return found !== undefined && !found.done && canEnter(found);
    });
  const toStage = (stage: Stage | undefined): Next | undefined => stage && { kind: "stage", stage };

  if (state("closer")?.open !== true) return { kind: "stage", stage: "settle-in" };
  const mine = undone(solo);
  if (isAlone(way)) {
    if (invited) return { kind: "join" };
    return toStage(mine) ?? (inviting ? undefined : { kind: "invite" });
  }

  if (way.partner?.["i-rest"] ?? way.partner?.["they-rest"]) return toStage(mine);
  const waiting = waitingOf(around);
  if (waiting !== undefined) return waiting;
  const plan = plans.standing !== null;
  if (plan) return { kind: "try", stage: "try-it" };
  const theirs = way.partner?.["they-are-ready-for"].filter((stage) => !saidReady(way, stage));
  const waits = undone(theirs ?? []);
  if (waits !== undefined) return { kind: "waits", stage: waits };
  const review = state("how-did-it-go");
  if (review?.open === true && !review.done) return { kind: "stage", stage: "how-did-it-go" };
  if (mine !== undefined) return toStage(mine);
  if (!shows && state("share")?.open === true && state("share")?.done !== true) return { kind: "stage", stage: "share" };
  // Who has said that they are ready has done what they can: it begins when the other is.
  return toStage(undone(joint.filter((stage) => !saidReady(way, stage))));
}

function saidReady({ partner }: WayView, stage: Stage): boolean {
  return partner?.["i-am-ready-for"].some((ready) => ready === stage) ?? false;
}
