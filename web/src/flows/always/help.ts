// Help lines: which are shown where, how old they are, and how a device rings them.
import type { HelpLine } from "../../content/pack.ts";

/** The country that stands for anywhere in the world. */
export const anywhere = "zz";

/** Where somebody probably is, by the region their browser's languages name; anywhere if none of them is here. */
export function likelyCountry(tags: readonly string[], countries: readonly string[]): string {
  for (const tag of tags) {
    const region = regionOf(tag);
    if (region !== undefined && countries.includes(region)) return region;
  }
  return anywhere;
}

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region?.toLowerCase();
  } catch {
    return undefined;
  }
}

/** Those of a country, and those for anywhere after them. */
export function linesFor(help: readonly HelpLine[], country: string): { here: HelpLine[]; anywhere: HelpLine[] } {
  return {
    here: country === anywhere ? [] : help.filter((line) => line.country === country),
    anywhere: help.filter((line) => line.country === anywhere),
  };
}

/** Whether it was last known to be right more than a year ago. Both are days, as in "2026-11-22". */
export function isOld(checked: string, today: string): boolean {
  const year = Number(checked.slice(0, 4)) + 1;
  return `${year}${checked.slice(4)}` < today;
}

/** A number as it stands behind tel: or sms:. */
export function dialled(number: string): string {
  return number.replace(/[^\d+]/g, "");
}

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
/** A Sunday, in UTC. */
const someSunday = Date.UTC(2023, 0, 1);

/** “Mon–Fri 08:00–20:00” with the days in this language. */
export function hoursIn(locale: string, hours: string): string {
  const short = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  return hours.replace(/\b(Sun|Mon|Tue|Wed|Thu|Fri|Sat)\b/g, (day) =>
    short.format(someSunday + days.indexOf(day) * 86_400_000),
  );
}

/** Languages by their names: “English and Spanish”. */
export function languageNames(locale: string, tags: readonly string[]): string[] {
  const names = new Intl.DisplayNames(locale, { type: "language" });
  return tags.map((tag) => names.of(tag) ?? tag);
}
