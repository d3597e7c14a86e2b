// The stages as the map of the way shows them.
import type { GateReason, Stage, WayView } from "../../engine/session_types.ts";

export interface StageOnMap {
  id: Stage;
  state: "open" | "done" | "closed" | "here";
  /** What is missing before it goes on, if anything is. */
  missing?: GateReason;
  /** The partner is ready for it, and I have not said so yet. */
  waits: boolean;
}

// Where these alone are missing, the stage's own page is where one says that one is ready.
const atTheDoor: ReadonlySet<GateReason> = new Set<GateReason>(["you-not-ready", "partner-not-ready", "resting"]);

/** Whether one can go in, be it only to say that one is ready. */
export function canEnter({ open, reasons }: { open: boolean; reasons: readonly GateReason[] }): boolean {
  return open || reasons.every((reason) => atTheDoor.has(reason));
}

/** Whether there is someone to go the joint stages with. */
export function isAlone({ partner }: WayView): boolean {
  return partner === null || partner.left;
}

function waitsFor({ partner }: WayView, stage: Stage): boolean {
  const ready = (stages: readonly Stage[] | undefined): boolean => stages?.includes(stage) ?? false;
  return ready(partner?.["they-are-ready-for"]) && !ready(partner?.["i-am-ready-for"]);
}

/** `here` is the stage that comes next for this person, if one does. */
export function onMap(way: WayView, here: Stage | undefined): StageOnMap[] {
  return way.stages.map((state) => {
    const { stage: id, reasons, done } = state;
    const missing = reasons[0];
    const waits = waitsFor(way, id);
    if (!canEnter(state)) return { id, state: "closed", waits, ...(missing && { missing }) };
    return { id, state: id === here ? "here" : done ? "done" : "open", waits, ...(missing && { missing }) };
  });
}
