import { expect, test } from "vitest";
import type { OwnBody, SayWay } from "../../engine/session_types.ts";
import { packForTest as pack, wordsForTest } from "../../content/pack_for_test.ts";
import { answered, beginners, isOpen, needsMetBy, nextPortion, portionNamed, portions, readBack, yeses, yesesByNeed } from "./portions.ts";

const need = (id: string, importance: number): OwnBody => ({ kind: "need", need: id, importance });
const way = (id: string, will: NonNullable<SayWay["will"]>): OwnBody => ({ kind: "way", way: id, will });
const everyWay = pack.ways.map(({ id }) => id).sort();
const needs = [need("calm", 4), need("touch", 3), need("play", 1)];

test("by kind every way comes once, and for needs none comes twice", () => {
  for (const mine of [[], needs, pack.needs.map(({ id }) => need(id, 2))]) {
    const of = (what: string): string[] =>
      portions(pack, mine).filter((portion) => portion.of === what).flatMap(({ ways }) => ways);
    expect(of("kind").sort()).toEqual(everyWay);
    expect(new Set(of("need")).size).toBe(of("need").length);
  }
});

test("a few for what matters most come first, the best for it at the top", () => {
  const [first, second] = portions(pack, needs);
  expect([first?.id, second?.id]).toEqual(["need.calm", "need.touch"]);
  expect(first?.ways.length).toBeLessThanOrEqual(6);
  const best = Math.max(...pack.ways.map(({ meets }) => meets["calm"]?.[0] ?? 0));
  expect(pack.ways.find(({ id }) => id === first?.ways[0])?.meets["calm"]?.[0]).toBe(best);
});

test("an answer to a way moves no card", () => {
  const answers = everyWay.map((id) => way(id, "no"));
  expect(portions(pack, [...needs, ...answers])).toEqual(portions(pack, needs));
});

test("it goes on with what is open, then with what was passed by, then with nothing", () => {
  const all = portions(pack, needs);
  const [first, second] = all;
  if (first === undefined || second === undefined) throw new Error("too few portions");
  expect(nextPortion(all, needs, first.id)?.id).toBe(second.id);
  expect(nextPortion(all, needs, all.at(-1)?.id)?.id).toBe(first.id);
  const through = [...needs, ...first.ways.map((id) => way(id, "not-now"))];
  expect(isOpen(first, through)).toBe(false);
  expect(nextPortion(all, through)?.id).toBe(second.id);
  expect(nextPortion(all, [...needs, ...everyWay.map((id) => way(id, "no"))])).toBeUndefined();
});

test("a way names the needs of this person that it could meet, and no other’s", () => {
  const met = needsMetBy(pack, "quiet-hour", [need("calm", 1), need("relief", 4), need("touch", 4)]);
  expect(met).toEqual(["calm", "relief"]);
});

test("what is read back is made of yeses alone", () => {
  const mine = [...needs, way("quiet-hour", "happy"), way("sex", "no"), way("slow-morning", "not-now"), way("skin-to-skin", "love"), way("shared-bath", "if")];
  expect(yeses(pack, mine)).toEqual(["skin-to-skin", "quiet-hour", "shared-bath"]);
  expect(yesesByNeed(pack, mine).find((row) => row.need === "calm")?.ways).toEqual(["quiet-hour", "shared-bath", "skin-to-skin"]);
  const [sentence] = readBack(pack, mine, wordsForTest.en, "‘{name}’");
  expect(sentence).toBe(
    "I can see myself enjoying this: ‘Lying skin to skin’, ‘A quiet hour in one room’, and ‘A bath or shower you share’. I am free to change my mind about any of it.",
  );
  expect(readBack(pack, [way("sex", "no")], wordsForTest.en, "‘{name}’")).toEqual([]);
});

test("a yes keeps its condition and who begins, and a no has nothing beside it", () => {
  const before: SayWay = { kind: "way", way: "sex", will: "if", condition: "rested", start: ["me"] };
  expect(answered(before, "happy")).toEqual({ ...before, will: "happy" });
  expect(answered(before, "not-now")).toEqual({ kind: "way", way: "sex", will: "not-now" });
});

test("a place names a portion, or one way alone", () => {
  const all = portions(pack, needs);
  expect(portionNamed(all, "need.calm")).toBe(all[0]);
  expect(portionNamed(all, "way.sex")?.ways).toEqual(["sex"]);
  expect(portionNamed(all, undefined)).toBeUndefined();
});

test("who can begin a way is what the pack says of it", () => {
  expect(beginners(pack, "sex")).toEqual(["me", "partner", "time"]);
  expect(beginners(pack, "hand-on-the-table")).toEqual(["me", "partner"]);
});
