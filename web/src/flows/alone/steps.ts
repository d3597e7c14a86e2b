// The screens of a stage that one goes alone.
import type { Stage, WayView } from "../../engine/session_types.ts";

export interface Step {
  id: string;
  /** Short, for where one is. Screens beside each other that have the same are one there. */
  title: string;
  /** The question at the top. */
  question: string;
  lead?: string | undefined;
  answered: boolean;
  /** Of cards, which take back by themselves: whether some lie there yet. */
  cards?: "left" | "through";
}

/** Where someone begins: at the screen they came for, else where they left off. */
export function firstOpen(steps: readonly Step[], done: boolean, about?: string): number {
  const meant = steps.findIndex((step) => step.id === about);
  if (meant >= 0) return meant;
  const open = steps.findIndex((step) => !step.answered);
  return done || open < 0 ? steps.length - 1 : open;
}

/** The screens as they are shown: those of one title together, and where each begins. */
export function parts(steps: readonly Step[]): { id: string; title: string; first: number }[] {
  return steps.flatMap(({ id, title }, first) => (steps[first - 1]?.title === title ? [] : [{ id, title, first }]));
}

/** The stage to go on with: the next that is open and not done, then those that were passed by. */
export function nextStage(way: WayView, stage: Stage): Stage | undefined {
  const at = way.stages.findIndex((state) => state.stage === stage);
  const inOrder = [...way.stages.slice(at + 1), ...way.stages.slice(0, Math.max(at, 0))];
  return inOrder.find((state) => state.open && !state.done)?.stage;
}
