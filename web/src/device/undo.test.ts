import { expect, test } from "vitest";
import type { OwnBody } from "../engine/session_types.ts";
import { asBefore } from "./undo.ts";

const rest: OwnBody = { kind: "need", need: "rest", importance: 2, met: 1 };
const note: OwnBody = { kind: "note", slot: 3, text: "For me." };

test("what stood before about the same is said again", () => {
  const said: OwnBody = { need: "rest", kind: "need", importance: 4 };
  expect(asBefore([note, rest], [said])).toEqual([rest]);
});

test("what was not there is taken back", () => {
  const correction: OwnBody = { kind: "correction", way: "walk", need: "rest", does: "more" };
  expect(asBefore([rest], [correction])).toEqual([{ kind: "correction", way: "walk", need: "rest" }]);
});

test("what was said twice at once stood once before", () => {
  expect(asBefore([note], [{ kind: "note", slot: 3, text: "A." }, { kind: "note", slot: 3 }])).toEqual([note]);
});

test("what the partner hears is not taken back so, nor that someone is an adult", () => {
  expect(asBefore([], [{ kind: "gift", text: "Tea." }, { kind: "about-me", adult: true }])).toEqual([]);
  const me: OwnBody = { kind: "about-me", adult: true, name: "Ana" };
  expect(asBefore([me], [{ kind: "about-me", adult: true }])).toEqual([me]);
});
