import { describe, expect, test } from "vitest";
import { packForTest, wordsForTest } from "../../content/pack_for_test.ts";
import type { OwnBody } from "../../engine/session_types.ts";
import { asks, body, freeSlot, gap, keptWords, nos, sentence, slots, type Draft } from "./sentences.ts";

const words = wordsForTest.en;

describe("beginnings", () => {
  test("of an ask name what is asked for, or there is nothing to name", () => {
    const named = asks(packForTest, words, true).flatMap(({ items }) => items);
    const open = asks(packForTest, words, false).flatMap(({ items }) => items);
    expect(named.length).toBeGreaterThan(0);
    expect(named.every(({ text }) => text.includes("{way}"))).toBe(true);
    expect(open.some(({ text }) => text.includes("{way}"))).toBe(false);
    expect(named.length + open.length).toBe(packForTest.asks.length);
  });

  test("of both kinds come by what they leave open or offer, all of them once", () => {
    expect(nos(packForTest, words).map(({ sort }) => sort)).toEqual(["other", "later", "nothing"]);
    const ids = nos(packForTest, words).flatMap(({ items }) => items.map(({ id }) => id));
    expect([...ids].sort()).toEqual(packForTest.nos.map(({ id }) => id).sort());
  });

  test("of every language leave no placeholder once something was chosen", () => {
    for (const language of ["en", "es"] as const) {
      const texts = [
        ...asks(packForTest, wordsForTest[language], true),
        ...asks(packForTest, wordsForTest[language], false),
        ...nos(packForTest, wordsForTest[language]),
      ].flatMap(({ items }) => items.map(({ text }) => text));
      for (const text of texts) expect(sentence(text, { way: "A walk", when: "on Sunday" })).not.toMatch(/[{}…]/);
    }
  });
});

test("a sentence has what was chosen in its place, and a gap where nothing was", () => {
  expect(sentence("‘{way}’, {when}?", { way: " A walk ", when: "on Sunday" })).toBe("‘A walk’, on Sunday?");
  expect(sentence("‘{way}’, {when}?", { when: " " })).toBe(`‘${gap}’, ${gap}?`);
  expect(sentence("A walk in the rain {way}", { way: "{when}" })).toBe("A walk in the rain {when}");
});

describe("what is kept", () => {
  const ask: Draft = { kind: "ask", way: "touch-agreement", what: "", beginning: { id: "way-today", text: "" }, text: "" };
  const said: OwnBody[] = [
    body(ask, 1, " Shall we? "),
    { kind: "kind-no", slot: 1, text: "Not tonight." },
    { kind: "kind-ask", slot: 3, text: "A walk?" },
    { kind: "kind-ask", slot: 4 },
    { kind: "note", slot: 2, text: "Nobody else’s." },
  ];

  test("has its words, and from where they came", () => {
    expect(said[0]).toEqual({ kind: "kind-ask", slot: 1, ask: "way-today", way: "touch-agreement", text: "Shall we?" });
    expect(body({ kind: "no", what: "", text: "" }, 2, "No, thank you.")).toEqual({ kind: "kind-no", slot: 2, text: "No, thank you." });
    expect(keptWords(said).map(({ kind, slot }) => [kind, slot])).toEqual([["ask", 1], ["no", 1], ["ask", 3]]);
  });

  test("is gone when its words are", () => {
    expect(body(ask, 1, "  ")).toEqual({ kind: "kind-ask", slot: 1 });
  });

  test("takes the lowest free place of its kind, until all are taken", () => {
    expect(freeSlot(said, "ask")).toBe(2);
    expect(freeSlot(said, "no")).toBe(2);
    const all: OwnBody[] = Array.from({ length: slots }, (_, index) => ({ kind: "kind-no", slot: index + 1, text: "No." }));
    expect(freeSlot(all, "no")).toBeUndefined();
    expect(freeSlot(all, "ask")).toBe(1);
  });
});
