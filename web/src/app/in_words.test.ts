import { describe, expect, test } from "vitest";
import { wordsForTest } from "../content/pack_for_test.ts";
import { inWordsTexts } from "../text/in_words.ts";
import { inWords } from "./in_words.ts";
import type { Body, Vocabulary } from "./telling.ts";

const english: Vocabulary = { words: wordsForTest.en, t: inWordsTexts.en, locale: "en", iAm: "first" };
const spanish: Vocabulary = { words: wordsForTest.es, t: inWordsTexts.es, locale: "es", iAm: "first" };
const proposal = "0".repeat(32);

const everyKind: { [K in Body["kind"]]: Extract<Body, { kind: K }> } = {
  "about-me": { kind: "about-me", adult: true, name: "Ana", why: "We talk past each other.", hope: "To laugh." },
  theme: { kind: "theme", theme: "attention", on: true },
  picture: { kind: "picture", slot: 2, theme: "attention", text: "Tea, no phones.", notice: "I finish a story." },
  meaning: { kind: "meaning", of: "sex", text: "Being wanted." },
  misses: { kind: "misses", when: "rare", text: "Ease." },
  need: { kind: "need", need: "attention", importance: 3, met: 1 },
  way: { kind: "way", way: "touch-agreement", will: "if", condition: "after nine", start: ["me", "partner", "time"] },
  correction: { kind: "correction", way: "touch-agreement", need: "touch", does: "more" },
  feeling: { kind: "feeling", seat: "asking", feeling: "hopeful", strength: 3 },
  move: { kind: "move", seat: "asked", move: "plain-no", on: true },
  area: { kind: "area", area: "chores", on: true, text: "The dishes." },
  "kind-ask": { kind: "kind-ask", slot: 1, ask: "way-today", way: "touch-agreement", text: "Shall we?" },
  "kind-no": { kind: "kind-no", slot: 1, no: "like-us", text: "No, thank you. I like us." },
  usual: { kind: "usual", way: "touch-agreement", times: 2 },
  limits: { kind: "limits", minutes: 120, ways: 3 },
  done: { kind: "done", stage: "closer", on: true },
  note: { kind: "note", slot: 1, text: "For nobody else." },
  "check-in": { kind: "check-in", day: "2026-11-22", asking: 4, asked: 1, well: "The walk.", change: "Later." },
  "check-in-need": { kind: "check-in-need", day: "2026-11-22", need: "touch", met: 2 },
  review: { kind: "review", proposal, asking: 0, asked: 2, harder: "The hour.", thanks: "For asking.", next: "Rest." },
  "review-need": { kind: "review-need", proposal, need: "touch", met: 4 },
  "review-way": { kind: "review-way", proposal, way: "touch-agreement", next: "let-go", stayed: true, met: ["touch"] },
  name: { kind: "name", name: "Ana" },
  share: { kind: "share", snapshot: { kind: "theme", theme: "touch", on: true } },
  ready: { kind: "ready", stage: "both-want", on: true },
  speak: { kind: "speak", prompt: "sex-means", text: "being wanted." },
  "say-back": { kind: "say-back", turn: proposal, text: "You want to be wanted." },
  heard: { kind: "heard", turn: proposal, answer: "not-quite", text: "Also rest." },
  rest: { kind: "rest", turn: proposal },
  "first-time": { kind: "first-time", text: "That the phone hurts." },
  proposal: {
    kind: "proposal", round: 1, begins: Date.UTC(2026, 10, 20, 12), days: 14,
    ways: [{ way: "touch-agreement", times: 1, start: "second", condition: "after nine" }],
  },
  agree: { kind: "agree", proposal },
  stop: { kind: "stop", proposal },
  try: { kind: "try", proposal, way: "touch-agreement", day: "2026-11-22" },
  gift: { kind: "gift", text: "I did the dishes." },
  pause: { kind: "pause", until: Date.UTC(2026, 10, 25, 12) },
  resume: { kind: "resume", pause: proposal },
  leave: { kind: "leave" },
};

/** All that is shown of it, in one piece. */
const shown = (body: Body, vocabulary = english): string =>
  inWords(body, vocabulary)
    .map(({ about, text, more = [] }) => [...(about === undefined ? [] : [about]), text, ...more].join("|"))
    .join("\n");

describe("what was said, in words", () => {
  test.each(Object.values(everyKind))("$kind says something, and all of it, in both languages", (body) => {
    for (const vocabulary of [english, spanish]) {
      const text = shown(body, vocabulary);
      expect(text).not.toBe("");
      expect(text).not.toMatch(/[{}]|undefined|\[object|\|\||^\||\|$/);
    }
  });

  test("what somebody wrote is there as they wrote it", () => {
    for (const body of Object.values(everyKind)) {
      for (const field of ["text", "why", "hope", "notice", "condition", "well", "change", "harder", "thanks", "next"]) {
        const written: unknown = Reflect.get(body, field);
        if (typeof written === "string" && written.includes(" ")) expect(shown(body)).toContain(written);
      }
    }
  });

  test("an answer to a way has its grade, conditions and who begins", () => {
    expect(inWords(everyKind.way, english)).toEqual([
      {
        about: "An agreement on touch",
        text: "Would try, if …",
        more: ["my conditions: after nine", "who starts: me, my partner, and a set time"],
      },
    ]);
  });

  test("a need says how much it matters and how well it is met", () => {
    expect(shown(everyKind.need)).toBe("Undivided attention|It matters to me: much. Met today: now and then.");
    expect(shown({ kind: "need", need: "touch", met: 0 })).toBe("Touch that asks for nothing|Met today: not at all.");
  });

  test("a plan is told from where one stands", () => {
    expect(shown(everyKind.proposal)).toContain("An agreement on touch: once a week, my partner starts, after nine");
    expect(shown(everyKind.proposal, { ...english, iAm: "second" })).toContain("I start");
  });

  test("a plan says whose its conditions are", () => {
    const conditionsIn = () => ({ mine: "after nine\nno phones", theirs: "not on Sundays" });
    expect(shown(everyKind.proposal, { ...english, conditionsIn })).toContain(
      "my partner starts, my condition: after nine; no phones, my partner’s condition: not on Sundays",
    );
    expect(shown(everyKind.proposal, { ...spanish, conditionsIn })).toContain("condición de mi pareja: not on Sundays");
  });

  test("what was taken back says nothing", () => {
    const takenBack: Body[] = [
      { kind: "theme", theme: "attention" },
      { kind: "picture", slot: 1 },
      { kind: "need", need: "touch" },
      { kind: "way", way: "touch-agreement" },
      { kind: "feeling", seat: "asking", feeling: "hopeful" },
      { kind: "area", area: "chores" },
      { kind: "kind-no", slot: 3 },
      { kind: "note", slot: 3 },
      { kind: "check-in", day: "2026-11-22" },
      { kind: "review", proposal },
    ];
    for (const body of takenBack) expect(inWords(body, english)).toEqual([]);
  });

  test("a day is the same day in every time zone", () => {
    expect(shown(everyKind.try)).toContain("November 22, 2026");
  });
});
