import { describe, expect, test } from "vitest";
import type { OwnBody, ShownView, Snapshot, Table } from "../../engine/session_types.ts";
import { haveShownNeeds, importanceFor, notMatched } from "./known.ts";
import { mayPutIn } from "./table.ts";

const need = (id: string, importance: number) => ({ kind: "need", need: id, importance, met: 1 }) as const;
const shares = (...snapshots: Snapshot[]): ShownView["mine"] =>
  snapshots.map((snapshot, at) => ({ share: String(at), at: 0, snapshot }));
const mine: OwnBody[] = [
  need("touch", 4),
  need("calm", 2),
  { kind: "way", way: "holding-hands", will: "happy" },
  { kind: "way", way: "one-meal", will: "if", condition: "no phones" },
  { kind: "way", way: "real-hello", will: "no" },
];
const shown: ShownView = {
  mine: shares(need("touch", 3)),
  theirs: shares(need("pace", 4), { kind: "way", way: "one-meal", will: "if", condition: "I cook" }),
};

describe("what plans are made from", () => {
  test("is on the open table what both have shown, and for oneself all that one said", () => {
    expect(importanceFor("open-table", mine, shown)).toEqual({ mine: new Map([["touch", 3]]), theirs: new Map([["pace", 4]]) });
    expect(importanceFor("own-plan", mine, shown)).toEqual({ mine: new Map([["touch", 4], ["calm", 2]]), theirs: new Map() });
    expect(haveShownNeeds(shown)).toEqual({ mine: true, theirs: true });
    expect(haveShownNeeds({ mine: [], theirs: shown.theirs })).toEqual({ mine: false, theirs: true });
  });

  test("leaves out what both do not want, once that is known", () => {
    expect(notMatched(mine, ["one-meal"])).toEqual(["holding-hands"]);
    expect(notMatched(mine, null)).toEqual([]);
  });
});

test("a list is put onto a table that is new or waits for it, and a week after the last one", () => {
  const table = (state: Table["state"]): Table => ({ number: 1, state, "my-move": false, steps: 0, expires: 500, next: 1000 });
  expect(mayPutIn(null, 0)).toBe("begin");
  expect(mayPutIn(table("waits-for-me"), 0)).toBe("join");
  expect(mayPutIn(table("waits-for-partner"), 2000)).toBeUndefined();
  expect(mayPutIn(table("going-on"), 2000)).toBeUndefined();
  expect(mayPutIn(table("met"), 999)).toBeUndefined();
  expect(mayPutIn(table("met"), 1000)).toBe("begin");
  expect(mayPutIn(table("expired"), 1000)).toBe("begin");
});
