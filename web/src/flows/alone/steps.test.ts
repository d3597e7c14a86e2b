import { expect, test } from "vitest";
import type { StageState, WayView } from "../../engine/session_types.ts";
import { firstOpen, nextStage, parts, type Step } from "./steps.ts";

const step = (id: string, answered: boolean, more: Partial<Step> = {}): Step => ({
  id, title: id, question: id, answered, ...more,
});

test("someone comes back to the first screen they left open", () => {
  const steps = [step("a", true), step("b", false), step("c", false), step("read", false)];
  expect(firstOpen(steps, false)).toBe(1);
  expect(firstOpen([step("a", true), step("b", true)], false)).toBe(1);
});

test("who comes for a screen begins there", () => {
  expect(firstOpen([step("a", false), step("safety", true), step("read", false)], true, "safety")).toBe(1);
  expect(firstOpen([step("a", false), step("read", false)], false, "need.touch")).toBe(0);
});

test("who said it is enough comes to what they said, whatever they left open", () => {
  expect(firstOpen([step("a", false), step("read", false)], true)).toBe(1);
});

test("screens of one title are one part", () => {
  const steps = [step("a", true), step("b", true, { title: "x" }), step("c", true, { title: "x" }), step("d", true)];
  expect(parts(steps)).toEqual([
    { id: "a", title: "a", first: 0 },
    { id: "b", title: "x", first: 1 },
    { id: "d", title: "d", first: 3 },
  ]);
});

const state = (stage: StageState["stage"], open: boolean, done: boolean): StageState => ({ stage, open, done, reasons: [] });
const way = (...stages: StageState[]): WayView => ({ stages, together: false, partner: null });

test("on goes to what is open and not done, then to what was passed by, then nowhere", () => {
  const first = way(state("closer", true, false), state("asking", true, false), state("share", false, false));
  expect(nextStage(first, "closer")).toBe("asking");
  expect(nextStage(first, "asking")).toBe("closer");
  expect(nextStage(way(state("closer", true, true), state("asking", true, true)), "asking")).toBeUndefined();
});
