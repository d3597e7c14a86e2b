import { describe, expect, test } from "vitest";
import type { GateReason, PartnerState, WayView } from "../../engine/session_types.ts";
import { canTalk, readinessOf, restOf } from "./readiness.ts";

const way = (reasons: GateReason[], partner: Partial<PartnerState> = {}): WayView => ({
  stages: [
    { stage: "share", open: true, reasons: [], done: false },
    { stage: "both-want", open: reasons.length === 0, reasons, done: false },
  ],
  together: true,
  partner: {
    name: "Ben", "i-am": "first", left: false, "i-am-ready-for": [], "they-are-ready-for": [],
    "i-rest": null, "they-rest": null, ...partner,
  },
});

describe("a joint stage", () => {
  test("is open when nothing is missing", () => {
    const ready = way([], { "i-am-ready-for": ["both-want"], "they-are-ready-for": ["both-want"] });
    expect(readinessOf(ready, "both-want")).toEqual({ open: true, iAmReady: true, theyAreReady: true });
  });

  test("says first what is to be seen to first", () => {
    expect(readinessOf(way(["you-not-ready", "partner-not-ready", "answer-ways-first"]), "both-want").missing).toBe(
      "answer-ways-first",
    );
    expect(readinessOf(way(["partner-not-ready", "you-not-ready"]), "both-want").missing).toBe("you-not-ready");
    expect(readinessOf(way(["you-not-ready", "resting"]), "both-want").missing).toBe("resting");
  });

  test("knows who is ready for it, and not for another", () => {
    const { iAmReady, theyAreReady } = readinessOf(
      way(["partner-not-ready"], { "i-am-ready-for": ["both-want"], "they-are-ready-for": ["hear-each-other"] }),
      "both-want",
    );
    expect([iAmReady, theyAreReady]).toEqual([true, false]);
  });

  test("looks the same for who is alone as for who goes on alone", () => {
    const alone: WayView = { ...way(["not-together"]), together: false, partner: null };
    expect(readinessOf(alone, "both-want")).toEqual({
      open: false, missing: "not-together", iAmReady: false, theyAreReady: false,
    });
  });
});

describe("a rest", () => {
  const rest = (until: number): { pause: string; until: number } => ({ pause: "ab", until });

  test.each([
    [rest(5), null, { until: 5, mine: true }],
    [null, rest(5), { until: 5, mine: false }],
    [rest(5), rest(9), { until: 9, mine: false }],
    [rest(9), rest(5), { until: 9, mine: true }],
  ])("mine %j, theirs %j", (mine, theirs, expected) => {
    expect(restOf(way(["resting"], { "i-rest": mine, "they-rest": theirs }).partner)).toEqual(expected);
  });

  test("is none where nobody rests, or nobody is there", () => {
    expect(restOf(way([]).partner)).toBeUndefined();
    expect(restOf(null)).toBeUndefined();
  });
});

test("two in one room need not say that they are ready, and nothing else may be missing", () => {
  expect(canTalk(way([]), "both-want")).toBe(true);
  expect(canTalk(way(["you-not-ready", "partner-not-ready"]), "both-want")).toBe(true);
  expect(canTalk(way(["not-together"]), "both-want")).toBe(false);
  expect(canTalk(way(["you-not-ready", "resting"]), "both-want")).toBe(false);
  expect(canTalk({ ...way([]), stages: [] }, "both-want")).toBe(false);
});
