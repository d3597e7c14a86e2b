import { describe, expect, test } from "vitest";
import type { OwnBody, Share, Snapshot } from "../../engine/session_types.ts";
import { byStage, limitsToShow, pieces, toShow } from "./shareable.ts";

const shown = (snapshot: Snapshot, share = "ab"): Share => ({ share, at: 0, snapshot });
const states = (mine: OwnBody[], shares: Share[] = []): string[] =>
  pieces(mine, shares).map(({ about, state }) => `${about.kind} ${state}`);

describe("what can be shown", () => {
  test("is what was said, and nothing of settling in, notes or stages that are done", () => {
    expect(
      states([
        { kind: "about-me", adult: true, why: "To talk." },
        { kind: "note", slot: 1, text: "For me." },
        { kind: "done", stage: "closer", on: true },
        { kind: "need", need: "touch", importance: 3, met: 1 },
        { kind: "theme", theme: "talk", on: true },
        { kind: "limits", minutes: 90 },
      ]),
    ).toEqual(["theme private", "need private", "limits private"]);
  });

  test("is no way that is not a yes", () => {
    const wills = ["love", "happy", "if", "not-now", "no"] as const;
    const mine = wills.map((will): OwnBody => ({ kind: "way", way: will, will }));
    expect(pieces(mine, []).map(({ about }) => about)).toEqual([
      { kind: "way", way: "love" },
      { kind: "way", way: "happy" },
      { kind: "way", way: "if" },
    ]);
  });

  test("is nothing that says only what it is about", () => {
    expect(
      states([
        { kind: "move", seat: "asking", move: "hint" },
        { kind: "meaning", of: "sex" },
        { kind: "usual" },
        { kind: "way", way: "music" },
        { kind: "correction", way: "music", need: "calm" },
      ]),
    ).toEqual([]);
  });

  test("is named by what it is about", () => {
    expect(pieces([{ kind: "review-need", proposal: "cd", need: "touch", met: 2 }], [])[0]?.about).toEqual({
      kind: "review-need",
      proposal: "cd",
      need: "touch",
    });
  });
});

// Plans of 191 minutes lay before two who had both said 180: neither showed it, and nothing said so.
test("what a week has room for is known to be unseen, until it is shown as it stands", () => {
  const now: Snapshot = { kind: "limits", minutes: 180 };
  expect(limitsToShow([], [])).toBe(false);
  expect(limitsToShow([now], [])).toBe(true);
  expect(limitsToShow([now], [shown({ kind: "limits", minutes: 210 })])).toBe(true);
  expect(limitsToShow([now], [shown(now)])).toBe(false);
});

describe("how a piece stands", () => {
  const before: Snapshot = { kind: "meaning", of: "sex", text: "Rest." };

  test("shown, whatever order the fields stand in", () => {
    expect(states([{ text: "Rest.", of: "sex", kind: "meaning" }], [shown(before)])).toEqual(["meaning shown"]);
  });

  test("changed, when something else was said since", () => {
    expect(states([{ ...before, text: "Play." }], [shown(before)])).toEqual(["meaning changed"]);
  });

  test("gone, when it was taken back here or is no yes any more", () => {
    const yes: Snapshot = { kind: "way", way: "music", will: "love" };
    const found = pieces([{ kind: "way", way: "music", will: "no" }], [shown(before), shown(yes, "cd")]);
    expect(found.map(({ state, now }) => [state, now])).toEqual([["gone", undefined], ["gone", undefined]]);
  });

  test("two of a kind are not mixed up", () => {
    const mine: OwnBody[] = [
      { kind: "feeling", seat: "asking", feeling: "hopeful", strength: 2 },
      { kind: "feeling", seat: "asked", feeling: "hopeful", strength: 2 },
    ];
    expect(states(mine, [shown({ kind: "feeling", seat: "asked", feeling: "hopeful", strength: 2 })])).toEqual([
      "feeling private",
      "feeling shown",
    ]);
  });
});

test("only what is private or changed is shown anew", () => {
  const mine: OwnBody[] = [
    { kind: "theme", theme: "talk", on: true },
    { kind: "need", need: "touch", importance: 3 },
    { kind: "need", need: "calm", importance: 1 },
  ];
  const all = pieces(mine, [
    shown({ kind: "need", need: "touch", importance: 2 }, "ab"),
    shown({ kind: "need", need: "calm", importance: 1 }, "cd"),
  ]);
  const everything = new Set(all.map(({ key }) => key));
  expect(toShow(all, everything).map(({ state }) => state)).toEqual(["private", "changed"]);
  expect(toShow(all, new Set())).toEqual([]);
});

test("pieces stand with their stage, in the order of the way", () => {
  const all = pieces(
    [
      { kind: "area", area: "money", on: true },
      { kind: "misses", when: "rare", text: "Ease." },
      { kind: "theme", theme: "talk", on: true },
      { kind: "feeling", seat: "asking", feeling: "hopeful", strength: 1 },
    ],
    [],
  );
  expect(byStage(all, ({ about }) => about).map(({ stage, pieces }) => [stage, pieces.length])).toEqual([
    ["closer", 1],
    ["what-it-means", 1],
    ["asking", 2],
  ]);
});
