import { describe, expect, test, vi } from "vitest";
import { changed } from "../../app/answers.ts";
import { packForTest as pack } from "../../content/pack_for_test.ts";
import type { OwnBody, SayReviewWay } from "../../engine/session_types.ts";
import { midnight } from "../plan/days.ts";
import { earlierDays, needsOfPlan } from "../try-it/check_in.ts";
import { asToday, learnt, metBefore, movedNeeds, needsOfWay, stayedOnThePage, told } from "./review.ts";

const proposal = "00".repeat(16);
const need = (id: string, importance: number, met: number) => ({ kind: "need", need: id, importance, met }) as const;
const held = { way: "five-minutes-held", times: 2, start: "first" } as const;

describe("the needs of a plan", () => {
  test("are those that its ways meet and that matter to me", () => {
    const mine = [need("comfort", 1, 1), need("touch", 4, 1), need("novelty", 4, 0)];
    const needs = needsOfPlan([held], pack.ways, mine);
    expect(needs).toContain("touch");
    expect(needs).not.toContain("novelty");
    expect(needs[0]).toBe("touch");
  });

  test("are what it is made for, where I said nothing of mine", () => {
    const needs = needsOfPlan([held], pack.ways, []);
    const meets = pack.ways.find(({ id }) => id === held.way)?.meets ?? {};
    expect(needs.length).toBeGreaterThan(0);
    for (const one of needs) expect(meets).toHaveProperty(one);
  });
});

describe("a check-in", () => {
  test("is listed by day, the newest first, and not at all if nothing is left of it", () => {
    const mine: OwnBody[] = [
      { kind: "check-in", day: "2026-11-20", asking: 1 },
      { kind: "check-in", day: "2026-11-24" },
      { kind: "check-in-need", day: "2026-11-22", need: "touch", met: 3 },
      need("touch", 4, 1),
    ];
    const days = earlierDays(mine);
    expect(days.map(({ day }) => day)).toEqual(["2026-11-22", "2026-11-20"]);
  });
});

describe("a review", () => {
  test("begins from what stood when the plan began, whatever was said since", () => {
    const at = (day: string, met: number) => ({ at: midnight(day) + 3_600_000, say: need("touch", 4, met) });
    const said = [at("2026-11-01", 1), at("2026-11-10", 2), at("2026-11-20", 4)];
    expect(metBefore(said, "touch", "2026-11-10")).toBe(2);
    expect(metBefore(said, "touch", "2026-11-09")).toBe(1);
    // Said of only later: that is the earliest there is.
    expect(metBefore(said, "touch", "2026-10-01")).toBe(1);
    expect(metBefore(said, "calm", "2026-11-10")).toBeUndefined();
  });

  test("begins from what stood at the end of that day, also when clocks are changed on it", () => {
    vi.stubEnv("TZ", "Europe/Madrid");
    // A day of 25 hours, and one of 23.
    for (const [began, after] of [["2026-10-25", "2026-10-26"], ["2026-03-29", "2026-03-30"]] as const) {
      const late = { at: midnight(after) - 60_000, say: need("touch", 4, 3) };
      const next = { at: midnight(after) + 60_000, say: need("touch", 4, 4) };
      expect(metBefore([late, next], "touch", began)).toBe(3);
    }
    vi.unstubAllEnvs();
  });

  test("shows what moved, and can become what the next plans begin from", () => {
    const mine: OwnBody[] = [
      need("touch", 4, 1),
      need("calm", 2, 2),
      { kind: "review-need", proposal, need: "touch", met: 3 },
      { kind: "review-need", proposal, need: "calm", met: 2 },
      { kind: "review-need", proposal: "11".repeat(16), need: "touch", met: 0 },
    ];
    const moved = movedNeeds(mine, proposal, (id) => (id === "touch" ? 1 : 2));
    expect(moved).toEqual([{ need: "touch", before: 1, now: 3 }, { need: "calm", before: 2, now: 2 }]);
    expect(asToday(moved, mine)).toEqual([need("touch", 4, 3)]);
  });

  test("is told back: what is better and by what, what is not, and what becomes of the ways", () => {
    const way = (id: string, next: SayReviewWay["next"], met: string[]) =>
      ({ kind: "review-way", proposal, way: id, next, met }) as SayReviewWay;
    const moved = [
      { need: "touch", before: 1, now: 3 }, { need: "calm", before: 2, now: 2 }, { need: "play", before: 2, now: 1 },
    ];
    const reviews = [way("holding-hands", "keep", ["touch"]), way("one-meal", "let-go", ["calm"])];
    expect(told(moved, reviews)).toEqual({
      better: ["touch"], hadAPart: ["holding-hands"], less: ["play"], same: ["calm"],
      keep: ["holding-hands"], change: [], "let-go": ["one-meal"],
    });
  });

  test("counts nothing as met by what was not got to", () => {
    const way: SayReviewWay = { kind: "review-way", proposal, way: held.way, next: "keep", met: ["calm"] };
    const stayed = changed(way, stayedOnThePage(true));
    expect(stayed).toEqual({ kind: "review-way", proposal, way: held.way, next: "keep", stayed: true });
    expect(changed(stayed, stayedOnThePage(false))).toEqual({ kind: "review-way", proposal, way: held.way, next: "keep" });
  });
});

describe("what plans learn", () => {
  const way = pack.ways.find(({ id }) => id === held.way);
  const byMost = Object.entries(way?.meets ?? {}).toSorted(([, [a]], [, [b]]) => b - a);
  const heart = byMost[0]?.[0] ?? "";
  const review = (met: string[]): SayReviewWay => ({ kind: "review-way", proposal, way: held.way, met });

  test("is what a way gave against what was expected of it", () => {
    expect(learnt([review([heart])], pack.ways, [])).toEqual([]);
    expect(learnt([review([heart, "novelty"])], pack.ways, [])).toEqual(
      [{ kind: "correction", way: held.way, need: "novelty", does: "more" }],
    );
    expect(learnt([review(["novelty"])], pack.ways, [])).toContainEqual(
      { kind: "correction", way: held.way, need: heart, does: "less" },
    );
  });

  test("is nothing where nothing was said, and nothing that is known already", () => {
    expect(learnt([review([])], pack.ways, [])).toEqual([]);
    expect(
      learnt([review([heart, "novelty"])], pack.ways, [
        { kind: "correction", way: held.way, need: "novelty", does: "more" },
      ]),
    ).toEqual([]);
  });

  test("may be about any need that a way is for or that matters to me", () => {
    const needs = needsOfWay(held.way, pack, [need("novelty", 3, 0), need("play", 0, 0)]);
    expect(needs).toContain(heart);
    expect(needs).toContain("novelty");
    expect(needs.includes("play")).toBe("play" in (way?.meets ?? {}));
  });
});
