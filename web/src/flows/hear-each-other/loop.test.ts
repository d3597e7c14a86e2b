import { describe, expect, test } from "vitest";
import type { Share, ShownView, Snapshot } from "../../engine/session_types.ts";
import { loopFrom, seatsWithLoop } from "./loop.ts";

const share = (snapshot: Snapshot): Share => ({ share: "ab", at: 0, snapshot });
const shown = (mine: Snapshot[], theirs: Snapshot[]): ShownView => ({
  mine: mine.map(share),
  theirs: theirs.map(share),
});

const ana: Snapshot[] = [
  { kind: "feeling", seat: "asking", feeling: "hopeful", strength: 1 },
  { kind: "feeling", seat: "asking", feeling: "rejected", strength: 4 },
  { kind: "move", seat: "asking", move: "ask-again", on: true },
  { kind: "area", area: "money", on: true },
  { kind: "area", area: "chores", on: true },
];
const ben: Snapshot[] = [
  { kind: "feeling", seat: "asked", feeling: "pressured", strength: 3 },
  { kind: "move", seat: "asked", move: "go-quiet", on: true },
  { kind: "move", seat: "refused", move: "let-rest", on: true },
  { kind: "area", area: "bedtime", on: true },
  { kind: "area", area: "chores", on: true },
];

describe("the loop", () => {
  test("is of what I feel and do, and what the other across from me then does", () => {
    expect(loopFrom("asking", shown(ana, ben))).toEqual({
      mine: { seat: "asking", feelings: ["rejected", "hopeful"], moves: ["ask-again"], areas: ["money", "chores"] },
      theirs: { seat: "asked", feelings: ["pressured"], moves: ["go-quiet"], areas: ["bedtime", "chores"] },
    });
  });

  test("is the same loop from the other side", () => {
    const { mine, theirs } = loopFrom("asked", shown(ben, ana));
    expect([mine?.moves, theirs?.moves]).toEqual([["go-quiet"], ["ask-again"]]);
  });

  test("is my half alone when they showed nothing of it", () => {
    const loop = loopFrom("asking", shown(ana, []));
    expect(loop.mine?.moves).toEqual(["ask-again"]);
    expect("theirs" in loop).toBe(false);
  });

  test("has the three strongest feelings and no more", () => {
    const feelings = [0, 1, 2, 3].map((strength): Snapshot => ({
      kind: "feeling", seat: "asking", feeling: `f${strength}`, strength,
    }));
    expect(loopFrom("asking", shown(feelings, [])).mine?.feelings).toEqual(["f3", "f2", "f1"]);
  });
});

test("seats are those of which something was shown, whole loops first", () => {
  expect(seatsWithLoop(shown([], []))).toEqual([]);
  expect(seatsWithLoop(shown(ana, ben))).toEqual(["asking", "refusing"]);
  expect(seatsWithLoop(shown(ben, ana))).toEqual(["asked", "refused"]);
});
