import { locale } from "../../text/language.svelte.ts";

/** As it stands in a sentence: “until {date}”. */
export function dateOf(at: number): string {
  return new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long" }).format(at);
}
