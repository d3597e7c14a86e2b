// The content pack closer, as the pages use it: docs/formats/pack.md says what is in it. Its structure
// and its words are files of their own, fetched when somebody begins.
import packUrl from "../../../content/closer/pack.json?url";
import enUrl from "../../../content/closer/en.json?url";
import esUrl from "../../../content/closer/es.json?url";
import type { Seat, Stage } from "../engine/session_types.ts";
import type { Language } from "../text/language.svelte.ts";
import { pseudo } from "../text/pseudo.ts";

interface Item {
  id: string;
}
export interface Theme extends Item {
  needs: string[];
}
export interface PictureItem extends Item {
  theme: string;
}
export type Variant = "little-time" | "distance" | "pain" | "small-children" | "apart";
export interface Way extends Item {
  family: string;
  minutes: number;
  most: number;
  intimate: boolean;
  begins: ("one" | "time")[];
  meets: Record<string, [thousandths: number, why: string]>;
  variants: Variant[];
}
export interface Feeling extends Item {
  seats: Seat[];
  ease: number;
  pressure: boolean;
}
interface Move extends Item {
  seats: Seat[];
}
export interface Prompt extends Item {
  use: "speak" | "say-back" | "check" | "add" | "first-time";
  about: "meaning" | "missing" | "asking" | "no" | "areas" | "wish" | "any";
}
export interface Ask extends Item {
  leaves: "open" | "time" | "choice";
}
export interface No extends Item {
  offers: "other" | "later" | "nothing";
}
interface CheckInQuestion extends Item {
  kind: "needs" | "scale" | "words";
}
interface ReviewQuestion extends Item {
  kind: "moved" | "ways" | "asking" | "keep" | "words";
}
interface Reflection extends Item {
  from: "closer" | "needs" | "missing" | "asking" | "loop" | "share" | "ways" | "check-in" | "review";
}
interface SafetyQuestion extends Item {
  closes: ("yes" | "no" | "unsure" | "skip")[];
}
export interface HelpLine extends Item {
  country: string;
  name: string;
  phone?: string;
  text?: string;
  site?: string;
  hours?: string;
  languages: string[];
  checked: string;
}

/** pack.json. Lists are in the order in which they are shown. */
export interface Pack {
  pack: string;
  version: number;
  languages: string[];
  stages: { id: Stage }[];
  needs: Item[];
  themes: Theme[];
  pictures: PictureItem[];
  families: Item[];
  variants: { id: Variant }[];
  ways: Way[];
  grades: { id: "love" | "happy" | "if" | "not-now" | "no" }[];
  seats: { id: Seat }[];
  feelings: Feeling[];
  moves: Move[];
  areas: Item[];
  prompts: Prompt[];
  asks: Ask[];
  nos: No[];
  pauses: Item[];
  "check-in": CheckInQuestion[];
  review: ReviewQuestion[];
  reflections: Reflection[];
  "safety-questions": SafetyQuestion[];
  "safety-notes": Item[];
  countries: Item[];
  help: HelpLine[];
}

/** What an item of each section is called, by its slots. */
export interface Slots {
  stages: { name: string; line: string; paper: string[] };
  needs: { name: string; line: string; met: string; missing: string };
  themes: { name: string; line: string };
  pictures: { text: string };
  families: { name: string; line: string };
  variants: { name: string };
  ways: { name: string; line: string; first: string; variants: Partial<Record<Variant, string>> };
  grades: { name: string; line: string };
  seats: { name: string; question: string; opens: string };
  feelings: { name: string; felt: string };
  moves: { name: string; me: string; they: string };
  areas: { name: string; line: string; with: string };
  prompts: { text: string };
  asks: { text: string };
  nos: { text: string };
  pauses: { text: string };
  "check-in": { text: string };
  review: { text: string };
  reflections: { text: string };
  "safety-questions": { text: string };
  "safety-notes": { title: string; text: string[] };
  countries: { name: string };
  help: { line: string };
  labels: { text: string };
}

type ById<T> = { readonly [id: string]: T };

/** The words of a language. An id that is not in the pack is a bug of ours, and loud. */
export type Words = { readonly [Section in keyof Slots]: ById<Slots[Section]> };

async function fetched(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`pages: ${response.status}`);
  return response.text();
}

const strict = <T>(section: string, items: Record<string, T>): ById<T> =>
  new Proxy(items, {
    get(all, id) {
      if (typeof id !== "string" || id === "toJSON" || id === "then") return undefined;
      const found = all[id];
      if (found === undefined) throw new RangeError(`no words for ${section}.${id}`);
      return found;
    },
  });

let kept: Promise<{ text: string; pack: Pack }> | undefined;

/** The pack, and its text for the core. */
export function loadPack(): Promise<{ text: string; pack: Pack }> {
  kept ??= fetched(packUrl).then((text) => ({ text, pack: JSON.parse(text) as Pack }));
  kept.catch(() => (kept = undefined));
  return kept;
}

const keptWords = new Map<Language, Promise<Words>>();

export function loadWords(language: Language): Promise<Words> {
  let words = keptWords.get(language);
  if (words === undefined) {
    words = fetched(language === "es" ? esUrl : enUrl).then((text) => {
      const plain = JSON.parse(text) as { [Section in keyof Slots]: Record<string, Slots[Section]> };
      const sections = Object.entries(plain).filter(([, items]) => typeof items === "object");
      const shown = sections.map(([section, items]) => [
        section,
        strict(section, (language === "pseudo" ? pseudo(items) : items) as Record<string, unknown>),
      ]);
      return Object.fromEntries(shown) as Words;
    });
    words.catch(() => keptWords.delete(language));
    keptWords.set(language, words);
  }
  return words;
}
