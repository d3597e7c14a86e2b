// What is needed to put into words what somebody said; in_words.ts has the whole.
import type { Slots, Words } from "../content/pack.ts";
import { wordsFor } from "../content/words_for.ts";
import type { ExportedShared, OwnBody, Person, PlanChoice, Starter } from "../engine/session_types.ts";
import type { InWordsTexts } from "../text/in_words.ts";
import { fill } from "../text/language.svelte.ts";

/** One thing said: what it is about, if that needs saying, the words, and what goes with them. */
export interface Line {
  about?: string;
  text: string;
  more?: string[];
}

export interface Vocabulary {
  words: Words;
  t: InWordsTexts;
  locale: string;
  /** Which of the two this person is, where there are two. */
  iAm?: Person | undefined;
  /** Whose the conditions of a plan are, a line for each. */
  conditionsIn?: (choice: PlanChoice) => { mine: string; theirs: string };
}

export type Body = OwnBody | ExportedShared["say"];
export type Tellers<Some extends Body> = {
  readonly [K in Some["kind"]]: (body: Extract<Some, { kind: K }>, vocabulary: Vocabulary) => Line[];
};

export function tell<Some extends Body>(tellers: Tellers<Some>, body: Some, vocabulary: Vocabulary): Line[] {
  const teller = tellers[body.kind as Some["kind"]] as (body: Some, vocabulary: Vocabulary) => Line[];
  return teller(body, vocabulary);
}

export const label = ({ words }: Vocabulary, id: string): string => wordsFor(words, "labels", id).text;

type Named = { [S in keyof Slots]: Slots[S] extends { name: string } ? S : never }[keyof Slots];
export const nameOf = ({ words }: Pick<Vocabulary, "words">, section: Named, id: string): string =>
  wordsFor(words, section, id).name;

/** What is there of these, each under what it answers. */
export function answered(pairs: readonly (readonly [about: string, text: string | undefined])[]): Line[] {
  return pairs.flatMap(([about, text]) => (text === undefined ? [] : [{ about, text }]));
}

/** “name: text”, where there is a text. */
export function named(name: string, text: string | undefined): string[] {
  return text === undefined || text === "" ? [] : [`${name}: ${text}`];
}

/** 0 to 4, by name. */
export function graded(names: readonly string[], grade: number | undefined): string | undefined {
  return grade === undefined ? undefined : names[grade];
}

/** A day of the calendar, or the day of a moment. */
export function dayOf(day: string | number, { locale }: Vocabulary): string {
  const zone = typeof day === "string" ? { timeZone: "UTC" } : {};
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", ...zone }).format(new Date(day));
}

export function timesAWeek(times: number, { t }: Vocabulary): string {
  return fill(t.timesAWeek[Math.min(times, 2)] ?? "", { times });
}

/** What somebody wrote, in lines, as one. */
export const inOneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, "; ");

export function startOf(start: Starter, { t, iAm }: Vocabulary): string {
  if (start === "either" || iAm === undefined) return t.starts.either;
  return start === iAm ? t.starts.me : t.starts.partner;
}
