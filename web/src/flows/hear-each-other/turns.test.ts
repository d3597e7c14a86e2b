import { describe, expect, test } from "vitest";
import type { HearView, Turn, TurnLine } from "../../engine/session_types.ts";
import { bothHeard, isMyMove, lastOf, sceneOf, spoken } from "./turns.ts";

const turn = (mine: boolean, next: Turn["next"], heard = false, lines: TurnLine[] = []): Turn => ({
  turn: "ab", mine, next, heard, lines,
});
const view = (...turns: Turn[]): HearView => ({ turns, "first-times": [], gifts: [] });

describe("whose turn it is", () => {
  test("nobody's, before anyone spoke", () => {
    expect(sceneOf(view())).toEqual({ moment: "between", again: 0 });
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

describe("what was said", () => {
  const lines: TurnLine[] = [
    { kind: "speak", mine: false, text: "I miss the quiet." },
    { kind: "say-back", mine: true, text: "You want to be alone." },
    { kind: "heard", mine: false, answer: "not-quite", text: "Quiet with you." },
    { kind: "say-back", mine: true },
    { kind: "heard", mine: false, answer: "not-quite" },
  ];
  const going = turn(false, "say-back", false, lines);

  test("is all that the speaker said and added, and nothing of what was said aloud", () => {
    expect(spoken(going)).toEqual(["I miss the quiet.", "Quiet with you."]);
    expect(sceneOf(view(going)).again).toBe(2);
  });

  test("last, of a kind", () => {
    expect(lastOf(going, "say-back")).toEqual({ kind: "say-back", mine: true });
    expect(lastOf(turn(true, "say-back"), "say-back")).toBeUndefined();
  });
});

test("both were heard only when each was", () => {
  expect(bothHeard(view())).toBe(false);
  expect(bothHeard(view(turn(true, "nothing", true), turn(true, "nothing", true)))).toBe(false);
  expect(bothHeard(view(turn(true, "nothing", true), turn(false, "nothing", false)))).toBe(false);
  expect(bothHeard(view(turn(true, "nothing", true), turn(false, "nothing", true)))).toBe(true);
});
