import { expect, test } from "vitest";
import type { OwnBody, Seat } from "../../engine/session_types.ts";
import { packForTest as pack, wordsForTest } from "../../content/pack_for_test.ts";
import { areasOf, halves, readBack, strongest } from "./half.ts";

const feeling = (seat: Seat, id: string, strength: number): OwnBody => ({ kind: "feeling", seat, feeling: id, strength });
const move = (seat: Seat, id: string): OwnBody => ({ kind: "move", seat, move: id, on: true });

test("a seat has its three strongest feelings, and a feeling of no strength is none", () => {
  const [half] = halves(pack, [
    feeling("asking", "sad", 1), feeling("asking", "hopeful", 2), feeling("asking", "tired", 0),
    feeling("asking", "rejected", 4), feeling("asking", "anxious", 2),
  ]);
  expect(half?.feelings).toEqual(["rejected", "hopeful", "anxious"]);
  expect(halves(pack, [feeling("asked", "tired", 0)])).toEqual([]);
});

test("the picture shows a seat in which something is felt and done, however strong another is", () => {
  const all = halves(pack, [
    feeling("asking", "rejected", 4), feeling("refused", "sad", 2), move("refused", "go-quiet"), move("asked", "give-in"),
  ]);
  expect(strongest(all)?.seat).toBe("refused");
  expect(strongest([])).toBeUndefined();
});

test("read back are feeling, then move, then where else it happens, and only what was said", () => {
  const mine: OwnBody[] = [
    feeling("asking", "rejected", 3), move("asking", "ask-again"), move("asking", "go-quiet"),
    feeling("asked", "wanted", 1), move("refusing", "plain-no"),
    { kind: "area", area: "money", on: true }, { kind: "area", area: "chores", text: "bins" },
  ];
  expect(areasOf(pack, mine)).toEqual(["money"]);
  expect(readBack(pack, mine, wordsForTest.en)).toEqual([
    "When I ask, I feel rejected, and then I ask again and go quiet. It also happens with money.",
    "When I am asked, I feel wanted. That comes first, before anything I do.",
  ]);
});
