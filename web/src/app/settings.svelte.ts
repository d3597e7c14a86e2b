// How the pages look on this device: language, light or dark, size of text. They say nothing about
// anyone, so they are kept in clear; where the browser keeps nothing, they hold until it is closed.
import { languages, useLanguage, type Language } from "../text/language.svelte.ts";

export type Theme = "system" | "light" | "dark";
export type TextSize = "normal" | "large" | "larger";

export interface Settings {
  language: Language;
  theme: Theme;
  text: TextSize;
}

const themes: readonly Theme[] = ["system", "light", "dark"];
const textSizes: readonly TextSize[] = ["normal", "large", "larger"];
const key = "notes";

function ofBrowser(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.find((tag) => tag === "en" || tag === "es") === "es" ? "es" : "en";
}

function choice<T extends string>(all: readonly T[], value: unknown, otherwise: T): T {
  return all.find((one) => one === value) ?? otherwise;
}

function kept(): Partial<Record<keyof Settings, unknown>> {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

let current = $state.raw<Settings>({ language: "en", theme: "system", text: "normal" });

export function settings(): Settings {
  return current;
}

function show({ language, theme, text }: Settings): void {
  useLanguage(language);
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
  if (text === "normal") delete dataset["text"];
  else dataset["text"] = text;
}

export function change(some: Partial<Settings>): void {
  current = { ...current, ...some };
  show(current);
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // Blocked: it holds as long as the page is open.
  }
}

/** As they were kept, or as the browser would have it. */
export function restoreSettings(): void {
  const { language, theme, text } = kept();
  current = {
    language: choice(languages, language, ofBrowser()),
    theme: choice(themes, theme, "system"),
    text: choice(textSizes, text, "normal"),
  };
  show(current);
}

export function forgetSettings(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}
