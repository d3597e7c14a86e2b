import { describe, expect, test } from "vitest";
import type { HearView, Turn } from "../../engine/session_types.ts";
import { isMyMove, sceneOf } from "./turns.ts";

const turn = (mine: boolean, next: Turn["next"], heard = false): Turn => ({
  turn: "ab", mine, next, heard, lines: [],
});
const view = (...turns: Turn[]): HearView => ({ turns, "first-times": [], gifts: [] });

describe("whose turn it is", () => {
  test("nobody's, before anyone spoke", () => {
    expect(sceneOf(view())).toEqual({ moment: "between" });
    expect(isMyMove(sceneOf(view()))).toBe(false);
  });

  test.each([
    [true, "say-back", "wait-for-echo", false],
    [false, "say-back", "say-back", true],
    [true, "heard", "answer", true],
    [false, "heard", "wait-for-answer", false],
    [true, "nothing", "between", false],
    [false, "nothing", "between", false],
  ] as const)("mine %s, next %s: %s", (mine, next, moment, move) => {
    const scene = sceneOf(view(turn(!mine, "nothing", true), turn(mine, next)));
    expect(scene.moment).toBe(moment);
    expect(isMyMove(scene)).toBe(move);
  });
});

describe("who would speak next", () => {
  test.each([
    ["I was heard", turn(true, "nothing", true), "partner"],
    ["they were heard", turn(false, "nothing", true), "me"],
    ["my turn rested", turn(true, "nothing", false), "me"],
    ["their turn rested", turn(false, "nothing", false), "partner"],
  ] as const)("%s", (_, last, next) => {
    expect(sceneOf(view(last)).next).toBe(next);
  });
});
