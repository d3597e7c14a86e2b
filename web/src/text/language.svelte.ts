// Which language the pages are in, and the texts of it.
import { pseudo } from "./pseudo.ts";

/** `pseudo` is English with odd, longer letters: what is missing or too long can be seen. */
export type Language = "en" | "es" | "pseudo";
export const languages: readonly Language[] = ["en", "es", "pseudo"];

/** One flow's texts. A text may have placeholders, as in {partner}; see `fill`. */
export type Texts = { readonly [key: string]: string | readonly string[] | Texts };
/** The same keys in each language that is written by hand. */
export interface Written<T extends Texts> {
  readonly en: T;
  readonly es: NoInfer<T>;
}

let current = $state<Language>("en");

export function language(): Language {
  return current;
}

/** As `<html lang>` and dates and numbers name it. */
export function locale(): string {
  return current === "pseudo" ? "en" : current;
}

export function useLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = locale();
}

/** Declares a flow's texts: `const texts = written({ en: {...}, es: {...} })`. */
export function written<T extends Texts>(texts: Written<T>): Written<T> {
  return texts;
}

const odd = new WeakMap<Texts, Texts>();

/** The texts in the current language: `const t = $derived(inLanguage(texts))`. */
export function inLanguage<T extends Texts>(texts: Written<T>): T {
  if (current === "es") return texts.es;
  if (current === "en") return texts.en;
  let made = odd.get(texts.en);
  if (made === undefined) {
    made = pseudo(texts.en);
    odd.set(texts.en, made);
  }
  return made as T;
}

/** Puts values in the place of {names}. */
export function fill(text: string, values: { readonly [name: string]: string | number }): string {
  return text.replace(/\{([\w-]+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** With a capital letter, as a name by itself begins. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
}

/** “a, b and c” in the current language. */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(items);
}
