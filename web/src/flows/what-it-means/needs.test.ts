import { expect, test } from "vitest";
import type { OwnBody } from "../../engine/session_types.ts";
import { packForTest as pack, wordsForTest } from "../../content/pack_for_test.ts";
import { inOrder, readBack, thatAreMissing, thatMatter, thatMatterMost } from "./needs.ts";

const need = (id: string, importance?: number, met?: number): OwnBody => ({
  kind: "need", need: id,
  ...(importance === undefined ? {} : { importance }),
  ...(met === undefined ? {} : { met }),
});

const own = "{title}: ‘{words}’";

test("every need is asked about once, first those of what closer is about", () => {
  const order = inOrder(pack, [{ kind: "theme", theme: "play", on: true }, { kind: "theme", theme: "calm" }]);
  expect(order.slice(0, 2)).toEqual(["play", "novelty"]);
  expect([...order].sort()).toEqual(pack.needs.map(({ id }) => id).sort());
});

test("what matters more comes first, then what is met less, and what does not matter not at all", () => {
  const mine = [need("touch", 2, 3), need("play", 4, 4), need("calm", 2, 0), need("body", 0)];
  expect(thatMatter(pack, mine)).toEqual(["play", "calm", "touch"]);
});

test("what matters most is what matters much, or as much as anything does", () => {
  expect(thatMatterMost(pack, [need("touch", 4), need("calm", 3), need("play", 2)])).toEqual(["touch", "calm"]);
  expect(thatMatterMost(pack, [need("calm", 1)])).toEqual(["calm"]);
  expect(thatMatterMost(pack, [need("calm", 0)])).toEqual([]);
});

test("nothing is called missing that nobody said is not met", () => {
  expect(thatAreMissing(pack, [need("touch", 4), need("calm", 3, 1), need("play", 3, 2), need("body", 1, 0)])).toEqual(["calm"]);
});

test("read back are one’s own words and the names of needs, and nothing where nothing was said", () => {
  expect(readBack(pack, [], wordsForTest.en, own)).toEqual([]);
  const said = readBack(
    pack,
    [{ kind: "meaning", of: "sex", text: "little, lately" }, need("touch", 4, 0), need("calm", 3, 4), { kind: "misses", when: "rare", text: "your laugh " }],
    wordsForTest.en,
    own,
  );
  expect(said).toEqual([
    "What sex means to me, or does not mean: ‘little, lately’",
    "This matters to me most at the moment: Touch that asks for nothing and Calm together.",
    "Of all that, this is what I miss: Touch that asks for nothing.",
    "What I miss when it is rare: ‘your laugh’",
  ]);
});
