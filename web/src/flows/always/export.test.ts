import { describe, expect, test } from "vitest";
import { wordsForTest } from "../../content/pack_for_test.ts";
import type { ExportView, OwnBody } from "../../engine/session_types.ts";
import { inWordsTexts } from "../../text/in_words.ts";
import { mineTexts } from "../../text/mine.ts";
import { escaped, exportPage } from "./export_page.ts";
import { byTopic, ownWords } from "./own_words.ts";

const vocabulary = { words: wordsForTest.en, t: inWordsTexts.en, locale: "en" };
const at = Date.UTC(2026, 10, 20, 12);
const hostile = `<script>alert("x")</script> & 'so' <img src=x onerror=y>`;
const mine: OwnBody[] = [
  { kind: "note", slot: 1, text: "Nobody else’s." },
  { kind: "need", need: "touch", importance: 2 },
  { kind: "theme", theme: "attention", on: true },
  { kind: "done", stage: "closer", on: true },
  { kind: "theme", theme: "touch", on: true },
  { kind: "picture", slot: 1, text: hostile },
  { kind: "kind-no", slot: 1, text: "No, thank you." },
  { kind: "way", way: "touch-agreement" },
];
const view: ExportView = {
  format: "commonground.export/1",
  pack: "closer",
  own: [
    { at, say: { kind: "picture", slot: 1, text: "The first of them." } },
    { at: at + 60_000, say: { kind: "theme", theme: "play" } },
    ...mine.map((say) => ({ at: at + 120_000, say })),
  ],
  shared: [
    { at, say: { kind: "gift", text: "Tea in bed." } },
    { at, say: { kind: "share", snapshot: { kind: "misses", when: "rare", text: "Ease." } } },
  ],
};
const page = (): string =>
  exportPage({ view, mine, vocabulary, t: mineTexts.en.file, kindWords: "Kind words", now: at });

describe("what is mine, by parts", () => {
  test("is in the order of the way, whatever order it was said in", () => {
    expect(ownWords(mine, vocabulary).map((part) => part.page)).toEqual(["closer", "what-it-means", "kind-words"]);
  });

  test("has what is about the same together, and leaves out what was taken back", () => {
    const [closer] = ownWords(mine, vocabulary);
    expect(closer?.topics[0]).toEqual({
      about: "What ‘closer’ is about for me",
      said: [{ text: "Being noticed" }, { text: "Touch" }],
    });
    expect(JSON.stringify(ownWords(mine, vocabulary))).not.toContain("An agreement on touch");
  });

  test("keeps topics where their first line stood", () => {
    const lines = [{ about: "a", text: "1" }, { text: "2" }, { about: "a", text: "3" }];
    expect(byTopic(lines)).toEqual([
      { about: "a", said: [{ text: "1" }, { text: "3" }] },
      { about: "", said: [{ text: "2" }] },
    ]);
  });
});

describe("the page that is taken along", () => {
  test("has all of it: as it stands, notes, what was said for two, and what was said before", () => {
    for (const text of ["Being noticed", "Nobody else’s.", "Tea in bed.", "I showed my partner", "The first of them.", "taken back"]) {
      expect(page()).toContain(text);
    }
  });

  test("shows what somebody wrote, and runs none of it", () => {
    expect(page()).not.toMatch(/<(script|img)/);
    expect(page()).toContain(escaped(hostile));
    expect(escaped(hostile)).toBe(
      "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;so&#39; &lt;img src=x onerror=y&gt;",
    );
  });

  test("stands alone, and asks nothing of anyone", () => {
    expect(page()).toMatch(/^<!doctype html>/);
    expect(page()).toContain("default-src 'none'");
    expect(page()).not.toMatch(/https?:|url\(|@import|src=(?!x)/);
  });

  test("opens and closes every element", () => {
    const open: string[] = [];
    for (const [, slash, name = ""] of page().matchAll(/<(\/?)([a-z]+\d?)[^>]*>/g)) {
      if (name === "meta") continue;
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  test("leaves out the parts in which nothing was said", () => {
    const alone = exportPage({ view: { ...view, shared: [] }, mine, vocabulary, t: mineTexts.en.file, kindWords: "", now: at });
    expect(page()).toContain(mineTexts.en.file.shared);
    expect(alone).not.toContain(mineTexts.en.file.shared);
  });
});
