import { describe, expect, test } from "vitest";
import type { OwnBody, Proposal, ShownView, Snapshot, Table } from "../../engine/session_types.ts";
import { changeOfProposal } from "./draft.ts";
import { midnight } from "../plan/days.ts";
import { conditionsOf, haveShownNeeds, importanceFor, lacking, notMatched } from "./known.ts";
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

  test("has the conditions of both, of the other only what was shown", () => {
    expect(conditionsOf("one-meal", mine, shown)).toEqual({ mine: "no phones", theirs: "I cook" });
    expect(conditionsOf("one-meal", mine, { mine: [], theirs: [] })).toEqual({ mine: "no phones", theirs: "" });
  });

  test("is lacking what I asked for with an if, until the plan is changed", () => {
    const ways = [
      { way: "one-meal", times: 1, start: "first" }, { way: "holding-hands", times: 1, start: "either" },
    ] as const;
    expect(lacking(ways, mine)).toEqual(["one-meal"]);
    const proposal = {
      proposal: "1", mine: false, "i-said-yes": false, "they-said-yes": true, stands: false, stood: false, ends: 0,
      open: true, "days-of": [],
      plan: { kind: "proposal", round: 1, ways: [...ways], begins: midnight("2026-11-20"), days: 14 },
    } as const satisfies Proposal;
    const changed = changeOfProposal(proposal, (way) => conditionsOf(way, mine, shown).mine, "2026-11-26");
    expect(lacking(changed.ways, mine)).toEqual([]);
    expect(changed).toMatchObject({ begins: "2026-11-26", days: 14, insteadOf: "1" });
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
