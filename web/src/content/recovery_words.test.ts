import { beforeAll, describe, expect, it } from "vitest";
import { listOf, loadWordLists, readWords, spelt, type WordLists } from "./recovery_words.ts";

let lists: WordLists;
beforeAll(async () => {
  lists = await loadWordLists();
});

// Some of each: short, long, with accents, and in both lists.
const numbers = [0, 3, 17, 512, 666, 1023, 1024, 1500, 1777, 1999, 2046, 2047];

describe("words that stand for numbers", () => {
  it("are read as they are shown, in either language", () => {
    for (const language of ["en", "es"] as const) {
      const text = spelt(numbers, lists[language]).join(" ");
      expect(readWords(text, lists, "en")).toEqual({ numbers, unknown: [] });
      expect(readWords(text, lists, "es")).toEqual({ numbers, unknown: [] });
    }
  });

  it("are read however they were written down", () => {
    const words = spelt(numbers, lists.es);
    const numbered = words.map((word, at) => `${at + 1}. ${word.toUpperCase()},`).join("\n");
    const unaccented = words.map((word) => word.normalize("NFD").replace(/\p{M}/gu, "")).join("  ");
    const decomposed = words.map((word) => word.normalize("NFD")).join(" ");
    for (const text of [numbered, unaccented, decomposed]) {
      expect(readWords(text, lists, "en")).toEqual({ numbers, unknown: [] });
    }
  });

  it("need no more than their first four letters, for every word of both lists", () => {
    for (const language of ["en", "es"] as const) {
      const all = lists[language].map((_, number) => number);
      const begun = lists[language].map((word) => [...word].slice(0, 4).join("")).join(" ");
      expect(readWords(begun, lists, language)).toEqual({ numbers: all, unknown: [] });
    }
  });

  it("that are in no list are named, and the others kept in their order", () => {
    expect(readWords("abandon xylophon able abandoned", lists, "es")).toEqual({
      numbers: [0, 2],
      unknown: ["xylophon", "abandoned"],
    });
    expect(readWords("  1. , ", lists, "en")).toEqual({ numbers: [], unknown: [] });
  });

  it("are in the language of the pages, or in English", () => {
    expect([listOf("es"), listOf("en"), listOf("pseudo")]).toEqual(["es", "en", "en"]);
  });
});
