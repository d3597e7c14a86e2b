import { describe, expect, test } from "vitest";
import type { OwnBody, ShownView, Snapshot, Table, TableView } from "../../engine/session_types.ts";
import { haveShownNeeds, importanceFor, notMatched } from "./known.ts";
import { mayPutIn, openUntil, standAtTable } from "./table.ts";

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

const at = (state: Table["state"], more: Partial<Table> = {}): TableView => ({
  table: { number: 2, state, "my-move": false, steps: 0, expires: 500, next: 1000, ...more },
  met: { table: 2, plan: [] },
});

test("a list is put onto a table that is new or waits for it, and a week after the last one", () => {
  expect(mayPutIn({ table: null, met: null }, 0)).toBe(true);
  expect(mayPutIn(at("waits-for-me"), 0)).toBe(true);
  expect(mayPutIn(at("waits-for-partner"), 2000)).toBe(false);
  expect(mayPutIn(at("going-on"), 2000)).toBe(false);
  expect(mayPutIn(at("met"), 999)).toBe(false);
  expect(mayPutIn(at("met"), 1000)).toBe(true);
  expect(mayPutIn(at("expired"), 1000)).toBe(true);
});

test("a table stands where it stands, whatever was put onto it", () => {
  expect(standAtTable({ table: null, met: null })).toBe("none");
  expect(standAtTable(at("going-on", { "my-move": true }))).toBe("my-step");
  expect(standAtTable(at("going-on"))).toBe("going-on");
  expect(standAtTable(at("going-on", { "my-move": true }), 2)).toBe("failed");
  expect(standAtTable(at("going-on"), 1)).toBe("going-on");
  expect(standAtTable(at("expired"), 2)).toBe("expired");
  expect(standAtTable(at("met"))).toBe("met");
  expect(standAtTable({ ...at("met"), met: { table: 2, plan: null } })).toBe("impasse");
  expect(openUntil(at("waits-for-me"))).toBe(500);
  expect(openUntil(at("going-on"))).toBe(500);
  expect(openUntil(at("expired"))).toBeUndefined();
});
