import type { Day, Time } from "../../engine/session_types.ts";
import { locale } from "../../text/language.svelte.ts";
import { dayOf, sayDay } from "../plan/days.ts";

/** As it stands in a sentence: “until {date}”. */
export function dateOf(when: Day | Time): string {
  return sayDay(typeof when === "number" ? dayOf(when) : when, locale());
}
