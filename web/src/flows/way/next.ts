// What could come next: one thing, said quietly, and nothing where there is nothing.
import type { Stage, StageState, WayView } from "../../engine/session_types.ts";
import { canEnter, isAlone } from "./stages.ts";

export type Next =
  /** A stage one goes alone, or one that both are at. */
  | { kind: "stage"; stage: Stage }
  /** The partner is ready for it. */
  | { kind: "waits"; stage: Stage }
  /** An invite is in hand. */
  | { kind: "join" }
  | { kind: "invite" }
  /** A plan stands. */
  | { kind: "try"; stage: "try-it" };

export interface Around {
  way: WayView;
  /** Somebody's invite is in hand. */
  invited: boolean;
  /** One's own invite is open. */
  inviting: boolean;
  /** Something is shown to the partner. */
  shows: boolean;
  /** A plan stands now. */
  plan: boolean;
}

const solo: readonly Stage[] = ["closer", "what-it-means", "what-else", "asking"];
const joint: readonly Stage[] = ["hear-each-other", "both-want", "common-ground"];

export function nextOf({ way, invited, inviting, shows, plan }: Around): Next | undefined {
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

  const rests = Boolean(way.partner?.["i-rest"] ?? way.partner?.["they-rest"]);
  if (plan && !rests) return { kind: "try", stage: "try-it" };
  const theirs = way.partner?.["they-are-ready-for"].filter((stage) => !way.partner?.["i-am-ready-for"].includes(stage));
  const waits = rests ? undefined : undone(theirs ?? []);
  if (waits !== undefined) return { kind: "waits", stage: waits };
  const review = state("how-did-it-go");
  if (!plan && review?.open === true && !review.done) return { kind: "stage", stage: "how-did-it-go" };
  if (mine !== undefined || rests) return toStage(mine);
  if (!shows && state("share")?.open === true && state("share")?.done !== true) return { kind: "stage", stage: "share" };
  // Who has said that they are ready has done what they can: it begins when the other is.
  const open = undone(joint.filter((stage) => state(stage)?.open === true || !saidReady(way, stage)));
  return toStage(open);
}

function saidReady({ partner }: WayView, stage: Stage): boolean {
  return partner?.["i-am-ready-for"].some((ready) => ready === stage) ?? false;
}
