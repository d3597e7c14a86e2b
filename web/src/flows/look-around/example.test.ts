import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Core } from "../../engine/core.ts";
import type { PlanAnswer } from "../../engine/session_types.ts";
import { cardsOf, moved } from "../common-ground/cards.ts";
import { couple, importance, loop, needs, seenByAna, topNeeds, ways } from "./example.ts";

const root = new URL("../../../../", import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, root), "utf8");
const pack = JSON.parse(text("content/closer/pack.json")) as Record<"moves" | "areas" | "feelings", { id: string; seats?: string[] }[]>;

async function answer(): Promise<PlanAnswer> {
  const module = new WebAssembly.Module(readFileSync(new URL("build/wasm/core.wasm", root)));
  return JSON.parse((await Core.start(module)).plan(text("tests/vectors/couple/how-often.problem.json"))) as PlanAnswer;
}

describe("the example couple", () => {
  it("is stuck on the numbers that the page names", () => {
    expect(couple.usual).toEqual({ way: "sex", wish: [4, 1] });
  });

  it("shows first what matters most, and of that what is met least", () => {
    expect(topNeeds(1, 3)).toEqual([
      { need: "pace", importance: 4, met: 0 },
      { need: "relief", importance: 4, met: 1 },
      { need: "valued", importance: 4, met: 1 },
    ]);
    expect(topNeeds(0, 99)).toHaveLength(Object.keys(couple.answers[0].needs).length);
  });

  it("feels and does in its loop what the pack offers there", () => {
    for (const half of Object.values(loop)) {
      expect(half.feelings.length).toBeGreaterThan(0);
      for (const move of half.moves) expect(pack.moves.find(({ id }) => id === move)?.seats).toContain(half.seat);
      for (const feeling of half.feelings) expect(pack.feelings.find(({ id }) => id === feeling)?.seats).toContain(half.seat);
      for (const area of half.areas) expect(pack.areas.map(({ id }) => id)).toContain(area);
    }
  });

  it("has plans with something in them for both, and would not with the number in the middle", async () => {
    const view = seenByAna(await answer());
    const cards = cardsOf(view, importance);
    expect(cards.length).toBeGreaterThan(2);
    for (const { gains, choices } of cards) {
      expect(moved(gains).some(({ me }) => me)).toBe(true);
      expect(moved(gains).some(({ partner }) => partner)).toBe(true);
      expect(choices.every(({ way }) => ways.some(({ id }) => id === way))).toBe(true);
    }
    expect(view.answer.frontier.every(({ gain }) => gain[0] >= 0 && gain[1] >= 0)).toBe(true);
    expect(view.answer.middle?.gain[1]).toBeLessThan(0);
    expect(needs.every((need) => (importance.mine.get(need) ?? 0) + (importance.theirs.get(need) ?? 0) > 0)).toBe(true);
  });
});
