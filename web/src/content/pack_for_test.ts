// The pack and its words, read from their files: for tests, which have no server.
import { readFileSync } from "node:fs";
import type { Pack, Words } from "./pack.ts";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../content/closer/${name}.json`, import.meta.url), "utf8"));

export const packForTest = read("pack") as Pack;
/** Answers to the private questions, in their order, none of which closes. */
export const safeAnswers: Record<string, "yes" | "no"> = Object.fromEntries(
  packForTest["safety-questions"].map(({ id, closes }) => [id, closes.includes("no") ? "yes" : "no"]),
);
export const wordsForTest = { en: read("en") as Words, es: read("es") as Words };
