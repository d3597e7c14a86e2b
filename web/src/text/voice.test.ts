// What is not said in a language, in the texts of the pages: the same lists that packs are held against.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Texts, Written } from "./language.svelte.ts";

interface Voice {
  forbidden: { words: string[]; why: string; except?: string[] }[];
}
const modules = import.meta.glob<Record<string, unknown>>(["./*.ts", "!./*.test.ts", "!./language.svelte.ts", "!./pseudo.ts"], {
  eager: true,
});

function isWritten(value: unknown): value is Written<Texts> {
  return typeof value === "object" && value !== null && "en" in value && "es" in value;
}
function* textsIn(value: Texts | string | readonly string[], place: string): Generator<[place: string, text: string]> {
  if (typeof value === "string") yield [place, value];
  else for (const [key, inner] of Object.entries(value)) yield* textsIn(inner, `${place}.${key}`);
}
function* allTexts(language: "en" | "es"): Generator<[place: string, text: string]> {
  for (const [file, exported] of Object.entries(modules)) {
    for (const texts of Object.values(exported)) {
      if (isWritten(texts)) yield* textsIn(texts[language], file);
    }
  }
}

/** As core/content finds it: whole words, `*` for any letters at the end, a sign anywhere. */
function finder(words: string): RegExp {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\\\*$/, "\\p{L}*");
  return /\p{L}/u.test(words) ? new RegExp(`(?<![\\p{L}\\d])${escaped}(?![\\p{L}\\d])`, "iu") : new RegExp(escaped, "u");
}

describe.each(["en", "es"] as const)("the texts in %s", (language) => {
  const voice = JSON.parse(
    readFileSync(new URL(`../../../content/closer/voice.${language}.json`, import.meta.url), "utf8"),
  ) as Voice;

  test("have the voice of the pack", () => {
    const found: string[] = [];
    for (const { words, why } of voice.forbidden) {
      for (const word of words) {
        const finds = finder(word);
        for (const [place, text] of allTexts(language)) {
          if (finds.test(text)) found.push(`${place}: “${text}” has “${word}”: ${why}`);
        }
      }
    }
    expect(found.join("\n")).toBe("");
  });
});
