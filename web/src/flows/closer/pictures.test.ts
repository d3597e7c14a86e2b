import { expect, test } from "vitest";
import { packForTest as pack, wordsForTest } from "../../content/pack_for_test.ts";
import { beginnings, borrowed, longestPicture, offered, readBack } from "./pictures.ts";

test("beginnings are of the themes that were chosen, in the order of the pack", () => {
  const some = beginnings(pack, ["calm", "attention"]);
  expect(new Set(some.map(({ theme }) => theme))).toEqual(new Set(["attention", "calm"]));
  expect(some[0]?.theme).toBe("attention");
});

test("who chose no theme sees one beginning of each", () => {
  expect(beginnings(pack, []).map(({ theme }) => theme)).toEqual(pack.themes.map(({ id }) => id));
});

test("one picture more is offered than there are, up to three", () => {
  const slotsOf = (...there: number[]): number[] =>
    offered(there.map((slot) => ({ kind: "picture", slot, text: "a door" }))).map(({ slot }) => slot);
  expect(slotsOf()).toEqual([1]);
  expect(slotsOf(1)).toEqual([1, 2]);
  expect(slotsOf(2)).toEqual([1, 2, 3]);
  expect(slotsOf(1, 2, 3)).toEqual([1, 2, 3]);
});

test("a borrowed beginning keeps what was written, and is not cut to fit", () => {
  expect(borrowed(undefined, "It rains.")).toBe("It rains.");
  expect(borrowed("We walk. ", "It rains.")).toBe("We walk.\nIt rains.");
  expect(borrowed("a".repeat(longestPicture), "It rains.")).toBeUndefined();
});

test("pictures are read back in the person’s words, and what was left open is not", () => {
  const said = readBack(
    [
      { kind: "picture", slot: 3, notice: "the quiet" },
      { kind: "picture", slot: 1, text: "Tuesday. You look up.\n" },
      { kind: "picture", slot: 2 },
    ],
    wordsForTest.en,
  );
  expect(said).toEqual([
    "This is what closer looks like to me: ‘Tuesday. You look up.’",
    "I would notice it by this: ‘the quiet’",
  ]);
});
