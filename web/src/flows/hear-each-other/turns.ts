// Whose turn it is, and what that leaves to do. The core keeps the turns of the two; turns that are
// kept on one screen alone go by the same rules.
import type { HearView, Turn } from "../../engine/session_types.ts";

export type Moment =
  /** No turn goes on. Either may begin one. */
  | "between"
  /** I spoke, and wait to hear it back. */
  | "wait-for-echo"
  /** They spoke, and I say back what I heard. */
  | "say-back"
  /** They said it back, and I say whether that is it. */
  | "answer"
  /** I said it back, and wait for whether that is it. */
  | "wait-for-answer";

export interface Scene {
  moment: Moment;
  /** The turn that goes on, or else the last one. */
  turn?: Turn;
  /** Who would be the next to speak, as the two take turns; nobody spoke yet if it is left out. */
  next?: "me" | "partner";
}

function momentOf({ mine, next }: Turn): Moment {
  if (next === "nothing") return "between";
  if (next === "say-back") return mine ? "wait-for-echo" : "say-back";
  return mine ? "answer" : "wait-for-answer";
}

export function sceneOf({ turns }: HearView): Scene {
  const turn = turns.at(-1);
  if (turn === undefined) return { moment: "between" };
  return { moment: momentOf(turn), turn, next: nextAfter(turn) };
}

// Who was heard hands over to the other. A turn that rested can be begun again by who began it.
function nextAfter(turn: Turn): "me" | "partner" {
  return turn.mine === turn.heard ? "partner" : "me";
}

/** Whether something is for me to do: then it is said at once, else when nothing else is. */
export function isMyMove({ moment }: Scene): boolean {
  return moment === "say-back" || moment === "answer";
}
